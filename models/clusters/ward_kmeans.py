"""k-means from a start that is no game of chance."""

from __future__ import annotations

import numpy as np
from scipy.cluster.hierarchy import fcluster, ward
from scipy.optimize import linear_sum_assignment
from sklearn.base import BaseEstimator, ClusterMixin

from models.clusters.members import member_matrix
from models.vectors.rows import unit_rows


class WardKMeans(ClusterMixin, BaseEstimator):
    """Spherical k-means started from Ward's tree.

    Ward 1963 for the start, so that no seed decides what the themes are; Dhillon & Modha 2001 for
    the rounds. Points with a fixed label never leave it (Basu et al. 2002, "Semi-supervised
    Clustering by Seeding": constrained k-means).

    Fitted: `labels_` (n,), `centroids_` (n_clusters, d) of unit length.
    """

    def __init__(self, n_clusters: int, rounds: int = 50, start_sample: int = 2500) -> None:
        self.n_clusters = n_clusters
        self.rounds = rounds
        self.start_sample = start_sample

    def fit(self, points: np.ndarray, fixed: np.ndarray | None = None) -> WardKMeans:
        """`points`: (n, d), unit rows, n >= n_clusters. `fixed`: (n,), a label 0..k-1 or -1."""
        held = np.full(len(points), -1) if fixed is None else fixed
        centroids = self._seed(points, self._start(points), held)
        labels = np.full(len(points), -1)
        for _ in range(self.rounds):
            moved = np.where(held >= 0, held, (points @ centroids.T).argmax(axis=1))
            moved = self._fill(points, centroids, moved, held)
            if (moved == labels).all():
                break
            labels = moved
            centroids = unit_rows(self._sums(points, labels))
        self.labels_, self.centroids_ = labels, centroids
        return self

    def _start(self, points: np.ndarray) -> np.ndarray:
        if len(points) > self.start_sample:
            points = points[np.linspace(0, len(points) - 1, self.start_sample).astype(int)]
        if self.n_clusters == 1:
            return unit_rows(points.mean(axis=0, keepdims=True))
        tree = ward(points)
        labels = fcluster(tree, self.n_clusters, "maxclust") - 1
        sums = self._sums(points, labels)
        # Ties in the tree can give fewer groups than asked for; _fill gives those a point.
        return unit_rows(sums)

    def _seed(self, points: np.ndarray, centroids: np.ndarray, held: np.ndarray) -> np.ndarray:
        groups = np.unique(held[held >= 0])
        if not len(groups):
            return centroids
        means = unit_rows(np.stack([points[held == g].mean(axis=0) for g in groups]))
        # Each held group takes the place of the start nearest to it.
        rows, cols = linear_sum_assignment(-(means @ centroids.T))
        rest = np.delete(centroids, cols, axis=0)
        placed = np.empty_like(centroids)
        placed[groups[rows]] = means[rows]
        placed[np.setdiff1d(np.arange(self.n_clusters), groups)] = rest
        return placed

    def _sums(self, points: np.ndarray, labels: np.ndarray) -> np.ndarray:
        return member_matrix(labels, self.n_clusters, points.dtype) @ points

    def _fill(
        self, points: np.ndarray, centroids: np.ndarray, labels: np.ndarray, held: np.ndarray
    ) -> np.ndarray:
        """Give every empty cluster the free point that fits its own worst."""
        sizes = np.bincount(labels, minlength=self.n_clusters)
        empty = np.flatnonzero(sizes == 0)
        if not len(empty):
            return labels
        fit = np.einsum("ij,ij->i", points, centroids[labels])
        labels = labels.copy()
        for point in np.argsort(fit, kind="stable").tolist():
            if not len(empty):
                break
            if held[point] < 0 and sizes[labels[point]] > 1:
                sizes[labels[point]] -= 1
                labels[point], empty = empty[0], empty[1:]
        return labels
