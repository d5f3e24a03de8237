"""Words that are one with the small word behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from models.text.word_lists import particles

_JOINED = re.compile(r"([^\W\d_]+)-([^\W\d_]+)")
FEWEST = 3


class Compounds:
    """Counts, in the texts of one theme, words before a particle ("top up", "top-up").

    Half of a word says nothing: a word that stands before one particle at least half of the time,
    and that customers join to it with a hyphen `FEWEST` times, is written so.
    """

    def __init__(self, language: str) -> None:
        self._particles = particles(language)
        self._words: Counter[str] = Counter()
        self._before: Counter[tuple[str, str]] = Counter()
        self._joined: Counter[tuple[str, str]] = Counter()

    def read(self, text: str, words: Sequence[str]) -> None:
        """Take in a `text` and its lower-case `words` in order."""
        if not self._particles:
            return
        self._words.update(words)
        self._before.update(pair for pair in pairwise(words) if pair[1] in self._particles)
        if "-" in text:
            self._joined.update(
                (first, second)
                for first, second in _JOINED.findall(text.lower())
                if second in self._particles
            )

    def join(self, word: str) -> str:
        """`word`, with its particle where it has one."""
        for particle in sorted(self._particles):
            pair = (word, particle)
            if self._joined[pair] >= FEWEST and 2 * self._before[pair] >= self._words[word]:
                return f"{word}-{particle}"
        return word
