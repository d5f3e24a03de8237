"""Wordings a company may write: text with named placeholders, filled in and never compiled.

`{name}` stands for a value and `[…]` for a passage that is left out when a value in it is missing.
There is nothing else: no attribute, no expression, no loop, no second look at what was filled in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from feedback.errors import InputError

_TOKEN = re.compile(r"\{([^{}]*)\}|[{}\[\]]|[^{}\[\]]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording stands, for messages."""

    file: str
    line: int

    def error(self, what: str) -> InputError:
        """An error that names this place."""
        return InputError(f"{self.file}, line {self.line}: {what}")


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


_Piece = str | _Slot | tuple["str | _Slot", ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One line of text with placeholders."""

    pieces: tuple[_Piece, ...]

    @property
    def names(self) -> frozenset[str]:
        """The placeholders that stand in it."""
        every = (piece if isinstance(piece, tuple) else (piece,) for piece in self.pieces)
        return frozenset(each.name for piece in every for each in piece if isinstance(each, _Slot))

    def fill(self, values: Mapping[str, str]) -> str | None:
        """The line with `values` in place of the placeholders; None when one is missing or empty.

        Values are put in once, as they are: braces in them mean nothing.
        """
        filled = []
        for piece in self.pieces:
            if isinstance(piece, tuple):
                filled.append(_fill(piece, values) or "")
                continue
            text = _fill((piece,), values)
            if text is None:
                return None
            filled.append(text)
        return "".join(filled)


def _fill(pieces: tuple[str | _Slot, ...], values: Mapping[str, str]) -> str | None:
    texts = [piece if isinstance(piece, str) else values.get(piece.name, "") for piece in pieces]
    return "".join(texts) if all(texts) else None


def read_wording(text: str, place: Place, known: frozenset[str]) -> Wording:
    """`text` as a wording. Raises InputError with file and line for anything not understood."""
    pieces: list[_Piece] = []
    passage: list[str | _Slot] | None = None
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word == "[":
            if passage is not None:
                raise place.error("a “[” inside “[…]”. Passages cannot be nested.")
            passage = []
        elif word == "]":
            if passage is None:
                raise place.error("a “]” without a “[” before it.")
            pieces.append(tuple(passage))
            passage = None
        else:
            piece = _piece(word, token[1], place, known)
            if passage is None:
                pieces.append(piece)
            else:
                passage.append(piece)
    if passage is not None:
        raise place.error("a “[” that is never closed with “]”.")
    return Wording(tuple(pieces))


def _piece(word: str, name: str | None, place: Place, known: frozenset[str]) -> str | _Slot:
    if word in "{}":
        raise place.error(
            f"a lone “{word}”. Placeholders look like {{{min(known, default='name')}}}."
        )
    if name is None:
        return word
    if name not in known:
        raise place.error(
            f"{word} is not a placeholder. Those that can stand here: "
            + (", ".join(f"{{{each}}}" for each in sorted(known)) or "none")
            + "."
        )
    return _Slot(name)
