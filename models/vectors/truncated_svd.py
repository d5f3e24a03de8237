"""The largest singular values of a table, and their vectors."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

OVERSAMPLES = 50
"""Directions that are followed beside those kept. Word tables have a long flat tail of singular
values: with the usual ten, the last ones kept are whatever the seed happened to meet."""

POWER_ITERATIONS = 7


def truncated_svd(
    table: sparse.csr_matrix, rank: int, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """U (rows, rank), the singular values (rank,) and V^T (rank, columns) of `table`.

    Randomised, with power iterations (Halko, Martinsson & Tropp 2011, "Finding Structure with
    Randomness"); the signs are fixed by the largest entry of each vector.
    """
    return randomized_svd(
        table, rank, n_oversamples=OVERSAMPLES, n_iter=POWER_ITERATIONS, random_state=seed
    )
