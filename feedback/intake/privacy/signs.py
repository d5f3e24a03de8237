"""Where any of many short signs stands in a text, by one look for all of them.

Looking for each sign by itself reads the text as often as there are signs. Here the three
letters from each place on are hashed, for all places at once, and the few places whose hash is that
of a sign are compared with the signs themselves (as in Rabin and Karp's search, 1987).
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST = 3
"""Letters of the shortest sign that can be looked for so."""
_FACTOR = np.uint16(31)
_HASHES = 1 << 16

Letters = NDArray[np.uint16]


def letters_of(text: str) -> Letters:
    """The letters of a text as numbers, one for each; of rare scripts only what fits."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)


class Signs:
    """Signs of three letters or more that are looked for together."""

    def __init__(self, signs: Sequence[str]) -> None:
        if any(len(sign) < SHORTEST for sign in signs):
            raise ValueError(f"signs need {SHORTEST} letters")
        self._signs = tuple(dict.fromkeys(signs))
        self._hashed = np.zeros(_HASHES, np.bool_)
        for sign in self._signs:
            self._hashed[_hashes(letters_of(sign[:SHORTEST]))] = True

    def places(self, text: str, letters: Letters) -> Iterator[int]:
        """Where signs begin in a text, whose letters are `letters_of` it, in order."""
        for place in self._hashed[_hashes(letters)].nonzero()[0].tolist():
            if text.startswith(self._signs, place):
                yield place


def _hashes(letters: Letters) -> Letters:
    """A number for each place that depends on three letters from there on; numbers wrap."""
    hashes = letters[: max(0, len(letters) - SHORTEST + 1)].copy()
    for offset in range(1, SHORTEST):
        hashes *= _FACTOR
        hashes += letters[offset : offset + len(hashes)]
    return hashes
