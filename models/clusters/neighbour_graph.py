"""Which points lie beside which."""

from __future__ import annotations

import numpy as np
from scipy import sparse

BLOCK = 256


def neighbour_graph(points: np.ndarray, neighbours: int) -> sparse.csr_matrix:
    """Symmetric graph (n, n) of the `neighbours` nearest of each point, weighted by cosine.

    `points`: (n, d), rows of unit length. Exact: time grows with n², memory with n times a block.
    """
    n = len(points)
    k = max(1, min(neighbours, n - 1))
    if n < 2:
        return sparse.csr_matrix((n, n), dtype=points.dtype)
    cols = np.empty((n, k), dtype=np.int32)
    values = np.empty((n, k), dtype=points.dtype)
    for start in range(0, n, BLOCK):
        near = points[start : start + BLOCK] @ points.T
        stop = start + len(near)
        near[np.arange(len(near)), np.arange(start, stop)] = -1
        best = np.argpartition(near, n - k, axis=1)[:, n - k :]
        cols[start:stop] = best
        values[start:stop] = np.take_along_axis(near, best, axis=1)
    rows = np.repeat(np.arange(n, dtype=np.int32), k)
    weights = np.maximum(values.ravel(), 0)
    graph = sparse.csr_matrix((weights, (rows, cols.ravel())), shape=(n, n))
    return (graph + graph.T).tocsr()


def degrees(graph: sparse.csr_matrix) -> np.ndarray:
    """Summed weight of each point's edges (n,); 1 for a point without any, to divide by."""
    total = np.asarray(graph.sum(axis=1)).ravel()
    return np.where(total > 0, total, 1)
