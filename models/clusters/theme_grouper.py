"""Points and words to a given number of themes."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClusterMixin

from models.clusters.multinomial_pass import MultinomialPass
from models.clusters.neighbour_smoothing import NeighbourSmoothing
from models.clusters.ward_kmeans import WardKMeans
from models.placing.theme_rule import ThemeRule


class ThemeGrouper(ClusterMixin, BaseEstimator):
    """Smooths, groups by nearness, regroups by words, and gives each text what the rule says.

    The steps are those of `NeighbourSmoothing`, `WardKMeans`, `MultinomialPass` and `ThemeRule`,
    each with its source. What comes last is the rule that places new texts, so that a text is
    where it would be placed if it came tomorrow.

    Parameters: `n_themes`, at most as many as there are points; `neighbours` of a point.
    Fitted: `labels_` (n,), 0..n_themes-1, none empty; `rule_`, a fitted ThemeRule.
    """

    def __init__(self, n_themes: int = 2, neighbours: int = 12) -> None:
        self.n_themes = n_themes
        self.neighbours = neighbours

    def fit(
        self, points: np.ndarray, counts: sparse.csr_matrix, fixed: np.ndarray | None = None
    ) -> ThemeGrouper:
        """`points`: (n, d), unit rows; `counts`: (n, terms); `fixed`: (n,), a label 0..g-1 that
        a text keeps, or -1."""
        held = np.full(len(points), -1) if fixed is None else fixed
        smooth = NeighbourSmoothing(self.neighbours).fit_transform(points)
        labels = WardKMeans(self.n_themes).fit(smooth, held).labels_
        labels = MultinomialPass().refine(counts, labels, held)
        self.rule_ = ThemeRule().fit(smooth, counts, labels)
        self.labels_ = self._settle(points, counts, labels, held)
        return self

    def predict(self, points: np.ndarray, counts: sparse.csr_matrix) -> np.ndarray:
        """The theme (n,) that the rule gives to `points` (n, d) with term `counts` (n, terms)."""
        return self.rule_.evidence(self.rule_.cosines(points), counts).argmax(axis=1)

    def _settle(
        self, points: np.ndarray, counts: sparse.csr_matrix, labels: np.ndarray, held: np.ndarray
    ) -> np.ndarray:
        """`labels` as the rule would give them to new texts; no theme is emptied."""
        settled = np.where(held >= 0, held, self.predict(points, counts))
        emptied = np.setdiff1d(labels, settled)
        return np.where(np.isin(labels, emptied), labels, settled)
