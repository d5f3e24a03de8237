"""What the parameters of a theme model may be."""

from __future__ import annotations

import numpy as np

from models.clusters.theme_counter import BARS
from models.errors import ParameterError


def check_detail(detail: str) -> None:
    """Raise ParameterError unless `detail` is one of the three."""
    if detail not in BARS:
        raise ParameterError(f'detail must be "coarse", "medium" or "fine", not {detail!r}.')


def check_number(number: int | str) -> None:
    """Raise ParameterError unless `number` is "auto" or a whole number from 1."""
    whole = isinstance(number, (int, np.integer)) and not isinstance(number, bool)
    if number != "auto" and not (whole and int(number) >= 1):
        raise ParameterError(f'n_themes must be "auto" or a whole number from 1, not {number!r}.')
