"""Groups of texts that hold a theme each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def by_language(
    examples: Sequence[Sequence[int]], codes: Sequence[str]
) -> list[tuple[str, list[int]]]:
    """Each group with the language that most of its texts are in, and the places of those texts;
    "" for a group of none. `codes`: the language of each text."""
    groups = []
    for members in examples:
        spoken = Counter(codes[i] for i in members)
        code = spoken.most_common(1)[0][0] if spoken else ""
        groups.append((code, [i for i in members if codes[i] == code]))
    return groups
