"""How many themes there are."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import eigsh
from sklearn.base import BaseEstimator

from models.clusters.neighbour_graph import degrees, neighbour_graph

# A random walk leaves a group the slower, the nearer its eigenvalue is to 1: the bar says how
# slow a walk must be for its group to count as a theme.
BARS = {"coarse": 0.90, "medium": 0.81, "fine": 0.72}


class ThemeCounter(BaseEstimator):
    """Counts the eigenvalues of the neighbour graph's random walk that lie above a bar.

    As many eigenvalues are near 1 as the graph has groups that a walk rarely leaves (von Luxburg
    2007, "A Tutorial on Spectral Clustering"; Meila & Shi 2001). Silhouettes mislead in so many
    dimensions; this reads the graph that the smoothing uses.

    Fitted: `n_themes_`.
    """

    def __init__(
        self, detail: str = "medium", neighbours: int = 12, largest: int = 120, sample: int = 2500
    ) -> None:
        self.detail = detail
        self.neighbours = neighbours
        self.largest = largest
        self.sample = sample

    def fit(self, points: np.ndarray, y: None = None) -> ThemeCounter:
        """`points`: (n, d), rows of unit length."""
        if len(points) > self.sample:
            points = points[np.linspace(0, len(points) - 1, self.sample).astype(int)]
        n = len(points)
        graph = neighbour_graph(points, self.neighbours).astype(np.float64)
        scale = sparse.diags_array(1 / np.sqrt(degrees(graph)))
        walk = (scale @ graph @ scale).tocsr()
        if n <= 3:
            self.n_themes_ = 1
            return self
        if n <= 200:
            values = np.linalg.eigvalsh(walk.toarray())
        else:
            start = np.ones(n)
            wanted = min(self.largest, n - 2)
            values = eigsh(walk, wanted, which="LA", return_eigenvectors=False, v0=start, tol=1e-3)
        groups = int((values > BARS[self.detail]).sum())
        self.n_themes_ = max(2, min(groups, self.largest, n // 3))
        return self
