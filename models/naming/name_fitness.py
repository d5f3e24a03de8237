"""How well a word serves in the name of a theme."""

from __future__ import annotations

import numpy as np
from sklearn.base import BaseEstimator

from models.naming.word_use import WordUse

# A proper name names a theme that speaks of it; one that most themes hold is the company's own.
FEWEST_PROPER = 0.1
EVERYWHERE = 0.5
SHORT = 0.5


class NameFitness(BaseEstimator):
    """0 for a word that may not stand in a name of the theme, towards 1 the more it is a thing.

    use: fitted WordUse. shares: (k, terms), the share of each theme's texts that hold a term.
    """

    def __init__(self, use: WordUse, shares: np.ndarray) -> None:
        self.use = use
        self.shares = shares

    def fit(self, theme: int) -> NameFitness:
        """Look at words from `theme`."""
        self._theme = theme
        return self

    def of(self, word: str) -> float:
        """Of a lower-case `word`."""
        use = self.use
        if use.is_topic(word) or use.is_person(word):
            return 0.0
        if use.is_proper(word) and not self._stands_for(word):
            return 0.0
        return min(1.0, 0.1 + 2 * use.thing(word)) * (SHORT if len(word) < 3 else 1.0)

    def _stands_for(self, word: str) -> bool:
        """Whether a proper name is said often here, and not in most other themes."""
        column = self.use.counter.column(word)
        if column < 0:
            return False
        shares = self.shares[:, column]
        everywhere = (shares >= EVERYWHERE * shares.mean()).mean()
        few = len(shares) < 3
        return bool(shares[self._theme] >= FEWEST_PROPER and (few or everywhere <= EVERYWHERE))
