"""Texts to dense vectors, by one linear map of their term counts."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from models.vectors.rows import unit_rows
from models.vectors.term_vectors import TermVectors
from models.vectors.truncated_svd import truncated_svd


class TextEmbedder(TransformerMixin, BaseEstimator):
    """Mean term vector beside latent semantics.

    Counts are damped to 1 + log(count). One half of a vector is the mean of the term vectors with
    its first principal component removed (Arora et al. 2017, "A Simple but Tough-to-Beat Baseline
    for Sentence Embeddings"); the other is latent semantics, the truncated SVD of the weighted
    counts (Deerwester et al. 1990), weighted by idf ** `idf_power` (Sparck Jones 1972).

    Fitted: `term_map_` (terms, d1) and `latent_map_` (terms, d2), what one occurrence of a term
    adds to either half before it is scaled to unit length.
    """

    def __init__(
        self,
        term_dimensions: int = 100,
        latent_dimensions: int = 100,
        idf_power: float = 0.5,
        random_state: int = 0,
    ) -> None:
        self.term_dimensions = term_dimensions
        self.latent_dimensions = latent_dimensions
        self.idf_power = idf_power
        self.random_state = random_state

    def fit(self, counts: sparse.csr_matrix, y: None = None) -> TextEmbedder:
        """`counts`: (texts, terms), no empty rows."""
        damped = self._damp(counts)
        vectors = TermVectors(self.term_dimensions, self.random_state).fit(counts).vectors_
        means = unit_rows(damped @ vectors)
        # The first principal component, from the few products of the columns.
        common = np.linalg.eigh(means.T @ means)[1][:, -1]
        del means
        self.term_map_ = (vectors - np.outer(vectors @ common, common)).astype(np.float32)
        n, width = counts.shape
        frequency = np.bincount(counts.indices, minlength=width)
        idf = ((np.log((1 + n) / (1 + frequency)) + 1) ** self.idf_power).astype(np.float32)
        weighted = self._unit_sparse(damped @ sparse.diags_array(idf))
        rank = max(1, min(self.latent_dimensions, min(counts.shape) - 1))
        _, _, axes = truncated_svd(weighted, rank, self.random_state)
        self.latent_map_ = (idf[:, None] * axes.T).astype(np.float32)
        return self

    def transform(self, counts: sparse.csr_matrix) -> np.ndarray:
        """(texts, d1 + d2) float32, rows of unit length; a text without known terms is zeros."""
        damped = self._damp(counts)
        d1 = self.term_map_.shape[1]
        points = np.empty((counts.shape[0], d1 + self.latent_map_.shape[1]), dtype=np.float32)
        points[:, :d1] = unit_rows(damped @ self.term_map_)
        points[:, d1:] = unit_rows(damped @ self.latent_map_)
        return unit_rows(points)

    def contributions(self, counts: sparse.csr_matrix, direction: np.ndarray) -> np.ndarray:
        """How much each term of one text adds to the product of its vector with `direction`.

        `counts`: (1, terms); `direction`: (d1 + d2,). Returns (terms stored in the row,); they
        add up to `transform(counts) @ direction`, since all is linear but the scaling.
        """
        damped = self._damp(counts)
        d1 = self.term_map_.shape[1]
        total = np.zeros(damped.nnz)
        parts = ((self.term_map_, direction[:d1]), (self.latent_map_, direction[d1:]))
        lengths = [float(np.linalg.norm(damped @ table)) for table, _ in parts]
        whole = np.sqrt(sum(length > 0 for length in lengths)) or 1
        for (table, towards), length in zip(parts, lengths, strict=True):
            if length > 0:
                total += damped.data * (table[damped.indices] @ towards) / (length * whole)
        return total

    @staticmethod
    def _damp(counts: sparse.csr_matrix) -> sparse.csr_matrix:
        damped = counts.astype(np.float32, copy=True)
        damped.data = 1 + np.log(damped.data)
        return damped

    @staticmethod
    def _unit_sparse(rows: sparse.csr_matrix) -> sparse.csr_matrix:
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return (sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ rows).tocsr()
