"""Dates as release notes write them: ISO, with slashes or dots, in words of several languages."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

# The languages of the product first, then those release notes are most often written in.
_LOCALES = ("en", "id", "kk", "pt", "es", "fr", "de", "it", "nl", "ru", "tr", "pl")

_YEAR_FIRST = re.compile(r"(?<![\w.-])(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:T[\d:.]+Z?)?(?![\w-])")
_YEAR_LAST = re.compile(r"(?<![\w.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\w-])")
_YEAR_MONTH = re.compile(r"(?<![\w.-])(\d{4})-(\d{2})(?![\w.-])")
_JIRA = re.compile(r"(?<![\w.-])(\d{1,2})[/-]([^\W\d_]{3,9})[/-](\d{2})(?!\w)")
_WORD = re.compile(r"[^\W\d_]+\.?|\d{1,4}(?:st|nd|rd|th|º|ª)?\b")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a line. `day` is None when it is written but cannot be, such as 30 February.

    `start` and `end` say where it stands. `unsure` is True when day and month may be swapped.
    """

    day: date | None
    start: int
    end: int
    unsure: bool = False


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    key = name.lower().rstrip(".")
                    if len(key) >= 3 and not key.isdigit():
                        names.setdefault(key, number)
    names["sept"] = 9
    return names


def find_date(text: str, *, month_first: bool | None = None) -> FoundDate | None:
    """The first date in a line, or None when there is none.

    `month_first` tells how to read 03/04/2026; None takes the day first and says it is unsure.
    A month without a day means its last day: by then customers have what shipped in it.
    """
    if match := _YEAR_FIRST.search(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        return FoundDate(_date(year, month, day), *match.span())
    if match := _YEAR_LAST.search(text):
        return _year_last(match, month_first)
    if (match := _JIRA.search(text)) and match[2].lower() in _months():
        month = _months()[match[2].lower()]
        return FoundDate(_date(2000 + int(match[3]), month, int(match[1])), *match.span())
    found = _in_words(text)
    if found is None and (match := _YEAR_MONTH.search(text)):
        return FoundDate(_end_of_month(int(match[1]), int(match[2])), *match.span())
    return found


def month_comes_first(texts: list[str]) -> bool | None:
    """How a file writes 03/04/2026, judged by its dates that can only be read one way."""
    votes = {True: 0, False: 0}
    for text in texts:
        match = _YEAR_LAST.search(text)
        if match and match[2] == "/" and (int(match[1]) > 12) != (int(match[3]) > 12):
            votes[int(match[3]) > 12] += 1
    return None if votes[True] == votes[False] else votes[True] > votes[False]


def _year_last(match: re.Match[str], month_first: bool | None) -> FoundDate:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    swap = bool(month_first) if match[2] == "/" else False
    if first <= 12 < second:
        swap = True
    day, month = (second, first) if swap else (first, second)
    unsure = match[2] == "/" and month_first is None and first <= 12 and second <= 12
    return FoundDate(_date(year, month, day), *match.span(), unsure=unsure and first != second)


def _in_words(text: str) -> FoundDate | None:
    words = list(_WORD.finditer(text))
    for index, word in enumerate(words):
        month = _months().get(word[0].lower().rstrip("."))
        if month is None:
            continue
        near = words[max(0, index - 4) : index + 5]
        year = next((w for w in near if re.fullmatch(r"(?:19|20)\d\d", w[0])), None)
        if year is None:
            continue
        day = _day_beside(words, index)
        spans = [w.span() for w in (word, year, day) if w is not None]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        if day is None:
            return FoundDate(_end_of_month(int(year[0]), month), start, end)
        number = int(re.sub(r"\D", "", day[0]))
        return FoundDate(_date(int(year[0]), month, number), start, end)
    return None


def _day_beside(words: list[re.Match[str]], index: int) -> re.Match[str] | None:
    """The day of "March 12", "12 March" or "12 de março"."""
    candidates = [words[i] for i in (index + 1, index - 1, index - 2) if 0 <= i < len(words)]
    return next((w for w in candidates if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|º|ª)?", w[0])), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of_month(year: int, month: int) -> date | None:
    if not 1 <= month <= 12 or year < 1:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
