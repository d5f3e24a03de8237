"""What the parameters of a theme model may be."""

from __future__ import annotations

import numpy as np

from models.clusters.theme_counter import BARS
from models.errors import ParameterError


def check_detail(detail: str) -> None:
    """Raise ParameterError unless `detail` is one of the three."""
    if detail not in BARS:
        raise ParameterError(f'detail must be "coarse", "medium" or "fine", not {detail!r}.')


def check_parts(number: int) -> None:
    """Raise ParameterError unless `number` is a whole number from 2."""
    whole = isinstance(number, (int, np.integer)) and not isinstance(number, bool)
    if not whole or int(number) < 2:
        raise ParameterError(f"n_parts must be a whole number from 2, not {number!r}.")


def check_share(share: float, name: str) -> None:
    """Raise ParameterError unless `share` lies within 0..1."""
    number = isinstance(share, (int, float, np.number)) and not isinstance(share, bool)
    if not number or not 0 <= share <= 1:
        raise ParameterError(f"{name} must be a share from 0 to 1, not {share!r}.")


def check_number(number: int | str) -> None:
    """Raise ParameterError unless `number` is "auto" or a whole number from 1."""
    whole = isinstance(number, (int, np.integer)) and not isinstance(number, bool)
    if number != "auto" and not (whole and int(number) >= 1):
        raise ParameterError(f'n_themes must be "auto" or a whole number from 1, not {number!r}.')
