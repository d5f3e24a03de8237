"""Texts that came since, gathered beside the themes and not in them."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.neighbour_graph import degrees
from models.clusters.theme_counter import ThemeCounter
from models.clusters.ward_kmeans import WardKMeans

FEWEST_TEXTS = 10
STEPS = 2


class NewcomerGroups(BaseEstimator):
    """Finds groups among newcomers whose neighbours are newcomers too.

    Where newcomers speak of what the others speak of, their nearest neighbours are as mixed as
    the whole; where they bring a subject of their own, they are among themselves. The share of
    newcomers around a text (a walk of two steps on the neighbour graph, after Schilling 1986,
    "Multivariate Two-Sample Tests Based on Nearest Neighbors") must lie at least half way between
    their share in the whole and 1.

    Fitted: `labels_` (n,), -1 for all that are in no group; `n_groups_`.
    """

    def __init__(
        self, detail: str = "medium", neighbours: int = 12, fewest: int = FEWEST_TEXTS
    ) -> None:
        self.detail = detail
        self.neighbours = neighbours
        self.fewest = fewest

    def fit(
        self,
        points: np.ndarray,
        smooth: np.ndarray,
        graph: sparse.csr_matrix,
        is_new: np.ndarray,
    ) -> NewcomerGroups:
        """`points`: (n, d), unit rows; `smooth`: the same smoothed; `graph`: (n, n), their
        neighbours; `is_new`: (n,), True for newcomers."""
        self.labels_, self.n_groups_ = np.full(len(points), -1), 0
        walk = (sparse.diags_array(1 / degrees(graph)) @ graph).tocsr()
        among = is_new.astype(np.float64)
        for _ in range(STEPS):
            among = walk @ among
        apart = np.flatnonzero(is_new & (among >= (1 + is_new.mean()) / 2))
        if len(apart) < self.fewest:
            return self
        k = ThemeCounter(self.detail, self.neighbours).fit(points[apart]).n_themes_
        groups = WardKMeans(k).fit(smooth[apart]).labels_
        large = np.flatnonzero(np.bincount(groups) >= self.fewest)
        for number, group in enumerate(large.tolist()):
            self.labels_[apart[groups == group]] = number
        self.n_groups_ = len(large)
        return self
