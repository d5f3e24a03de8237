"""The weeks before and after a release that can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
LONGEST = 13
"""Weeks looked at on either side: a quarter of a year."""
LAUNCH = 2
"""Weeks left out from the one of the release on: people update, and talk about the news."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Mondays of the whole weeks before and after a release, and of those left out as its launch.

    All three are in order and follow each other.
    """

    before: tuple[date, ...]
    launch: tuple[date, ...]
    after: tuple[date, ...]


def windows(
    released: date, *, first: date, last: date, longest: int = LONGEST, launch: int = LAUNCH
) -> Windows:
    """The weeks around a release, as far as comments go.

    `first` and `last` are the days of the first and the last comment of all: weeks they cut short
    are dropped, since nobody knows whether the rest of the week is missing or silent.
    """
    first_week, last_week = monday_of(first), monday_of(last)
    if first > first_week:
        first_week += WEEK
    if last < last_week + 6 * timedelta(days=1):
        last_week -= WEEK
    release_week = monday_of(released)
    left_out = [release_week + WEEK * number for number in range(launch)]
    before = [release_week - WEEK * number for number in range(longest, 0, -1)]
    after = [release_week + WEEK * (launch + number) for number in range(longest)]

    def whole(weeks: Sequence[date]) -> tuple[date, ...]:
        return tuple(week for week in weeks if first_week <= week <= last_week)

    return Windows(whole(before), whole(left_out), whole(after))


def stretches_before(
    span: Windows, *, first: date, longest: int = LONGEST, most: int = 3
) -> list[tuple[date, ...]]:
    """Mondays of whole stretches of `longest` weeks before those of `span`, the latest first."""
    found: list[tuple[date, ...]] = []
    while span.before and len(found) < most:
        begin = span.before[0] - WEEK * longest * (len(found) + 1)
        if begin < first:
            break
        found.append(tuple(begin + WEEK * number for number in range(longest)))
    return found


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
