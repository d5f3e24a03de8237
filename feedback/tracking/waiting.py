"""Who waits, since when, and for how long: per theme and over all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from feedback.domain.tracked import DayCount
from feedback.tracking.spread import Spread, spread
from feedback.tracking.steps import ThemeSteps, closed_on, is_closed, reached_on

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """Days from writing to the decision, to the announcement, and to being told in person, of
    those that got there."""

    decided: Spread
    announced: Spread
    told: Spread


@dataclass(slots=True)
class _Tally:
    of_comments: int = 0
    unanswered: int = 0
    undated: int = 0
    days: Counter[int] = field(default_factory=Counter)


def age_of(days: int) -> int:
    """The place in AGES of a wait of so many days."""
    return sum(days > last for last in _LAST_DAYS)


def waiting(
    counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps], *, today: date
) -> list[Waiting]:
    """Those who wait, per theme (None: in no theme), the longest waiting first.

    A comment waits from the day it was written until its loop is closed; see steps.py. What was
    edited since changes nothing about that. A day after `today` counts as today. Undated comments
    wait until anything closes the loop of their theme: after that nobody can tell.
    """
    tallies: dict[int | None, _Tally] = defaultdict(_Tally)
    for row in counts:
        tally = tallies[row.theme_id]
        tally.of_comments += row.comments
        its_steps = None if row.theme_id is None else steps.get(row.theme_id)
        if is_closed(its_steps, row.day or date.min, row.told):
            continue
        tally.unanswered += row.comments * (not row.answered)
        if row.day is None:
            tally.undated += row.comments
        else:
            tally.days[max(0, (today - row.day).days)] += row.comments
    rows = [_row(theme_id, tally, today) for theme_id, tally in tallies.items()]
    return sorted(rows, key=lambda row: (row.since or date.max, -row.comments, row.theme_id or 0))


def together(rows: Iterable[Waiting], counts: Mapping[int, int], *, today: date) -> Waiting:
    """All rows as one; `counts` are the days waited by all of them (see `days_waited`)."""
    rows = list(rows)
    tally = _Tally(
        of_comments=sum(row.of_comments for row in rows),
        unanswered=sum(row.unanswered for row in rows),
        undated=sum(row.undated for row in rows),
        days=Counter(counts),
    )
    return _row(None, tally, today)


def days_waited(
    counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps], *, today: date
) -> Counter[int]:
    """How many dated comments have waited so many days and still do."""
    waited: Counter[int] = Counter()
    for row in counts:
        its_steps = None if row.theme_id is None else steps.get(row.theme_id)
        if row.day is not None and not is_closed(its_steps, row.day, row.told):
            waited[max(0, (today - row.day).days)] += row.comments
    return waited


def waiting_long_on(
    counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps], days: Iterable[date]
) -> list[int]:
    """How many dated comments had waited longer than the last of AGES begins, on each of `days`.

    As is known today: what was decided or announced once and taken back since counts as never said.
    """
    days = list(days)
    found = [0] * len(days)
    for row in counts:
        if row.day is None:
            continue
        its_steps = None if row.theme_id is None else steps.get(row.theme_id)
        closed = closed_on(its_steps, row.day, row.told)
        for place, day in enumerate(days):
            if (day - row.day).days > _LAST_DAYS[-1] and (closed is None or closed > day):
                found[place] += row.comments
    return found


def days_of_age(age: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day on which somebody wrote who has waited so long (one of AGES) by
    `today`; None where there is no limit. Who wrote after today counts as of today."""
    place = AGES.index(age)
    first = today - timedelta(days=_LAST_DAYS[place]) if place < len(_LAST_DAYS) else None
    last = today - timedelta(days=_LAST_DAYS[place - 1] + 1) if place else None
    return first, last


def clocks(counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps]) -> Clocks:
    """Days from writing to each step, over the dated comments the step has reached."""
    decided: Counter[int] = Counter()
    announced: Counter[int] = Counter()
    told: Counter[int] = Counter()
    for row in counts:
        its_steps = None if row.theme_id is None else steps.get(row.theme_id)
        if row.day is None or its_steps is None:
            continue
        for on, waited in (
            (reached_on(its_steps.decided, row.day, stands=its_steps.stands), decided),
            (reached_on(its_steps.announced, row.day, stands=its_steps.stands), announced),
            (row.told, told),
        ):
            if on is not None:
                waited[(on - row.day).days] += row.comments
    return Clocks(decided=spread(decided), announced=spread(announced), told=spread(told))


def _row(theme_id: int | None, tally: _Tally, today: date) -> Waiting:
    ages = Counter(dict.fromkeys(range(4), 0))
    for days, comments in tally.days.items():
        ages[age_of(days)] += comments
    longest = max(tally.days, default=None)
    return Waiting(
        theme_id=theme_id,
        comments=tally.undated + tally.days.total(),
        of_comments=tally.of_comments,
        unanswered=tally.unanswered,
        undated=tally.undated,
        since=None if longest is None else date.fromordinal(today.toordinal() - longest),
        ages=(ages[0], ages[1], ages[2], ages[3]),
        days=spread(tally.days),
    )
