"""Which text is in which theme, as a table to multiply with."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike
from scipy import sparse


def member_matrix(labels: np.ndarray, k: int, dtype: DTypeLike = np.float32) -> sparse.csr_matrix:
    """(k, n) of ones where a text is in a theme; `labels`: (n,), 0..k-1, or -1 for none.

    Its product with a table of texts sums the rows of each theme.
    """
    inside = np.flatnonzero(labels >= 0)
    places = (labels[inside], inside)
    return sparse.csr_matrix((np.ones(len(inside), dtype), places), shape=(k, len(labels)))
