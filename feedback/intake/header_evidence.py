"""Whether a record of a file names its columns or is one of its rows."""

import re
from collections.abc import Sequence
from functools import cache

from feedback.intake.voices import begins_as_question
from feedback.intake.words import fields_of, plain_header

Cells = Sequence[str]

LOOKED_AT = 50
LONGEST_TITLE = 3
"""Words of a name that is only a name; a longer one is a sentence, as comments are."""
MOST_KINDS = 0.5
FEWEST_ROWS_OF_KINDS = 6
"""From so many rows with so few different values, a column sorts its rows into kinds."""
_DATA = re.compile(r"[-+]?[\d.,%\s]+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|https?://\S+|\S+@\S+\.\S+")
_PERSONAL = re.compile(r"\S@\S+\.\w|://")
_ASKS = ("?", "？", "؟", ":")


@cache
def _known() -> frozenset[str]:
    return frozenset(word for words in fields_of("headers").values() for word in words)


@cache
def _verdicts() -> frozenset[str]:
    """Single words people rate with: "good", "ruim", "jelek"."""
    return frozenset(
        token for words in fields_of("ratings").values() for word in words for token in word.split()
    )


def filled(cells: Cells) -> int:
    """How many cells hold something."""
    return sum(bool(cell.strip()) for cell in cells)


def known_names(cells: Cells) -> int:
    """How many cells are names that columns of comments are known to have."""
    return sum(cell.strip() != "" and plain_header(cell[:200]) in _known() for cell in cells)


def is_data(cell: str) -> bool:
    """Whether it is a number, a date or an address, as no name of a column is."""
    return bool(_DATA.fullmatch(cell.strip()))


def looks_like_names(cells: Cells, below: Sequence[Cells]) -> bool:
    """Names are short, mostly different, and neither numbers nor dates nor addresses.

    Half of them may be the same if no row `below` has them again.
    """
    named = [cell.strip() for cell in cells if cell.strip()]
    if sum(map(is_data, named)) * 3 > len(named):
        return False
    if len(set(named)) * 2 < len(named) and (not below or _comes_again(cells, below)):
        return False
    return max(map(len, named)) <= 300 and not all(len(name) > 120 for name in named)


def is_a_row(cells: Cells, below: Sequence[Cells]) -> bool:
    """Whether a record that could be a header is a row as all others are.

    It is a header where one of its cells differs from the column below it: a name above numbers,
    dates or kinds, a title above sentences, a question above answers. Without a row below it, it is
    a header.
    """
    rows = [row for row in below[:LOOKED_AT] if list(row) != list(cells)]
    if not rows:
        return False
    if any(_PERSONAL.search(cell) and not cell.strip().endswith(_ASKS) for cell in cells):
        return True
    if known_names(cells) or _are_questions(cells, rows):
        return False
    columns = [
        (cell.strip(), [row[place].strip() for row in rows if len(row) > place])
        for place, cell in enumerate(cells)
        if cell.strip()
    ]
    if any(name in values or _both_are_data(name, values) for name, values in columns):
        return True
    return not any(_differs(name, [value for value in values if value]) for name, values in columns)


def _are_questions(cells: Cells, rows: Sequence[Cells]) -> bool:
    """Whether several cells begin as questions do and nothing below them does, as in
    “O que gostou,O que melhorar”. One alone may be a comment: “What a mess”."""
    asking = [place for place, cell in enumerate(cells) if begins_as_question(cell)]
    if len(asking) < 2 or len(asking) * 2 < filled(cells):
        return False
    below = [row[place] for row in rows for place in asking if len(row) > place]
    return sum(map(begins_as_question, below)) * 10 <= len(below)


def _comes_again(cells: Cells, rows: Sequence[Cells]) -> bool:
    return any(
        len(row) > place and row[place].strip() == cell.strip()
        for place, cell in enumerate(cells)
        if cell.strip()
        for row in rows
    )


def _both_are_data(name: str, values: Sequence[str]) -> bool:
    return is_data(name) and sum(map(is_data, values)) * 2 > len(values)


def _differs(name: str, values: Sequence[str]) -> bool:
    if not values:
        return False
    if sum(map(is_data, values)) * 2 > len(values):
        return not is_data(name)
    if len(values) >= FEWEST_ROWS_OF_KINDS and len(set(values)) <= MOST_KINDS * len(values):
        return True
    if name.endswith(_ASKS):
        return sum(value.endswith(_ASKS) for value in values) * 10 <= len(values)
    words = name.split()
    if len(words) > LONGEST_TITLE or any(word.casefold() in _verdicts() for word in words):
        return False
    mean = sum(len(value.split()) for value in values) / len(values)
    return mean >= 2 * len(words)
