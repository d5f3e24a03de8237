"""Where new texts belong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.reason import Reason


@dataclass(frozen=True)
class Placement:
    """The themes of some texts.

    labels: (n,) int, -1 for none. scores: (n,) float 0..1, how well each fits its theme, or would
    fit the nearest when it was turned away. reasons: n `Reason`, why a text has no theme.
    """

    labels: np.ndarray
    scores: np.ndarray
    reasons: list[Reason]
