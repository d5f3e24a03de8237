"""How much of each theme is found again in other texts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.theme_grouper import ThemeGrouper
from models.progress import Progress, no_progress

AT_ONCE = 2


class ThemeStability(BaseEstimator):
    """Finds the themes again in random parts of the texts and says how much of each comes back.

    Hennig 2007, "Cluster-wise assessment of cluster stability": the mean, over resamples without
    replacement, of the best Jaccard similarity between a theme and one found anew. What is
    found in a part is carried over to all texts by its own rule before it is compared (Lange et
    al. 2004, "Stability-Based Validation of Clustering Solutions"), as new comments would be.

    Fitted: `stability_` (k,), 0..1.
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

    def fit(
        self,
        points: np.ndarray,
        counts: sparse.csr_matrix,
        labels: np.ndarray,
        progress: Progress = no_progress,
    ) -> ThemeStability:
        """`points`: (n, d), unit rows; `counts`: (n, terms); `labels`: (n,), 0..k-1, none empty.
        `progress`: told the fraction done, 0..1, before each resample is awaited; may raise to
        cancel."""
        random = np.random.default_rng(self.random_state)
        k = int(labels.max()) + 1
        size = min(self.largest, max(k, int(self.share * len(points))))
        parts = [
            np.sort(random.choice(len(points), size, replace=False)) for _ in range(self.resamples)
        ]

        def found_again(part: np.ndarray) -> np.ndarray:
            again = ThemeGrouper(k, self.neighbours).fit(points[part], counts[part])
            return self._best_overlap(labels, again.predict(points, counts), k)

        # Nearly all of it is arithmetic outside Python's lock: two cores do two parts at a time.
        beside = ThreadPoolExecutor(AT_ONCE)
        try:
            waiting = [beside.submit(found_again, part) for part in parts]
            found = []
            for i, one in enumerate(waiting):
                progress(i / self.resamples, "testing how solid the themes are")
                found.append(one.result())
        finally:
            beside.shutdown(cancel_futures=True)
        self.stability_ = np.mean(found, axis=0)
        return self

    @staticmethod
    def _best_overlap(before: np.ndarray, after: np.ndarray, k: int) -> np.ndarray:
        both = np.zeros((k, k))
        np.add.at(both, (before, after), 1)
        union = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
        return (both / np.maximum(union, 1)).max(axis=1)
