"""What the values of a column say about what it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedback.intake.dates import read_date
from feedback.intake.filler import is_filler
from feedback.intake.language import language_code
from feedback.intake.ratings import Scale, read_rating

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*%?")
_LINK = re.compile(r"\w+://\S+|\S+@\S+\.\S+")
_ANY_SCALE = Scale(name="0-100", lowest=0, highest=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Shares (0 to 1) of a column's filled cells that look like something.

    `filled` is the share of all cells, `words` the mean number of words in those that say
    something, `distinct` the share of different values among those; `dates` and `ratings` are
    shares of those too.
    """

    filled: float = 0.0
    words: float = 0.0
    letters: float = 0.0
    distinct: float = 0.0
    numbers: float = 0.0
    dates: float = 0.0
    ratings: float = 0.0
    links: float = 0.0
    languages: float = 0.0
    one_word: float = 0.0


def evidence_of(values: Sequence[str]) -> Evidence:
    """Look at the values of one column; a few hundred are enough."""
    cells = [value.strip() for value in values if value.strip()]
    if not cells:
        return Evidence()
    saying = [cell for cell in cells if not is_filler(cell)]
    total, told = len(cells), max(1, len(saying))
    numbers = sum(bool(_NUMBER.fullmatch(cell)) for cell in cells)
    return Evidence(
        filled=total / len(values),
        words=sum(len(cell.split()) for cell in saying) / told,
        letters=sum(any(letter.isalpha() for letter in cell) for cell in cells) / total,
        distinct=len(set(saying)) / told,
        numbers=numbers / total,
        dates=sum(map(_is_date, saying)) / told,
        ratings=sum(read_rating(cell, _ANY_SCALE) is not None for cell in saying) / told,
        links=sum(bool(_LINK.fullmatch(cell)) for cell in cells) / total,
        languages=sum(bool(language_code(cell)) for cell in cells) / total,
        one_word=sum(" " not in cell for cell in cells) / total,
    )  # fmt: skip


def _is_date(cell: str) -> bool:
    return any(read_date(cell, day_first=day_first) is not None for day_first in (True, False))
