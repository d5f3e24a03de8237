"""Staffed hours of a week, and how much staffed time lies between two moments.

Hours are read off the clock of a time zone; time passes as it does, so that an hour that a change
to summer time takes away is not counted, and one that it gives twice is counted twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from feedback.errors import InputError

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PART = re.compile(
    r"(?:(?P<first>[a-z]{3})[a-z]*(?:\s*[-–]\s*(?P<last>[a-z]{3})[a-z]*)?\s+)?"
    r"(?P<begin>\d{1,2}(?::\d{2})?)\s*[-–]\s*(?P<end>\d{1,2}(?::\d{2})?)"
)
_CLOSED = re.compile(
    r"(?P<word>closed\s+)?(?P<first>\d{4}-\d{2}-\d{2})(?:\s+to\s+(?P<last>\d{4}-\d{2}-\d{2}))?"
)
_EXAMPLE = (
    "Write them like “Mon-Fri 09:00-17:00; Sat 10:00-14:00”, and days off behind them like “closed "
    "2026-12-25, 2027-01-01 to 2027-01-03”."
)
LONGEST_CLOSED = 366
"""Days off in a row."""
FURTHEST = timedelta(days=3 * 366)
"""How far ahead a deadline is looked for: beyond it the promise means nothing."""
DAY = timedelta(days=1)
MIDNIGHT = 24 * 60
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class StaffedHours:
    """Per weekday (Monday first) the staffed spans, in minutes after midnight, in order and apart.

    A span ends at most at 1,440. On the days in `closed` nobody is there.
    """

    spans: tuple[tuple[tuple[int, int], ...], ...]
    closed: frozenset[date] = frozenset()

    def on(self, day: date) -> tuple[tuple[int, int], ...]:
        """The staffed spans of a day."""
        return () if day in self.closed else self.spans[day.weekday()]

    @property
    def is_always(self) -> bool:
        """Whether somebody is there at any time."""
        return self is ALWAYS or (not self.closed and self.spans == ALWAYS.spans)

    def covers(self, moment: datetime) -> bool:
        """Whether a clock time is staffed; the end of a span is not."""
        minutes = moment.hour * 60 + moment.minute
        return any(begin <= minutes < end for begin, end in self.on(moment.date()))

    def staffed_share(self, weekday: int, hour: int) -> float:
        """How much of an hour of a week without days off is staffed, 0 to 1."""
        first, last = hour * 60, hour * 60 + 60
        spans = self.spans[weekday]
        return sum(max(0, min(end, last) - max(begin, first)) for begin, end in spans) / 60


ALWAYS = StaffedHours((((0, MIDNIGHT),),) * 7)


@lru_cache(maxsize=256)
def read_hours(text: str) -> StaffedHours:
    """Hours as people write them, "Mon-Fri 09:00-17:00; Sat 10-14"; empty: always. Hours without a
    day are those of every day.

    A span that ends before it begins goes on past midnight. Days off stand behind the hours:
    "closed 2026-12-25, 2027-01-01 to 2027-01-03". Raises InputError for anything else.
    """
    if not text.strip():
        return ALWAYS
    week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    closed: set[date] = set()
    for part in filter(None, map(str.strip, re.split(r"[;,]", text))):
        days = _CLOSED.fullmatch(part.lower())
        if days is not None and (days["word"] or closed):
            closed |= _days_off(days["first"], days["last"] or days["first"], part)
            continue
        for weekday, begin, end in _spans(part):
            week[weekday].append((begin, end))
    if not any(week) and not closed:
        raise InputError(f"“{text}” names no staffed hours. {_EXAMPLE}")
    spans = tuple(map(_merged, week)) if any(week) else ALWAYS.spans
    return StaffedHours(spans, frozenset(closed))


def _days_off(first: str, last: str, part: str) -> set[date]:
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise InputError(f"“{part}” names a day that no calendar has. {_EXAMPLE}") from error
    if end < begin or (end - begin).days >= LONGEST_CLOSED:
        raise InputError(
            f"“{part}” ends before it begins, or lasts longer than a year. Give the first and the "
            "last day off."
        )
    return {begin + DAY * number for number in range((end - begin).days + 1)}


def _spans(part: str) -> Iterator[tuple[int, int, int]]:
    match = _PART.fullmatch(part.lower())
    if match is None:
        raise InputError(f"“{part}” cannot be read as staffed hours. {_EXAMPLE}")
    opens = match["first"] or DAYS[0].lower()
    closes = match["last"] or match["first"] or DAYS[-1].lower()
    first, last = _weekday(opens, part), _weekday(closes, part)
    begin, end = _minutes(match["begin"], part), _minutes(match["end"], part)
    if begin == end:
        raise InputError(f"“{part}” ends when it begins. {_EXAMPLE}")
    for offset in range((last - first) % 7 + 1):
        weekday = (first + offset) % 7
        if begin < end:
            yield weekday, begin, end
            continue
        yield weekday, begin, MIDNIGHT
        if end:
            yield (weekday + 1) % 7, 0, end


def _weekday(name: str, part: str) -> int:
    names = [day.lower() for day in DAYS]
    if name not in names:
        raise InputError(f"“{part}” names no day of the week. {_EXAMPLE}")
    return names.index(name)


def _minutes(clock: str, part: str) -> int:
    hours, minutes = (int(number) for number in f"{clock}:00".split(":")[:2])
    if hours * 60 + minutes > MIDNIGHT or minutes > 59:
        raise InputError(f"“{part}” names no time of day. {_EXAMPLE}")
    return hours * 60 + minutes


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def add_staffed(begin: datetime, minutes: int, hours: StaffedHours, zone: tzinfo) -> datetime:
    """When `minutes` of staffed time after `begin` have passed; both are moments with an offset.

    Raises InputError where that lies more than three years ahead.
    """
    left = timedelta(minutes=minutes)
    if hours.is_always:
        return begin + left
    moment = begin
    for opens, closes in _open_spans(begin, hours, zone):
        moment = max(begin, opens)
        if closes - moment >= left:
            return moment + left
        left -= closes - moment
    raise InputError(
        "The time promised is longer than three years of staffed hours. Promise less, or staff "
        "more hours."
    )


def staffed_between(begin: datetime, end: datetime, hours: StaffedHours, zone: tzinfo) -> timedelta:
    """The staffed time between two moments with an offset; zero if `end` is before `begin`."""
    if hours.is_always:
        return max(timedelta(), end - begin)
    passed = timedelta()
    for opens, closes in _open_spans(begin, hours, zone):
        if opens >= end:
            break
        passed += max(timedelta(), min(end, closes) - max(begin, opens))
    return passed


def _open_spans(
    begin: datetime, hours: StaffedHours, zone: tzinfo
) -> Iterator[tuple[datetime, datetime]]:
    """Staffed spans that end after `begin`, in order, as moments in UTC."""
    day = begin.astimezone(zone).date() - DAY
    last = day + FURTHEST
    while day <= last:
        for first, end in hours.on(day):
            opens, closes = _moment(day, first, zone), _moment(day, end, zone)
            if closes > begin and closes > opens:
                yield opens, closes
        day += DAY


@lru_cache(maxsize=20_000)
def _moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    """A clock time of a day as a moment in UTC.

    One that comes twice means the first; one that is skipped means when the clocks go forward.
    """
    if minutes == MIDNIGHT:
        day, minutes = day + DAY, 0
    clock = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=zone)
    moment = clock.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == clock.replace(tzinfo=None):
        return moment
    # In a gap, fold 1 reads the clock with the offset after it (PEP 495): a moment before the gap.
    before, moment = clock.utcoffset(), clock.replace(fold=1).astimezone(UTC)
    while moment.astimezone(zone).utcoffset() == before:
        moment += MINUTE
    return moment
