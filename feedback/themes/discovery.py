"""Comments in, clusters with names out: the only user of the theme engine."""

from dataclasses import dataclass, field

import numpy as np

from feedback.domain.comment import Comment
from feedback.domain.progress import Progress
from feedback.domain.theme import Theme
from feedback.errors import InputError
from feedback.themes.names import LONGEST_NAME, clean_name
from feedback.themes.places import Places
from models import ThemeModel
from models.errors import ThemeError


@dataclass(slots=True)
class Material:
    """What the engine reads, in one order: ids, texts and languages of comments, the theme each
    is in (−1 for none), and whether it came since those themes were found."""

    ids: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    themes: list[int] = field(default_factory=list)
    is_new: list[bool] = field(default_factory=list)

    def add(self, comment: Comment, theme_id: int = -1, *, is_new: bool = True) -> None:
        """Take one comment in."""
        self.themes.append(theme_id)
        self.is_new.append(is_new)
        self.ids.append(comment.id)
        self.texts.append(comment.text)
        self.languages.append(comment.language)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the engine found: cluster c is themes[c]."""

    model: ThemeModel
    themes: list[Theme]
    ids: list[int]

    def places(self) -> Places:
        """Which comment is in which cluster."""
        return Places(
            np.asarray(self.ids, dtype=np.int64),
            np.asarray(self.model.labels_, dtype=np.int32),
            np.asarray(self.model.scores_, dtype=np.float32),
        )


def discover(
    material: Material, *, detail: str, number: int | None, seed: int, progress: Progress
) -> Discovery:
    """Fit the engine on `material`: on from the themes its comments are in, or, where none is in
    one, afresh with `number` of themes where given, else as `detail` says."""
    model = ThemeModel(
        n_themes="auto" if number is None else number, detail=detail, random_state=seed
    )
    try:
        model.fit(
            material.texts,
            languages=material.languages,
            progress=progress,
            start=material.themes,
            is_new=material.is_new,
        )
    except ThemeError as error:
        raise InputError(str(error)) from error
    themes = [
        Theme(
            name=_fitting(found.name),
            terms=found.terms,
            language=found.language,
            cohesion=found.cohesion,
            representatives=tuple(material.ids[index] for index in found.representatives),
        )
        for found in model.themes_
    ]
    return Discovery(model, themes, material.ids)


def _fitting(name: str) -> str:
    """The engine's name, cut to what a theme may be called."""
    return clean_name(name[:LONGEST_NAME])
