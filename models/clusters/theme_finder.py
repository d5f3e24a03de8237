"""Points to themes: smooth, count, group, refine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.multinomial_pass import MultinomialPass
from models.clusters.neighbour_smoothing import NeighbourSmoothing
from models.clusters.theme_counter import ThemeCounter
from models.clusters.theme_stability import ThemeStability
from models.clusters.ward_kmeans import WardKMeans
from models.placing.theme_rule import ThemeRule

Progress = Callable[[float, str], object]


class ThemeFinder(BaseEstimator):
    """Groups embedded texts.

    `n_themes`: a number, or "auto" to count them at `detail`.

    Fitted: `labels_` (n,), `rule_`, which gave them and places new texts, `stability_` (k,).
    """

    def __init__(
        self,
        n_themes: int | str = "auto",
        detail: str = "medium",
        neighbours: int = 12,
        random_state: int = 0,
    ) -> None:
        self.n_themes = n_themes
        self.detail = detail
        self.neighbours = neighbours
        self.random_state = random_state

    def fit(
        self,
        points: np.ndarray,
        counts: sparse.csr_matrix,
        fixed: np.ndarray,
        progress: Progress,
    ) -> ThemeFinder:
        """`points`: (n, d), unit rows; `counts`: (n, terms); `fixed`: (n,), 0..g-1 or -1."""
        progress(0.0, "comparing texts")
        smooth = NeighbourSmoothing(self.neighbours).fit_transform(points)
        k = self._number(points, int(fixed.max()) + 1)
        progress(0.4, "grouping texts")
        labels = WardKMeans(k).fit(smooth, fixed).labels_
        labels = MultinomialPass().refine(counts, labels, fixed)
        self.rule_ = ThemeRule().fit(smooth, counts, labels)
        self.labels_ = labels = self._settle(points, counts, labels, fixed)
        progress(0.7, "testing how solid the themes are")
        stability = ThemeStability(self.neighbours, random_state=self.random_state)
        self.stability_ = stability.fit(points, labels).stability_
        return self

    def _settle(
        self,
        points: np.ndarray,
        counts: sparse.csr_matrix,
        labels: np.ndarray,
        fixed: np.ndarray,
    ) -> np.ndarray:
        """`labels` as the rule would give them to new texts; no theme is emptied."""
        settled = self.rule_.evidence(self.rule_.cosines(points), counts).argmax(axis=1)
        settled = np.where(fixed >= 0, fixed, settled)
        emptied = np.setdiff1d(labels, settled)
        return np.where(np.isin(labels, emptied), labels, settled)

    def _number(self, points: np.ndarray, held: int) -> int:
        if self.n_themes == "auto":
            wanted = ThemeCounter(self.detail, self.neighbours).fit(points).n_themes_
        else:
            wanted = int(self.n_themes)
        different = len(np.unique(np.round(points, 5), axis=0))
        return max(1, held, min(wanted, different))
