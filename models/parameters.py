"""What the parameters of a theme model may be."""

from __future__ import annotations

import numpy as np

from models.clusters.standing_texts import StandingTexts
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


def check_standing(start: object, is_new: object, n_texts: int) -> StandingTexts | None:
    """The themes texts are in at first; None where `start` is. Raise ParameterError unless `start`
    and `is_new` hold one value for each text."""
    if start is None:
        return None
    own = np.asarray(start, dtype=int)
    new = own < 0 if is_new is None else np.asarray(is_new, dtype=bool)
    if own.shape != (n_texts,) or new.shape != (n_texts,):
        raise ParameterError("start and is_new must hold one value for each text.")
    return StandingTexts(np.maximum(own, -1), new | (own < 0))
