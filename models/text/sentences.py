"""Text to sentences."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…;।。])\s+|\n+|(?<=[.!?।。])(?=[^\W\d_a-zа-я])")
FEWEST_LETTERS = 12


def split_sentences(text: str) -> list[str]:
    """The sentences of `text` in order; scraps under `FEWEST_LETTERS` join the one before."""
    sentences: list[str] = []
    for piece in _END.split(text):
        piece = piece.strip()
        if not piece:
            continue
        if sentences and len(piece) < FEWEST_LETTERS:
            sentences[-1] = f"{sentences[-1]} {piece}"
        else:
            sentences.append(piece)
    return sentences
