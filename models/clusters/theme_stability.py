"""How solid each theme is."""

from __future__ import annotations

import numpy as np
from sklearn.base import BaseEstimator

from models.clusters.neighbour_smoothing import NeighbourSmoothing
from models.clusters.ward_kmeans import WardKMeans


class ThemeStability(BaseEstimator):
    """Finds the themes again in random parts of the texts and says how much of each comes back.

    Hennig 2007, "Cluster-wise assessment of cluster stability": the mean, over resamples without
    replacement, of the best Jaccard similarity between a theme and a group found anew.

    Fitted: `stability_` (k,), 0..1; NaN for a theme that no resample held.
    """

    def __init__(
        self,
        neighbours: int = 12,
        resamples: int = 4,
        share: float = 0.7,
        largest: int = 1200,
        random_state: int = 0,
    ) -> None:
        self.neighbours = neighbours
        self.resamples = resamples
        self.share = share
        self.largest = largest
        self.random_state = random_state

    def fit(self, points: np.ndarray, labels: np.ndarray) -> ThemeStability:
        """`points`: (n, d), unit rows, not smoothed; `labels`: (n,), 0..k-1."""
        random = np.random.default_rng(self.random_state)
        k = int(labels.max()) + 1
        size = min(self.largest, max(k, int(self.share * len(points))))
        found = np.full((self.resamples, k), np.nan)
        for i in range(self.resamples):
            part = np.sort(random.choice(len(points), size, replace=False))
            smooth = NeighbourSmoothing(self.neighbours).fit_transform(points[part])
            again = WardKMeans(min(k, len(part)), rounds=10).fit(smooth).labels_
            found[i] = self._best_overlap(labels[part], again, k)
        held = ~np.isnan(found)
        total = np.where(held, found, 0).sum(axis=0)
        times = held.sum(axis=0)
        self.stability_ = np.where(times > 0, total / np.maximum(times, 1), np.nan)
        return self

    @staticmethod
    def _best_overlap(before: np.ndarray, after: np.ndarray, k: int) -> np.ndarray:
        both = np.zeros((k, int(after.max()) + 1))
        np.add.at(both, (before, after), 1)
        union = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
        best = (both / np.maximum(union, 1)).max(axis=1)
        return np.where(both.sum(axis=1) > 0, best, np.nan)
