"""One theme in parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin

from models.blas_threads import one_blas_thread
from models.clusters.language_themes import LanguageThemes
from models.errors import NotEnoughTextError
from models.parameters import check_parts, check_seed
from models.progress import no_progress
from models.text.cleaned_texts import CleanedTexts
from models.text.spoken import languages_of
from models.texts_given import as_sequence
from models.theme import Theme


class ThemeSplitter(ClusterMixin, BaseEstimator):
    """Suggests how to split the comments of one theme, with a name for each part.

    The comments are read anew on their own, so that what they all say sets nothing apart and the
    parts are told by what remains. Every comment comes into a part: one without a word to go by,
    or of another language than most, goes with the largest.

    Parameters: `n_parts`, from 2; `random_state`, seed.
    Fitted: `labels_` (n,) int, 0 for the largest part; `themes_`, one Theme per part.
    """

    def __init__(self, n_parts: int = 2, random_state: int = 0) -> None:
        self.n_parts = n_parts
        self.random_state = random_state

    def fit(
        self, texts: Sequence[object], languages: Sequence[object] | None = None
    ) -> ThemeSplitter:
        """`texts`: the theme's comments; `languages`: one code per text, found out if left out.

        Raises ParameterError for a bad number, NotEnoughTextError when the comments do not differ
        in enough words to make so many parts.
        """
        check_parts(self.n_parts)
        check_seed(self.random_state)
        read = CleanedTexts(as_sequence(texts))
        codes = languages_of(read, languages)
        code = Counter(codes).most_common(1)[0][0] if codes else ""
        mine = np.asarray([i for i, spoken in enumerate(codes) if spoken == code], dtype=int)
        part = LanguageThemes(
            self.n_parts, code, random_state=self.random_state, fewest=self.n_parts
        )
        try:
            with one_blas_thread():
                part.fit(read.at(mine), no_progress)
        except NotEnoughTextError as error:
            raise self._too_few(len(read)) from error
        if len(part.themes_) < self.n_parts:
            raise self._too_few(len(read))
        order = sorted(range(self.n_parts), key=lambda i: (-part.themes_[i].size, i))
        rank = np.argsort(order)
        self.labels_ = np.zeros(len(read), dtype=int)
        self.labels_[mine] = np.where(part.labels_ >= 0, rank[part.labels_], 0)
        places = mine.tolist()
        self.themes_ = [
            self._outer(part.themes_[i], label, places) for label, i in enumerate(order)
        ]
        return self

    def _outer(self, theme: Theme, label: int, mine: list[int]) -> Theme:
        """`theme` of the texts at `mine`, told in places and numbers of all texts."""
        return Theme(
            name=theme.name,
            terms=theme.terms,
            size=int((self.labels_ == label).sum()),
            representatives=tuple(mine[i] for i in theme.representatives),
            language=theme.language,
            cohesion=theme.cohesion,
            stability=theme.stability,
        )

    def _too_few(self, n_texts: int) -> NotEnoughTextError:
        return NotEnoughTextError(
            f"These {n_texts} comments cannot be split into {self.n_parts} parts: they do not "
            "differ in enough words. Choose fewer parts, or move comments by hand."
        )
