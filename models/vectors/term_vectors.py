"""A vector for every term, from the terms it is found with."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.utils.extmath import randomized_svd

from models.vectors.rows import unit_rows

BLOCK = 512


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
        table = self._information(counts)
        width = counts.shape[1]
        rank = min(self.dimensions, width - 1)
        if rank < 1 or not table.nnz:
            self.vectors_ = np.eye(width, max(1, rank), dtype=np.float32)
            return self
        left, singular, _ = randomized_svd(table, rank, random_state=self.random_state)
        self.vectors_ = unit_rows(left * singular).astype(np.float32)
        return self

    @staticmethod
    def _information(counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Positive pointwise mutual information (terms, terms), float64, a term with itself left
        out. In blocks of rows: the pairs are the largest table of a fit, millions of them."""
        present = counts.copy()
        present.data = np.ones_like(present.data, dtype=np.float32)
        together = (present.T.tocsr() @ present).tocsr()
        del present
        together.sort_indices()
        width = counts.shape[1]
        ends = together.indptr
        margin = np.asarray(together.sum(axis=1, dtype=np.float64)).ravel() - together.diagonal()
        total = margin.sum()
        # What stays is moved to the front in place: a second table would not fit beside the first.
        values = np.empty(together.nnz)
        kept = np.zeros(width + 1, dtype=np.int64)
        done = 0
        for start in range(0, width, BLOCK):
            stop = min(start + BLOCK, width)
            columns = together.indices[ends[start] : ends[stop]]
            pairs = together.data[ends[start] : ends[stop]].astype(np.float64)
            rows = np.repeat(np.arange(start, stop), np.diff(ends[start : stop + 1]))
            with np.errstate(
                divide="ignore", invalid="ignore"
            ):  # a term that only stands with itself
                information = np.log(pairs * total / (margin[rows] * margin[columns]))
            positive = (information > 0) & (rows != columns)
            stays = int(positive.sum())
            together.indices[done : done + stays] = columns[positive]
            values[done : done + stays] = information[positive]
            kept[start + 1 : stop + 1] = np.bincount(rows[positive] - start, minlength=stop - start)
            done += stays
        parts = (values[:done], together.indices[:done], np.cumsum(kept))
        return sparse.csr_matrix(parts, shape=(width, width))
