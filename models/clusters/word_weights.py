"""How much each word speaks for each theme."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from models.clusters.members import member_matrix


def word_weights(
    counts: sparse.csr_matrix, labels: np.ndarray, k: int, smoothing: float
) -> np.ndarray:
    """Log-probabilities (k, terms), float32, of the terms in each theme.

    `counts`: (n, terms); `labels`: (n,), 0..k-1. Smoothed towards how often the terms stand in all
    texts (a Dirichlet prior; Zhai & Lafferty 2004, "A Study of Smoothing Methods for Language
    Models"), so that a word which no text of a theme holds does not rule the theme out.
    """
    per_theme = (member_matrix(labels, k) @ counts).toarray()
    background = per_theme.sum(axis=0) / max(float(per_theme.sum()), 1.0)
    per_theme += smoothing * background * counts.shape[1] + 1e-9
    return np.log(per_theme / per_theme.sum(axis=1, keepdims=True)).astype(np.float32)


def size_weights(labels: np.ndarray, k: int) -> np.ndarray:
    """Log of the share of texts in each theme (k,); an empty theme counts as one text."""
    sizes = np.maximum(np.bincount(labels, minlength=k), 1)
    return np.log(sizes / sizes.sum()).astype(np.float32)
