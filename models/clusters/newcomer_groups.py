"""Texts that came since, gathered beside the themes and not in them."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.neighbour_graph import degrees
from models.clusters.smallest_theme import FEWEST_TEXTS
from models.clusters.theme_counter import ThemeCounter
from models.clusters.ward_kmeans import WardKMeans

APART = 0.25
"""How far from what chance would give to none but newcomers their share around a text must lie."""


class NewcomerGroups(BaseEstimator):
    """Finds groups among newcomers whose neighbours are newcomers too.

    Where newcomers speak of what the others speak of, their nearest neighbours are as mixed as
    the whole; where they bring a subject of their own, they are among themselves (Schilling 1986,
    "Multivariate Two-Sample Tests Based on Nearest Neighbors"). The share of newcomers around a
    text must lie at least `apart` of the way from their share in the whole to 1.

    Fitted: `labels_` (n,), -1 for all that are in no group; `n_groups_`.
    """

    def __init__(
        self,
        detail: str = "medium",
        neighbours: int = 12,
        fewest: int = FEWEST_TEXTS,
        apart: float = APART,
    ) -> None:
        self.detail = detail
        self.neighbours = neighbours
        self.fewest = fewest
        self.apart = apart

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
        among, chance = walk @ is_new.astype(np.float64), is_new.mean()
        apart = np.flatnonzero(is_new & (among >= chance + self.apart * (1 - chance)))
        if len(apart) < self.fewest:
            return self
        k = ThemeCounter(self.detail, self.neighbours).fit(points[apart]).n_themes_
        groups = WardKMeans(k).fit(smooth[apart]).labels_
        large = np.flatnonzero(np.bincount(groups) >= self.fewest)
        for number, group in enumerate(large.tolist()):
            self.labels_[apart[groups == group]] = number
        self.n_groups_ = len(large)
        return self
