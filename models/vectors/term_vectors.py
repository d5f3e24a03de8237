"""A vector for every term, from the terms it is found with."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.vectors.rows import unit_rows
from models.vectors.truncated_svd import truncated_svd

BLOCK = 512
MOST_TERMS = 1_000
"""A text of more different terms is a list of words: it says nothing of what goes together, and the
pairs of a single one may take more memory than those of all others."""


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
        left, singular, _ = truncated_svd(table, rank, self.random_state)
        self.vectors_ = unit_rows(left * singular).astype(np.float32)
        return self

    @classmethod
    def _information(cls, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Positive pointwise mutual information (terms, terms), float32, a term with itself left
        out. In blocks of rows: the pairs are the largest table of a fit, millions of them."""
        present = counts[np.diff(counts.indptr) <= MOST_TERMS]
        present.data = np.ones_like(present.data, dtype=np.float32)
        together = (present.T.tocsr() @ present).tocsr()
        del present
        together.sort_indices()
        width = counts.shape[1]
        margin = np.asarray(together.sum(axis=1, dtype=np.float64)).ravel() - together.diagonal()
        # What stays is moved to the front in place: a second table would not fit beside the first.
        kept = np.zeros(width + 1, dtype=np.int64)
        done = 0
        for start in range(0, width, BLOCK):
            block = slice(start, min(start + BLOCK, width))
            rows, columns, information = cls._positive(together, block, margin)
            stays = slice(done, done + len(rows))
            together.indices[stays], together.data[stays] = columns, information
            kept[block.start + 1 : block.stop + 1] = np.bincount(
                rows - start, minlength=block.stop - start
            )
            done = stays.stop
        # Copies, so that the rest is given back before the decomposition needs its tables.
        data, indices = together.data[:done].copy(), together.indices
        del together
        indices = indices[:done].copy()
        parts = (data, indices, np.cumsum(kept))
        return sparse.csr_matrix(parts, shape=(width, width))

    @staticmethod
    def _positive(
        together: sparse.csr_matrix, block: slice, margin: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows, columns and information of the pairs in a `block` of rows whose information is
        positive. `together`: (terms, terms), in how many texts two terms stand; `margin`:
        (terms,), its row sums without the diagonal."""
        ends = together.indptr
        here = slice(ends[block.start], ends[block.stop])
        columns = together.indices[here]
        pairs = together.data[here].astype(np.float64)
        rows = np.repeat(
            np.arange(block.start, block.stop), np.diff(ends[block.start : block.stop + 1])
        )
        # A term that only stands with itself divides by nothing.
        with np.errstate(divide="ignore", invalid="ignore"):
            information = np.log(pairs * margin.sum() / (margin[rows] * margin[columns]))
        positive = (information > 0) & (rows != columns)
        return rows[positive], columns[positive], information[positive]
