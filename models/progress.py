"""How far a fit is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float, str], object]
"""Told the fraction done, 0..1, and in a few words what is done; may raise to cancel."""

BATCH = 50_000
"""So many texts are read between two tellings, so that a million can be cancelled."""


def no_progress(fraction: float, message: str) -> None:
    """The `Progress` of whom nobody asks."""


def within(tell: Progress, start: float, weight: float) -> Progress:
    """`tell` for a step that begins at `start` and is `weight` of the whole."""
    return lambda fraction, message: tell(start + weight * fraction, message)
