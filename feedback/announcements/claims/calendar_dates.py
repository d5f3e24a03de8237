"""Dates in a text, written with digits or with the names of months in any of the languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import get_month_names

_LOCALES = ("en_GB", "id", "kk", "pt_BR")
# Only those that are no other word: Portuguese "out." and "dez." are not among them.
_SHORT = {
    **{"jan": 1, "feb": 2, "fev": 2, "mar": 3, "apr": 4, "abr": 4, "jun": 6, "jul": 7, "aug": 8},
    **{"agu": 8, "sep": 9, "sept": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "des": 12},
}
_DAY = r"(?<![.,])(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|º|ª|°)?"
_YEAR = r"(?P<year>\d{4})"
_OF = r"\s*(?:,|de|do|of)?\s*"
_AND = r"\s*(?:–|—|-|to|and|until|dan|sampai|hingga|e|a|até|және|мен)\s*"
_ENDING = r"[а-яәіңғүұқөһ]{0,6}"  # Kazakh case endings
_LEAD = (
    r"(?:in|since|until|by|from|during|late|early|mid|before|after|pada|sejak|bulan|hingga|awal|"
    r"akhir|pertengahan|sebelum|setelah|em|desde|até|antes de|depois de|"
    r"(?:end|beginning|start|middle)\s+of|(?:fim|final|início|começo|meados)\s+de)"
)


_DatePattern = tuple[re.Pattern[str], Callable[[re.Match[str]], "Iterator[FoundDate]"]]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as it stands in a text; what is not said is None.

    `either_way` marks one such as 3/4/2026, where day and month may be the other way round.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    either_way: bool = False

    def means(self, value: date) -> bool:
        """Whether `value` is, or falls into, what is said."""
        if self.year not in (None, value.year):
            return False
        if self.either_way and (self.month, self.day) == (value.day, value.month):
            return True
        return self.day in (None, value.day) and self.month in (None, value.month)


def read_dates(text: str) -> list[FoundDate]:
    """The dates in `text`, in order. A year alone is not one."""
    found: list[FoundDate] = []
    taken = list(text)
    for pattern, read in _patterns():
        for match in pattern.finditer("".join(taken)):
            dates = list(read(match))
            if dates:
                found += dates
                taken[match.start() : match.end()] = "\0" * len(match[0])
    return sorted(found, key=lambda each: (each.start, each.day or 0))


@cache
def _months() -> dict[str, int]:
    names = dict(_SHORT)
    for code in _LOCALES:
        for context in ("format", "stand-alone"):
            months = get_month_names("wide", context, Locale.parse(code))
            names |= {str(name).lower(): number for number, name in months.items()}
    return names


@cache
def _patterns() -> list[_DatePattern]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?{_ENDING}(?!\w)"
    day, last = _DAY.format("day"), _DAY.format("last_day")
    kazakh_year = rf"{_YEAR}\s*(?:жыл\w*|ж\.)\s*"
    words = [
        rf"(?<!\w){kazakh_year}{day}(?:{_AND}{last})?[\s-]*{month}",
        rf"(?<!\w){kazakh_year}{month}",
        rf"(?<!\w){day}(?:{_AND}{last})?{_OF}{month}{_OF}{_YEAR}(?!\d)",
        rf"(?<!\w){day}(?:{_AND}{last})?{_OF}{month}",
        rf"(?<!\w){month}\s*{day}(?:,?\s*{_YEAR})?(?![\w.,]\d|\d)",
        rf"(?<!\w){month}{_OF}{_YEAR}(?!\d)",
        rf"(?<!\w){_LEAD}[\s-]+{month}",
        rf"(?<!\w){month}\s+айы\w*",
        rf"(?<!\w){month}\s+(?:соңы|басы|ортасы)\w*",
        # Наурыз is a feast besides: "Наурызға дейін" names no month.
        rf"(?<!\w)(?!наурыз)(?P<month>{names})(?:да|де|та|те|(?:ға|ге|қа|ке)\s+дейін)(?!\w)",
    ]
    digits = [
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)(?![\d.]\d|\d)",
    ]
    found: list[_DatePattern] = [(re.compile(source), _from_digits) for source in digits]
    return found + [(re.compile(source, re.IGNORECASE), _from_words) for source in words]


def _from_words(match: re.Match[str]) -> Iterator[FoundDate]:
    said = match.groupdict()
    month = _months()[said["month"].lower()]
    year = int(said["year"]) if said.get("year") else None
    days = [int(said[key]) for key in ("day", "last_day") if said.get(key)]
    if any(not 1 <= day <= 31 for day in days):
        return
    if not days:
        yield FoundDate(match.start(), match.end(), None, month, year)
    for day in days:
        yield FoundDate(match.start(), match.end(), day, month, year)


def _from_digits(match: re.Match[str]) -> Iterator[FoundDate]:
    first, second, year = int(match["day"]), int(match["month"]), int(match["year"])
    year = year + 2000 if year < 100 else year
    with_sign = "sign" in match.groupdict()
    if with_sign and second > 12:
        first, second = second, first
    if 1 <= first <= 31 and 1 <= second <= 12:
        either_way = with_sign and first <= 12
        yield FoundDate(match.start(), match.end(), first, second, year, either_way)
