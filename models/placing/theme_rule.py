"""The rule by which a text comes into a theme."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.members import member_matrix
from models.clusters.word_weights import size_weights, word_weights
from models.vectors.rows import unit_rows


class ThemeRule(BaseEstimator):
    """Weighs how near a text lies to each theme, how its words speak for it, and its size.

    Each theme is a von Mises-Fisher distribution of vectors with concentration `nearness`
    (Banerjee et al. 2005, "Clustering on the Unit Hypersphere") times a multinomial of words with
    the theme's size as prior (McCallum & Nigam 1998, "A Comparison of Event Models for Naive
    Bayes"). The evidence is the logarithm of that, so words and nearness simply add up, and the
    same rule places the texts that made the themes and those that come later.

    Parameters: `nearness`, weight of the cosine; `size_weight`, power of the size; `smoothing`.
    Fitted: `centroids_` (k, d), unit rows; `words_` (k, terms); `sizes_` (k,).
    """

    def __init__(
        self, nearness: float = 10.0, size_weight: float = 1.5, smoothing: float = 0.8
    ) -> None:
        self.nearness = nearness
        self.size_weight = size_weight
        self.smoothing = smoothing

    def fit(
        self,
        points: np.ndarray,
        counts: sparse.csr_matrix,
        labels: np.ndarray,
        n_themes: int | None = None,
    ) -> ThemeRule:
        """`points`: (n, d), whose means are the centres; `counts`: (n, terms); `labels`: 0..k-1.

        `n_themes`: k, where the last themes may hold no text.
        """
        k = int(labels.max()) + 1 if n_themes is None else n_themes
        sums = member_matrix(labels, k, points.dtype) @ points
        self.centroids_ = unit_rows(sums).astype(np.float32)
        self.words_ = word_weights(counts, labels, k, self.smoothing)
        self.sizes_ = np.float32(self.size_weight) * size_weights(labels, k)
        return self

    def keep(self, stays: np.ndarray) -> None:
        """Forget the themes of which `stays` (k,) is false; the others are renumbered in order."""
        self.centroids_, self.words_ = self.centroids_[stays], self.words_[stays]
        self.sizes_ = self.sizes_[stays]

    def cosines(self, points: np.ndarray) -> np.ndarray:
        """(n, k): how near unit rows `points` lie to the centres, -1..1."""
        return points @ self.centroids_.T

    def evidence(self, cosines: np.ndarray, counts: sparse.csr_matrix) -> np.ndarray:
        """(n, k), the more the likelier, from `cosines` of the texts and their term `counts`."""
        return np.asarray(counts @ self.words_.T) + self.nearness * cosines + self.sizes_
