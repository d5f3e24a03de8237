"""Rows of unit length."""

from __future__ import annotations

import numpy as np


def unit_rows(points: np.ndarray) -> np.ndarray:
    """Return `points` (n, d) with each row scaled to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return points / np.where(lengths > 0, lengths, 1)
