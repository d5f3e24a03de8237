"""Who waits, since when, and for how long: per theme and over all."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from feedback.domain.tracked import DayCount
from feedback.tracking.day_columns import DayColumns, Days, Flags, added, spreads
from feedback.tracking.loop_places import LoopPlace, at
from feedback.tracking.spread import Spread
from feedback.tracking.steps import ThemeSteps

AGES = ("0–14", "15–30", "31–90", "over 90")
_LAST_DAYS = (14, 30, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Those who wait in one theme, or everywhere.

    `comments` wait, `of_comments` there are. `unanswered` of the waiting ones never got an answer
    of their own either. `ages` counts the dated ones by the days they wait, in the order of AGES;
    `undated` have waited nobody knows how long. `days` says how long the dated ones have waited.
    """

    theme_id: int | None
    comments: int = 0
    of_comments: int = 0
    unanswered: int = 0
    undated: int = 0
    since: date | None = None
    ages: tuple[int, int, int, int] = (0, 0, 0, 0)
    days: Spread = field(default_factory=lambda: Spread(0, None, None))


@dataclass(frozen=True, slots=True)
class Clocks:
    """Days from writing to the decision, to the announcement, and to being told in person, of
    those that got there."""

    decided: Spread
    announced: Spread
    told: Spread


def age_of(days: int) -> int:
    """The place in AGES of a wait of so many days."""
    return sum(days > last for last in _LAST_DAYS)


def waiting(
    counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps], *, today: date
) -> list[Waiting]:
    """Those who wait, per theme (None: in no theme), the longest waiting first; see `waits`."""
    return waits(DayColumns(counts, steps), today=today)


def waits(rows: DayColumns, *, today: date) -> list[Waiting]:
    """Those who wait, per theme (None: in no theme), the longest waiting first.

    A comment waits from the day it was written until its loop is closed; see steps.py. What was
    edited since changes nothing about that. A day after `today` counts as today. Undated comments
    wait until anything closes the loop of their theme: after that nobody can tell.
    """
    theme_ids = [theme_id or None for theme_id in rows.themes.tolist()]
    found = _waiting(rows, rows.place, theme_ids, today)
    return sorted(found, key=lambda row: (row.since or date.max, -row.comments, row.theme_id or 0))


def together(themes: Iterable[Waiting], rows: DayColumns, *, today: date) -> Waiting:
    """All of these themes as one; `rows` are theirs, and may be of others in which nobody waits."""
    whole = _waiting(rows, np.zeros(len(rows.day), np.int64), [None], today)[0]
    return dataclasses.replace(whole, of_comments=sum(theme.of_comments for theme in themes))


def _waiting(
    rows: DayColumns, group: Days, theme_ids: list[int | None], today: date
) -> list[Waiting]:
    """Those who wait by group, which is numbered as `theme_ids`."""
    number = len(theme_ids)

    def added_up(of: Flags) -> list[int]:
        return added(group[of], rows.comments[of], number)

    is_open = at(rows, LoopPlace.WAITING)
    dated = is_open & rows.dated
    of_comments, comments = added_up(np.ones(len(group), bool)), added_up(is_open)
    unanswered = added_up(at(rows, LoopPlace.UNANSWERED))
    undated = added_up(is_open & ~rows.dated)
    days = np.maximum(0, today.toordinal() - rows.day)
    age = np.searchsorted(_LAST_DAYS, days)
    ages = added((group * len(AGES) + age)[dated], rows.comments[dated], number * len(AGES))
    lie = spreads(group[dated], days[dated], rows.comments[dated], number)
    longest = np.full(number, -1)
    np.maximum.at(longest, group[dated], days[dated])
    found = []
    for its, theme_id in enumerate(theme_ids):
        first, second, third, last = ages[its * len(AGES) : (its + 1) * len(AGES)]
        waited = int(longest[its])
        found.append(
            Waiting(
                theme_id=theme_id,
                comments=comments[its],
                of_comments=of_comments[its],
                unanswered=unanswered[its],
                undated=undated[its],
                since=None if waited < 0 else date.fromordinal(today.toordinal() - waited),
                ages=(first, second, third, last),
                days=lie[its],
            )
        )
    return found


def waiting_long_on(rows: DayColumns, days: Iterable[date]) -> list[int]:
    """How many dated comments had waited longer than the last of AGES begins, on each of `days`.

    As is known today: what was decided or announced once and taken back since counts as never said.
    """
    found = []
    for day in (day.toordinal() for day in days):
        was_open = (rows.closed == 0) | (rows.closed > day)
        found.append(rows.total(rows.dated & was_open & (day - rows.day > _LAST_DAYS[-1])))
    return found


def days_of_age(age: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day on which somebody wrote who has waited so long (one of AGES) by
    `today`; None where there is no limit. Who wrote after today counts as of today."""
    place = AGES.index(age)
    first = today - timedelta(days=_LAST_DAYS[place]) if place < len(_LAST_DAYS) else None
    last = today - timedelta(days=_LAST_DAYS[place - 1] + 1) if place else None
    return first, last


def clocks(rows: DayColumns) -> Clocks:
    """Days from writing to each step, over the dated comments the step has reached."""
    return Clocks(*(rows.spread(on - rows.day, of) for on, of in _clocks(rows)))


def clocks_by_theme(rows: DayColumns) -> dict[int | None, Clocks]:
    """The same by theme (None: in none)."""
    each = zip(*(rows.spreads(on - rows.day, of) for on, of in _clocks(rows)), strict=True)
    return {
        theme_id or None: Clocks(*its)
        for theme_id, its in zip(rows.themes.tolist(), each, strict=True)
    }


def _clocks(rows: DayColumns) -> list[tuple[Days, Flags]]:
    """The days of each clock, and the rows it stopped for."""
    known = rows.dated & rows.has_steps
    return [(on, known & (on > 0)) for on in (rows.decided, rows.announced, rows.told)]
