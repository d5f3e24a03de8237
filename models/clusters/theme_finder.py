"""Points to themes: count, group, test."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.smallest_theme import FEWEST_LEFT
from models.clusters.theme_counter import ThemeCounter
from models.clusters.theme_grouper import ThemeGrouper
from models.clusters.theme_stability import ThemeStability
from models.progress import Progress, within


class ThemeFinder(BaseEstimator):
    """Groups embedded texts and tests how solid the groups are.

    `n_themes`: a number, or "auto" to count them at `detail`; of those counted, none is kept that
    has fewer than `FEWEST_LEFT` texts.

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
        progress(0.0, "counting themes")
        k = self._number(points, int(fixed.max()) + 1)
        progress(0.1, "grouping texts")
        grouper = ThemeGrouper(k, self.neighbours).fit(points, counts, fixed)
        self.labels_, self.rule_ = grouper.labels_, grouper.rule_
        if self.n_themes == "auto":
            self._dissolve(points, counts, fixed)
        stability = ThemeStability(self.neighbours, random_state=self.random_state)
        within_rest = within(progress, 0.6, 0.4)
        self.stability_ = stability.fit(points, counts, self.labels_, within_rest).stability_
        return self

    def _dissolve(self, points: np.ndarray, counts: sparse.csr_matrix, fixed: np.ndarray) -> None:
        """Give the texts of themes that hold hardly any to the likeliest other theme: where nobody
        asked for a number, one or two comments are none."""
        sizes = np.bincount(self.labels_)
        stays = sizes >= FEWEST_LEFT
        stays[fixed[fixed >= 0]] = True
        if stays.all() or not stays.any():
            return
        self.rule_.keep(stays)
        moved = self.rule_.evidence(self.rule_.cosines(points), counts).argmax(axis=1)
        number = np.cumsum(stays) - 1
        self.labels_ = np.where(stays[self.labels_], number[self.labels_], moved)

    def _number(self, points: np.ndarray, held: int) -> int:
        if self.n_themes == "auto":
            wanted = ThemeCounter(self.detail, self.neighbours).fit(points).n_themes_
        else:
            wanted = int(self.n_themes)
        different = len(np.unique(np.round(points, 5), axis=0))
        return max(1, held, min(wanted, different))
