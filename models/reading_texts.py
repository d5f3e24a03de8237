"""The first step of a fit, and how far a step of it is in the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.text.cleaning import clean_all

Progress = Callable[[float, str], object]
"""Told the fraction done, 0..1, and in a few words what is done; may raise to cancel."""

BATCH = 50_000
READING = 0.05
"""The share of a fit that reading takes."""


def read_texts(texts: Sequence[object], tell: Progress) -> list[str]:
    """Cleaned `texts`; told of between the batches, so that a million can be cancelled."""
    cleaned: list[str] = []
    for start in range(0, max(len(texts), 1), BATCH):
        tell(READING * start / max(len(texts), 1), "reading texts")
        cleaned.extend(clean_all(texts[start : start + BATCH]))
    return cleaned


def within(tell: Progress, start: float, weight: float) -> Progress:
    """`tell` for a step that begins at `start` and is `weight` of the whole."""
    return lambda fraction, message: tell(start + weight * fraction, message)
