"""One theme and one change, with what is needed to judge whether they belong together."""

from dataclasses import dataclass
from datetime import date

from feedback.changes.lexicon import Lexicon
from feedback.changes.said import SaidTheme
from feedback.domain.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`position` is the change's place in the lexicon. `last_day` is the day of the latest
    comment of all themes, after which nothing is known."""

    theme: SaidTheme
    change: Change
    position: int
    lexicon: Lexicon
    last_day: date | None = None


def in_words(day: date) -> str:
    """A date as it is read aloud: 12 March 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTH_NAMES = "January February March April May June July August September October November"
_MONTHS = (*_MONTH_NAMES.split(), "December")
