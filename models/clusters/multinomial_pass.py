"""A few hard reassignments by the words themselves."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.word_weights import size_weights, word_weights


class MultinomialPass(BaseEstimator):
    """Moves each text to the theme whose words and size make it most likely.

    Hard (classification) expectation-maximisation of a mixture of multinomials (Celeux & Govaert
    1992; without the sizes it is k-means under Kullback-Leibler divergence, Dhillon et al. 2003).
    The sizes let large themes stay large: k-means alone cuts all to one size.
    """

    def __init__(self, rounds: int = 15, smoothing: float = 0.8, size_weight: float = 1.5) -> None:
        self.rounds = rounds
        self.smoothing = smoothing
        self.size_weight = size_weight

    def refine(
        self, counts: sparse.csr_matrix, labels: np.ndarray, fixed: np.ndarray | None = None
    ) -> np.ndarray:
        """Return new labels (n,) from `labels` 0..k-1 and `counts` (n, terms).

        `fixed`: (n,), a label that a text keeps, or -1. No theme is emptied.
        """
        k = int(labels.max()) + 1
        held = np.full(len(labels), -1) if fixed is None else fixed
        for _ in range(self.rounds):
            scores = counts @ word_weights(counts, labels, k, self.smoothing).T
            prior = self.size_weight * size_weights(labels, k)
            moved = np.asarray(scores + prior).argmax(axis=1)
            moved = np.where(held >= 0, held, moved)
            if len(np.unique(moved)) < k or (moved == labels).all():
                return labels
            labels = moved
        return labels
