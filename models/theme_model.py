"""Themes of comments in any mix of languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin, clone

from models.blas_threads import one_blas_thread
from models.clusters.language_themes import LanguageThemes
from models.clusters.smallest_theme import FEWEST_TEXTS
from models.clusters.standing_texts import StandingTexts
from models.errors import NotEnoughTextError, NotFittedYetError, ParameterError
from models.examples import by_language
from models.explanation import Explanation
from models.language_shares import share_out
from models.parameters import (
    check_examples,
    check_labels,
    check_parameters,
    check_share,
    check_standing,
    is_whole,
)
from models.placement import Placement
from models.placing.assigning import assign, place
from models.placing.explaining import explain
from models.placing.further_themes import memberships
from models.placing.unplaced import why_unplaced
from models.progress import Progress, no_progress, within
from models.reason import Reason
from models.saved_model import load, save
from models.text.cleaned_texts import CleanedTexts
from models.text.spoken import languages_of
from models.texts_given import as_sequence
from models.theme import Theme
from models.theme_parts import ThemeParts

READING = 0.05
"""The share of a fit that finding the languages out takes."""


class ThemeModel(ClusterMixin, BaseEstimator):
    """Finds themes in texts, names them, places new texts and says why.

    Each language is read and grouped on its own: no theme mixes languages.

    Parameters
    ----------
    n_themes: how many themes, shared out over the languages by their texts, or "auto".
    language: ISO 639-1 code of all texts, or "auto" to go by `languages` or find it out.
    detail: "coarse", "medium" or "fine", how finely to cut when the number is chosen.
    random_state: seed; the same texts and seed give the same themes.

    Fitted attributes
    -----------------
    labels_: (n,) int, the theme of each text, -1 for none; scores_: (n,) float 0..1, how well it
    fits; reasons_: n `Reason`, why a text has none; themes_: list of Theme, label i is themes_[i];
    stability_, cohesion_, solidity_: (k,), of each theme, as Theme tells them;
    example_themes_: the label of each group of examples; languages_: codes that have themes.

    Texts may be a list, a tuple, a column of a table, a one-dimensional array or a generator; a
    cell that is no string counts as empty. Methods raise ParameterError for anything else.
    """

    def __init__(
        self,
        n_themes: int | str = "auto",
        language: str = "auto",
        detail: str = "medium",
        random_state: int = 0,
    ) -> None:
        self.n_themes = n_themes
        self.language = language
        self.detail = detail
        self.random_state = random_state

    def fit(
        self,
        texts: Sequence[object],
        languages: Sequence[object] | None = None,
        progress: Progress | None = None,
        examples: Sequence[Sequence[int]] = (),
        start: Sequence[int] | np.ndarray | None = None,
        is_new: Sequence[bool] | np.ndarray | None = None,
    ) -> ThemeModel:
        """Find the themes of `texts` (missing cells are read as empty).

        languages: one code per text ("" when unknown), used when `language` is "auto".
        progress: called with (fraction 0..1, message) now and then; may raise to cancel.
        examples: groups of indices of texts that belong together; each group holds one theme in
        place, and its texts stay in it. A group should be of one language; no text is in two. Where
        no text of a group holds a word that others use too, `example_themes_` has -1 for it.
        start: (n,), the number of the theme each text is in, -1 for none: themes go on from there
        and change on evidence alone (`StandingFinder`), with a number given on that of new texts
        only; `examples` say nothing then.
        is_new: (n,), True for texts that came since those themes were found; left out, texts in no
        theme are new.

        Raises NotEnoughTextError when no theme can be found, ParameterError for a bad parameter.
        """
        check_parameters(self.n_themes, self.language, self.detail, self.random_state)
        tell = progress or no_progress
        read = CleanedTexts(as_sequence(texts))
        standing = check_standing(start, is_new, len(read))
        groups = check_examples(() if start is not None else examples, len(read))
        found = clone(self)._find(read, languages, tell, groups, standing)
        # All at once: who cancels on the way keeps the themes there were.
        self.__dict__.update(found.__dict__)
        return self

    def _find(
        self,
        texts: CleanedTexts,
        languages: Sequence[object] | None,
        tell: Progress,
        examples: list[list[int]],
        standing: StandingTexts | None,
    ) -> ThemeModel:
        """As `fit`, which hands over a model that holds nothing yet."""
        tell(0.0, "reading texts")
        codes = self._codes(texts, languages, within(tell, 0.0, READING))
        groups = by_language(examples, codes)
        self._reset(len(texts), len(groups))
        sizes = {c: n for c, n in sorted(Counter(codes).items()) if n >= FEWEST_TEXTS}
        shares = share_out(self.n_themes, sizes)
        spoken = np.asarray(codes, dtype=object)
        del codes
        done = READING
        for code, size in sizes.items():
            weight = (0.99 - READING) * size / sum(sizes.values())
            mine = np.flatnonzero(spoken == code)
            with one_blas_thread():
                part_tell = within(tell, done, weight)
                self._fit_part(code, shares[code], texts, mine, groups, standing, part_tell)
            done += weight
        if not self.themes_:
            raise NotEnoughTextError(
                f"No themes can be found: fewer than {FEWEST_TEXTS} comments of one language hold "
                "words that say something. Import more comments, or check which column holds "
                "the text."
            )
        self.tell_of_themes()
        tell(1.0, "done")
        return self

    def predict(
        self, texts: Sequence[object], languages: Sequence[object] | None = None
    ) -> np.ndarray:
        """Labels of `texts` (n,); -1 where no word is known."""
        return self.assign(texts, languages)[0]

    def assign(
        self, texts: Sequence[object], languages: Sequence[object] | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Labels (n,) and scores (n,), 0..1, of `texts`, fitted or new."""
        self._check_fitted()
        read = CleanedTexts(as_sequence(texts))
        return assign(self.parts_, read, self._codes(read, languages))

    def place(
        self,
        texts: Sequence[object],
        languages: Sequence[object] | None = None,
        reject: float = 0.02,
    ) -> Placement:
        """Like `assign`, but a text that fits nowhere is turned away, with its reason.

        reject: a text must fit its theme better than this share of the theme's own fitted texts
        do; 0 turns away only what fits worse than all of them.
        """
        check_share(reject, "reject")
        self._check_fitted()
        read = CleanedTexts(as_sequence(texts))
        return place(self.parts_, read, self._codes(read, languages), reject)

    def memberships(
        self,
        texts: Sequence[object],
        languages: Sequence[object] | None = None,
        labels: Sequence[int] | None = None,
    ) -> list[tuple[int, ...]]:
        """Up to three labels per text, its own first, () for none: long texts by sentence.

        labels: the theme each text is in (`labels_` for fitted texts); found anew when left out.
        """
        self._check_fitted()
        texts = as_sequence(texts)
        given = self.predict(texts, languages) if labels is None else labels
        own = check_labels(given, len(texts), len(self.themes_))
        return memberships(self.parts_, CleanedTexts(texts), own)

    def explain(
        self, text: object, language: str | None = None, label: int | None = None
    ) -> Explanation:
        """Which words put `text` into its theme, and which theme came second.

        label: the theme the text is in, where that is known (`labels_` of a fitted text, or a
        person's choice); the words then speak for it, against the strongest other theme. -1: none.
        """
        self._check_fitted()
        read = CleanedTexts([text])
        if label is not None and not (is_whole(label) and -1 <= label < len(self.themes_)):
            raise ParameterError(f"There is no theme {label}.")
        if label is not None and label >= 0:
            return explain(self.parts_, read[0], self.themes_[label].language, int(label))
        (code,) = self._codes(read, None if language is None else [language])
        return explain(self.parts_, read[0], code)

    def save(self, folder: str | Path) -> None:
        """Write the fitted model to `folder` as manifest.json and arrays.npz."""
        self._check_fitted()
        save(self, folder)

    @classmethod
    def load(cls, folder: str | Path) -> ThemeModel:
        """Read a model that `save` wrote. Raises ModelFileError when it is damaged or foreign."""
        return load(cls, folder)

    def _check_fitted(self) -> None:
        if not getattr(self, "themes_", None):
            raise NotFittedYetError("No themes were found yet. Find themes first.")

    def _reset(self, n_texts: int, n_groups: int) -> None:
        self.labels_ = np.full(n_texts, -1)
        self.scores_ = np.zeros(n_texts)
        self.reasons_ = [Reason.SMALL_LANGUAGE] * n_texts
        self.themes_: list[Theme] = []
        self.parts_ = ThemeParts()
        self.example_themes_ = [-1] * n_groups

    def tell_of_themes(self) -> None:
        """Say of `parts_` what the fitted attributes of all themes are."""
        self.themes_ = self.parts_.themes()
        self.languages_ = list(self.parts_)
        self.stability_ = np.array([theme.stability for theme in self.themes_])
        self.cohesion_ = np.array([theme.cohesion for theme in self.themes_])
        self.solidity_ = [theme.solidity for theme in self.themes_]

    def _codes(
        self,
        texts: CleanedTexts,
        languages: Sequence[object] | None,
        progress: Progress = no_progress,
    ) -> list[str]:
        if self.language != "auto":
            return [self.language] * len(texts)
        known: Counter[str] = Counter()
        for theme in getattr(self, "themes_", ()):
            known[theme.language] += theme.size
        return languages_of(texts, languages, dict(known.most_common()), progress)

    def _fit_part(
        self,
        code: str,
        share: int | str,
        texts: CleanedTexts,
        mine: np.ndarray,
        groups: list[tuple[str, list[int]]],
        standing: StandingTexts | None,
        progress: Progress,
    ) -> None:
        place = {outer: inner for inner, outer in enumerate(mine.tolist())} if groups else {}
        held = [g for g, (spoken, members) in enumerate(groups) if spoken == code and members]
        examples = [[place[i] for i in groups[g][1]] for g in held]
        part = LanguageThemes(share, code, self.detail, self.random_state)
        try:
            inside = None if standing is None else standing.part(mine)
            part.fit(texts.at(mine), progress, examples, inside)
        except NotEnoughTextError:
            for i in mine.tolist():
                self.reasons_[i] = why_unplaced(texts[i], code)
            return
        part.themes_ = [
            replace(theme, representatives=tuple(mine[list(theme.representatives)].tolist()))
            for theme in part.themes_
        ]
        self.parts_.add(code, part)
        self.themes_.extend(part.themes_)
        self.labels_[mine] = self.parts_.outer(code, part.labels_)
        self.scores_[mine] = part.scores_
        for i, reason in zip(mine.tolist(), part.reasons_, strict=True):
            self.reasons_[i] = reason
        for inner, g in zip(part.example_themes_, held, strict=True):
            self.example_themes_[g] = int(self.parts_.outer(code, np.asarray(inner)))
        # What the model has of all texts is not kept for each language again.
        del part.labels_, part.scores_, part.reasons_
