"""How well a header is one of the words that Heard knows a field by."""

import re
from collections.abc import Sequence

_REPEATED = re.compile(r"(.+) \(\d+\)")


def as_given(column: str, columns: Sequence[str]) -> str:
    """The name that stood in the header, where it stood there several times."""
    repeated = _REPEATED.fullmatch(column)
    return repeated[1] if repeated and repeated[1] in columns else column


def header_score(header: str, words: Sequence[str]) -> float:
    """0 to 100 for a plain header: 100 for the first of the words, less for words among others."""
    if header in words:
        return 100 - min(words.index(header), 40) * 0.5
    tokens = header.split()
    best = 0.0
    for rank, phrase in enumerate(words):
        parts = phrase.split()
        if len(phrase) < 3 or len(parts) >= len(tokens):
            continue
        for start in range(len(tokens) - len(parts) + 1):
            if tokens[start : start + len(parts)] == parts:
                extra = len(tokens) - len(parts)
                best = max(best, 50 + 5 * len(parts) - 4 * min(extra, 8) - min(rank, 40) * 0.2)
    return best
