"""Dates: what a whole column says about day and month decides, never one row."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from feedback.intake.time_zones import in_zone, written_offset
from feedback.intake.words import fields_of

_NUMBERS = re.compile(
    r"(\d{1,4})([-/. ])\s?(\d{1,2})\2\s?(\d{1,4})\.?"
    r"(?:[T,\s]+(\d{1,2})[:.h](\d{2})(?:[:.m](\d{2}))?(?:[.,]\d+)?s?\s*([AaPp])?\.?(?:[Mm]\.?)?)?"
    r"\s*(?:Z|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})?(?:\s*\(?[A-Z]{2,5}\)?)?"
)
_TIME = re.compile(
    r"(?<![\d.])(\d{1,2})[:.h](\d{2})(?:[:.m](\d{2}))?(?![\d.]\d)(?:[.,]\d+)?\s*([AaPp]\.?[Mm])?"
)
_CLOCK_FIRST = re.compile(
    r"(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?)[,\s]+(\S.*)", re.DOTALL
)
_HOUR_ALONE = re.compile(r"(?<![\d:.])(\d{1,2})\s*([AaPp])\.?\s?[Mm]\.?$")
_ZONE_IN_WORDS = re.compile(r"\s*\([^()\d]*\)$")
_UNSEEN = str.maketrans(
    dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff\u2066\u2067\u2068\u2069")
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_OFFSET = re.compile(
    r"(?:[+-]\d{2}:?\d{2}|\b(?:UTC|GMT|WIB|WITA|WIT|BRT)(?:[+-]\d{1,2}(?::?\d{2})?)?)"
)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_MONTHS = {word: int(number) for number, words in fields_of("months").items() for word in words}
_EXCEL_ZERO = datetime(1899, 12, 30)
_EARLIEST, _LATEST = 1970, 2100
_BUDDHIST = 543
_LONGEST = 90
FEWEST_DAYS = 4
"""Different numbers in the last place of a column's dates from which on they may be days."""
FEWEST_AGAINST = 10
"""Dates of a column that cannot be as somebody said, from which on that is not believed."""

Reader = Callable[[str], datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOrder:
    """How the numbers of a column's dates are ordered, and how sure that is.

    `sure` is false when no value tells day from month, `needed` is false when all dates are
    written in a way that leaves no choice. `reason` says in words why it is in doubt, or why
    what was asked for was `overruled`. Dates with the year first are year, month, day, unless the
    column writes the day before the month (`day_second`); `year_first` is for years of two digits.
    """

    day_first: bool
    sure: bool = True
    needed: bool = True
    reason: str = ""
    overruled: bool = False
    year_first: bool = False
    day_second: bool = False


def decide_order(values: Iterable[str], wanted: bool | None = None) -> DateOrder:
    """Whether the column writes the day or the month first, from all of `values`.

    A number above 12 decides; then dots (24.02. is written day first) and the clock (AM and PM go
    with the month first). `wanted` overrules, unless the column rules it out: no date speaks for
    it, and so many cannot be read like that as are no slip of the pen.
    """
    found = [match for value in values if (match := _in_numbers(value.strip()))]
    short = [match for match in found if len(match[1]) <= 2]
    if _has_years_first(short):
        return DateOrder(day_first=False, needed=False, year_first=True)
    long = [(int(match[3]), int(match[4])) for match in found if len(match[1]) == 4]
    order = _order_of(short, wanted)
    if sum(day > 12 >= month for day, month in long) > sum(
        day > 12 >= month for month, day in long
    ):
        return replace(order, day_second=True)
    return order


def _has_years_first(found: list[re.Match[str]]) -> bool:
    """Whether years of two digits come first: a few of them, before the many days of a month."""
    firsts, thirds = {int(match[1]) for match in found}, {match[4] for match in found}
    return (
        len(thirds) >= FEWEST_DAYS
        and len(firsts) * 3 <= len(thirds)
        and all(len(match[1]) == len(match[4]) == 2 and int(match[3]) <= 12 for match in found)
        and all(1 <= int(day) <= 31 for day in thirds)
        # Years that are near, and days that would be years long gone or to come.
        and all(12 < year <= 40 for year in firsts)
    )


def _order_of(found: list[re.Match[str]], wanted: bool | None) -> DateOrder:
    """By dates whose year comes last."""
    day, month, clock, separators = 0, 0, 0, {"/": 0, "-": 0, ".": 0, " ": 0}
    for match in found:
        first, second = int(match[1]), int(match[3])
        day += first > 12 >= second
        month += second > 12 >= first
        clock += bool(match[8])
        separators[match[2]] += 1
    total = sum(separators.values())
    if wanted is not None:
        speak_for, against = (day, month) if wanted else (month, day)
        if speak_for or against < FEWEST_AGAINST or against * 50 < total:
            return DateOrder(day_first=wanted)
        return DateOrder(
            day_first=not wanted,
            overruled=True,
            reason=f"{against:,} of {total:,} can only be read the other way",
        )
    if not total:
        return DateOrder(day_first=True, needed=False)
    if day or month:
        return DateOrder(
            day_first=day >= month,
            sure=min(day, month) * 50 <= max(day, month),
            reason=f"{min(day, month)} of {total} can only be read the other way",
        )
    if (separators["."] + separators[" "]) * 2 > total:
        return DateOrder(day_first=True)
    return DateOrder(
        day_first=not clock * 2 > total, sure=False, reason="no date in it tells day from month"
    )


def date_reader(order: DateOrder, zone: tzinfo | None = None) -> Reader:
    """A function from a cell to a naive time, or None if it is no date; see `read_date`."""

    @lru_cache(maxsize=20_000)
    def read(value: str) -> datetime | None:
        return read_date(
            value,
            day_first=order.day_first,
            zone=zone,
            year_first=order.year_first,
            day_second=order.day_second,
        )

    return read


def read_date(
    value: str,
    *,
    day_first: bool,
    zone: tzinfo | None = None,
    year_first: bool = False,
    day_second: bool = False,
) -> datetime | None:
    """One date in any of the known ways, naive.

    With a zone, dates with an offset are brought into it; without one, and for dates without an
    offset, the clock time stays as it is written. Knows ISO 8601, numbers in all orders, month
    names in English, Indonesian, Portuguese, Kazakh and Russian, Excel serial days, years of the
    Buddhist calendar and Unix times (seconds or milliseconds, which count as UTC). `year_first`
    and `day_second` as in DateOrder.
    """
    text = value.strip()
    if len(text) < 4 or len(text) > _LONGEST:
        return None
    try:
        moment = _read(text, _Order(day_first, year_first, day_second))
    except ValueError:
        return None
    if moment is None:
        return None
    if zone is None:
        return moment.replace(tzinfo=None)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=written_offset(text))
    return in_zone(moment, zone)


class _Order(NamedTuple):
    day_first: bool
    year_first: bool
    day_second: bool


def _read(text: str, order: _Order) -> datetime | None:
    """With the offset where it comes for free, see `written_offset` for the others."""
    if text[:4].isdecimal() and text[4:5] == "-" and not order.day_second:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    if match := _in_numbers(text):
        return _from_numbers(match, order)
    text = _tidy(text)
    return _from_plain_number(text) if _PLAIN.fullmatch(text) else _from_words(text)


def _in_numbers(text: str) -> re.Match[str] | None:
    """As it is first: there may be millions, most of them tidy."""
    return _NUMBERS.fullmatch(text) or _NUMBERS.fullmatch(_tidy(text))


def _tidy(text: str) -> str:
    """Without what stands around a date: signs nobody sees, the apostrophe by which spreadsheets
    keep text, the zone in words; the clock behind the day, and with its minutes."""
    text = text.translate(_UNSEEN).strip().removeprefix("'").strip()
    text = _ZONE_IN_WORDS.sub("", text)
    if match := _CLOCK_FIRST.fullmatch(text):
        text = f"{match[2]} {match[1]}"
    return _HOUR_ALONE.sub(r"\1:00 \2M", text)


def _from_plain_number(text: str) -> datetime | None:
    number = float(text.replace(",", "."))
    if 20_000 <= number < 80_000:
        days = timedelta(days=int(number), seconds=round(number % 1 * 86_400))
        return _EXCEL_ZERO + days
    if number >= 1e12:
        number /= 1000
    if 3e8 <= number < 4.2e9:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(number))
    if len(text) == 8 and "19700101" <= text <= "21001231":
        return datetime.strptime(text, "%Y%m%d")
    if len(text) in (12, 14) and "19700101" <= text[:8] <= "21001231":
        return datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S")
    return None


def _from_numbers(match: re.Match[str], order: _Order) -> datetime | None:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        year, month, day = first, second, third
        if second > 12 >= third or (order.day_second and third <= 12):
            month, day = third, second
    elif order.year_first and len(match[4]) <= 2:
        year, month, day = first, second, third
    elif len(match[1]) == 3 or len(match[4]) in (1, 3):
        return None
    elif order.day_first:
        day, month, year = first, second, third
    else:
        month, day, year = first, second, third
    clock = (match[5], match[6], match[7], match[8])
    return _in_range(_century(year), month, day, clock)


def _from_words(text: str) -> datetime | None:
    """Dates with the month's name in them, in any order."""
    clock = _TIME.search(text)
    rest = text
    if clock:
        # Only a clock has an offset: in 24-Feb-2026 the sign parts month and year.
        rest = text[: clock.start()] + " " + _OFFSET.sub(" ", text[clock.end() :])
    words = [word.casefold() for word in _WORD.findall(rest)]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = _NUMBER.findall(rest)
    if len(months) != 1 or len(numbers) != 2 or len(words) > 8:
        return None
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else numbers
    if len(day) > 2 or len(year) not in (2, 4):
        return None
    parts = (clock[1], clock[2], clock[3], clock[4]) if clock else (None, None, None, None)
    return _in_range(_century(int(year)), months[0], int(day), parts)


def _century(year: int) -> int:
    """Two digits mean 1970 to 2069, as POSIX has it; years from 2513 on are of the Buddhist
    calendar, which is ahead."""
    if _EARLIEST + _BUDDHIST <= year <= _LATEST + _BUDDHIST:
        return year - _BUDDHIST
    if year >= 100:
        return year
    return year + (2000 if year < 70 else 1900)


def _in_range(year: int, month: int, day: int, clock: tuple[str | None, ...]) -> datetime | None:
    hour, minute, second = (int(part or 0) for part in clock[:3])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3][0] in "Pp" else 0)
    if not _EARLIEST <= year <= _LATEST:
        return None
    return datetime(year, month, day, hour, minute, second)
