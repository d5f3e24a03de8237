"""Comments in, clusters with names out: the only user of the theme engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from feedback.domain.comment import Comment
from feedback.domain.progress import Progress
from feedback.domain.theme import Theme
from feedback.errors import InputError
from feedback.themes.names import LONGEST_NAME, clean_name
from models import ThemeModel
from models.errors import ThemeError


@dataclass(slots=True)
class Material:
    """What the engine reads: ids, texts and languages of comments, in one order."""

    ids: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    def add(self, comment: Comment) -> None:
        """Take one comment in."""
        self.ids.append(comment.id)
        self.texts.append(comment.text)
        self.languages.append(comment.language)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the engine found: cluster c is themes[c]."""

    model: ThemeModel
    themes: list[Theme]
    ids: list[int]

    def placed(self) -> Iterator[tuple[int, int, float]]:
        """(comment id, cluster, score) of the comments that are in a cluster."""
        for comment, label, score in zip(
            self.ids, self.model.labels_.tolist(), self.model.scores_.tolist(), strict=True
        ):
            if label >= 0:
                yield comment, label, score

    def clusters(self) -> Mapping[int, int]:
        """Comment id → cluster."""
        return {comment: cluster for comment, cluster, _ in self.placed()}


def discover(
    material: Material, *, detail: str, number: int | None, seed: int, progress: Progress
) -> Discovery:
    """Fit the engine on `material`; `number` of themes where given, else as `detail` says."""
    model = ThemeModel(
        n_themes="auto" if number is None else number, detail=detail, random_state=seed
    )
    try:
        model.fit(material.texts, languages=material.languages, progress=progress)
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
