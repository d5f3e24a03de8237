"""Terms of a theme, best first."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.members import member_matrix

FEWEST_TERMS = 7
FEWEST_SHARED = 3


class TermRanker(BaseEstimator):
    """Ranks the terms of each theme by log-odds with a Dirichlet prior (Monroe, Colaresi & Quinn
    2008, "Fightin' Words") among those that at least `floor` of the theme's texts hold.

    What a single text holds (a customer's name, say) is none where there are others.

    Fitted: `orders_` (k lists of columns, best first); `commons_` (k sets: those of them that are
    not rare); `shares_` (k, terms), the share of a theme's texts that hold a term.
    """

    def __init__(self, n_terms: int = 12, floor: float = 0.1) -> None:
        self.n_terms = n_terms
        self.floor = floor

    def fit(self, counts: sparse.csr_matrix, labels: np.ndarray, k: int) -> TermRanker:
        """`counts`: (texts, terms); `labels`: (texts,), 0..k-1 or -1."""
        present = counts.copy()
        present.data = np.ones_like(present.data)
        member = member_matrix(labels, k)
        self._inside = (member @ present).toarray()
        self._total = self._inside.sum(axis=0)
        sizes = np.asarray(member.sum(axis=1)).ravel()
        self.shares_ = self._inside / np.maximum(sizes, 1)[:, None]
        bars = np.maximum(2, self.floor * sizes)
        self.orders_ = [self._order(i, bars[i]) for i in range(k)]
        self.commons_ = [
            {c for c in order if self._inside[i, c] >= bars[i]}
            for i, order in enumerate(self.orders_)
        ]
        return self

    def worth(self, theme: int) -> np.ndarray:
        """(terms,): how far each term sets `theme` apart, 1 for the one that does most."""
        strength = np.maximum(self._strength(theme), 0)
        return strength / max(float(strength.max(initial=0)), 1e-9)

    def _strength(self, theme: int) -> np.ndarray:
        inside, total = self._inside[theme], self._total
        outside = total - inside
        if not outside.any():  # the only theme: nothing to stand out against
            return inside.copy()
        prior = total / max(total.sum(), 1) * 100 + 0.01
        ours, theirs = inside + prior, outside + prior
        odds = np.log(ours / (ours.sum() - ours + 1)) - np.log(theirs / (theirs.sum() - theirs + 1))
        return odds / np.sqrt(1 / ours + 1 / theirs)

    def _order(self, theme: int, bar: float) -> list[int]:
        inside = self._inside[theme]
        rare = inside < bar
        order = np.lexsort((-self._strength(theme), rare))
        # Rare terms only where a theme has too few others to be named by.
        kept = min(self.n_terms, max(FEWEST_TERMS, int((~rare).sum())))
        fewest = 2 if (inside >= 2).sum() >= FEWEST_SHARED else 1
        return [int(i) for i in order[:kept] if inside[i] >= fewest]
