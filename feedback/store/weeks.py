"""Weeks as numbers: week 0 begins on Monday, 1 January of year 1."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from feedback.domain.summaries import WeekCount


def week_number(day: date) -> int:
    """The week a day lies in."""
    return (day.toordinal() - 1) // 7


def week_numbers(days: Iterable[date | None]) -> list[int | None]:
    """The weeks that many days lie in; None for none."""
    # Written out once more: a call for each of a million rows takes longer than the arithmetic.
    return [None if day is None else (day.toordinal() - 1) // 7 for day in days]


@lru_cache(maxsize=10_000)
def monday(week: int) -> date:
    """The first day of a week."""
    return date.fromordinal(week * 7 + 1)


def without_gaps(counts: Mapping[int, int]) -> list[WeekCount]:
    """Counts by week number, from the first week to the last, the empty ones in between as zero."""
    if not counts:
        return []
    weeks = range(min(counts), max(counts) + 1)
    return [WeekCount(monday(week), counts.get(week, 0)) for week in weeks]
