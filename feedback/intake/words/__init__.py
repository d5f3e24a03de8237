"""The words Heard knows headers, fillers, ratings and months by: one text file per language."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_OTHER = re.compile(r"[^\w&]+|_")
_MAY_GO_ON = 5
"""Letters from which a word of a list may have an ending: "agents", "клиентінің", "менеджера"."""
FOLDER = Path(__file__).parent


@cache
def fields_of(kind: str) -> dict[str, tuple[str, ...]]:
    """All languages' files of one kind (such as "headers") read together: name → its words.

    A line is `name: word, word`; what follows # is a remark. Earlier words count for more.
    """
    found: dict[str, list[str]] = {}
    for file in sorted((FOLDER / kind).glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, colon, words = line.partition("#")[0].partition(":")
            if colon:
                found.setdefault(name.strip(), []).extend(
                    word.strip() for word in words.split(",") if word.strip()
                )
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}


@cache
def lines_of(kind: str) -> frozenset[str]:
    """All languages' files of one kind read together, a phrase a line; remarks begin with "# "."""
    return frozenset(
        line.strip()
        for file in (FOLDER / kind).glob("*.txt")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("# ")
    )


def begins(tokens: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the words of a phrase stand side by side somewhere; long ones with any ending."""
    return any(
        all(
            token == part or (len(part) >= _MAY_GO_ON and token.startswith(part))
            for token, part in zip(tokens[start : start + len(parts)], parts, strict=True)
        )
        for start in range(len(tokens) - len(parts) + 1)
    )


def plain_header(header: str) -> str:
    """A header as the word lists write it: lower case, single spaces, nothing else."""
    spaced = _OTHER.sub(" ", _CAMEL.sub(" ", header))
    return " ".join(spaced.casefold().split()) or header.strip()
