"""Texts drawn towards the texts beside them."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from models.clusters.neighbour_graph import degrees, neighbour_graph
from models.vectors.rows import unit_rows


class NeighbourSmoothing(TransformerMixin, BaseEstimator):
    """Moves every point `rounds` times by `weight` towards the mean of its nearest `neighbours`.

    A low-pass filter on the neighbour graph (Zhang et al. 2019, "Attributed Graph Clustering via
    Adaptive Graph Convolution"): what two short texts do not share, their neighbours do.

    Fitted: `graph_` (n, n), the neighbours of each point.
    """

    def __init__(self, neighbours: int = 12, weight: float = 0.85, rounds: int = 6) -> None:
        self.neighbours = neighbours
        self.weight = weight
        self.rounds = rounds

    def fit_transform(self, points: np.ndarray, y: None = None) -> np.ndarray:
        """`points`: (n, d), rows of unit length. Returns them smoothed, of unit length again."""
        self.graph_ = graph = neighbour_graph(points, self.neighbours)
        walk = (sparse.diags_array(1 / degrees(graph)) @ graph).tocsr().astype(points.dtype)
        smooth = points
        for _ in range(self.rounds):
            smooth = (1 - self.weight) * points + self.weight * (walk @ smooth)
        return unit_rows(smooth).astype(points.dtype)
