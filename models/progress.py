"""How far a fit is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float, str], object]
"""Told the fraction done, 0..1, and in a few words what is done; may raise to cancel."""


def within(tell: Progress, start: float, weight: float) -> Progress:
    """`tell` for a step that begins at `start` and is `weight` of the whole."""
    return lambda fraction, message: tell(start + weight * fraction, message)
