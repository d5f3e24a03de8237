"""A vector for every term, from the terms it is found with."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.utils.extmath import randomized_svd

from models.vectors.rows import unit_rows


class TermVectors(BaseEstimator):
    """Positive pointwise mutual information of terms in texts, cut to `dimensions` by SVD.

    Levy & Goldberg 2014, "Neural Word Embedding as Implicit Matrix Factorization"; the singular
    values are kept in full, which small corpora need.

    Fitted: `vectors_` (terms, dimensions), rows of unit length.
    """

    def __init__(self, dimensions: int = 100, random_state: int = 0) -> None:
        self.dimensions = dimensions
        self.random_state = random_state

    def fit(self, counts: sparse.csr_matrix, y: None = None) -> TermVectors:
        """`counts`: (texts, terms)."""
        present = counts.copy()
        present.data = np.ones_like(present.data, dtype=np.float32)
        together = (present.T @ present).tocoo()
        off = together.row != together.col
        row, col, pairs = together.row[off], together.col[off], together.data[off]
        del present, together, off  # the largest tables of a fit: millions of pairs
        width = counts.shape[1]
        margin = np.bincount(row, weights=pairs, minlength=width).astype(np.float64)
        total = margin.sum()
        information = margin[row]
        information *= margin[col]
        np.divide(pairs * total, information, out=information)
        np.log(information, out=information)
        positive = information > 0
        table = sparse.csr_matrix(
            (information[positive], (row[positive], col[positive])), shape=(width, width)
        )
        rank = min(self.dimensions, width - 1)
        if rank < 1 or not table.nnz:
            self.vectors_ = np.eye(width, max(1, rank), dtype=np.float32)
            return self
        left, singular, _ = randomized_svd(table, rank, random_state=self.random_state)
        self.vectors_ = unit_rows(left * singular).astype(np.float32)
        return self
