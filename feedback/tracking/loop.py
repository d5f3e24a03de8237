"""How far the loop gets: from received to confirmed, by the month in which people wrote."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.domain.tracked import DayCount
from feedback.tracking.spread import spread
from feedback.tracking.steps import ThemeSteps, is_closed, is_decided, reached_on


class Step(StrEnum):
    """The steps of the loop, in order."""

    RECEIVED = "received"
    THEME = "in a theme"
    OWNED = "owned"
    DECIDED = "decided"
    SHIPPED = "shipped"
    ANNOUNCED = "announced"
    TOLD = "told"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many comments got to a step, their share of the received ones, and the median days from
    the step before that they had reached.

    All None where nobody records the step; the days alone where nobody records when.
    """

    step: Step
    comments: int | None
    share: float | None
    median_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """The loop of those who wrote in one period; `period` is its first day, None for undated ones.

    `closed` were announced or told, or got an honest no (`noes` of them did). `unheard` got
    nothing: no answer of their own, no decision, no announcement.
    """

    period: date | None
    steps: tuple[StepCount, ...]
    closed: int
    noes: int
    unheard: int

    @property
    def received(self) -> int:
        """How many comments came in."""
        return self.steps[0].comments or 0


def months(counts: Iterable[DayCount]) -> dict[date | None, list[DayCount]]:
    """Counts by the first day of the month of arrival, in order; undated ones last, under None."""
    found: dict[date | None, list[DayCount]] = defaultdict(list)
    for row in counts:
        found[None if row.day is None else row.day.replace(day=1)].append(row)
    return dict(sorted(found.items(), key=lambda item: item[0] or date.max))


def loop(
    counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps], *, period: date | None = None
) -> Loop:
    """The loop of all these comments.

    An undated comment is taken to be older than every step, and adds to no days.
    """
    reached: Counter[Step] = Counter()
    days: dict[Step, Counter[int]] = defaultdict(Counter)
    outcome: Counter[str] = Counter()
    for row in counts:
        its_steps = None if row.theme_id is None else steps.get(row.theme_id)
        wrote = date.min if row.day is None else row.day
        _count_steps(row, its_steps, wrote, reached, days)
        is_told = is_closed(its_steps, wrote)
        is_no = its_steps is not None and its_steps.is_no and is_decided(its_steps, wrote)
        heard = row.answered or is_told or is_decided(its_steps, wrote)
        outcome["closed"] += row.comments * is_told
        outcome["noes"] += row.comments * is_no
        outcome["unheard"] += row.comments * (not heard)
    recorded = _recorded(steps.values())
    return Loop(
        period=period,
        steps=tuple(_step(step, step in recorded, reached, days[step]) for step in Step),
        closed=outcome["closed"],
        noes=outcome["noes"],
        unheard=outcome["unheard"],
    )


def _count_steps(
    row: DayCount,
    steps: ThemeSteps | None,
    wrote: date,
    reached: Counter[Step],
    days: dict[Step, Counter[int]],
) -> None:
    reached[Step.RECEIVED] += row.comments
    if row.theme_id is None:
        return
    reached[Step.THEME] += row.comments
    if steps is None:
        return
    before = wrote
    for step, happened in _of_theme(steps):
        stands = step is Step.OWNED or (steps.stands and step in (Step.DECIDED, Step.ANNOUNCED))
        on = reached_on(happened or (), wrote, stands=stands)
        if on is not None:
            reached[step] += row.comments
            if row.day is not None:
                days[step][max(0, (on - before).days)] += row.comments
                before = max(before, on)
        elif _holds_undated(step, steps, wrote):
            reached[step] += row.comments


def _holds_undated(step: Step, steps: ThemeSteps, wrote: date) -> bool:
    """Whether a step holds although nobody noted since when."""
    if step is Step.OWNED:
        return steps.is_owned
    return step is Step.DECIDED and is_decided(steps, wrote)


def _of_theme(steps: ThemeSteps) -> tuple[tuple[Step, tuple[date, ...] | None], ...]:
    return (
        (Step.OWNED, steps.owned),
        (Step.DECIDED, steps.decided),
        (Step.SHIPPED, steps.shipped),
        (Step.ANNOUNCED, steps.announced),
        (Step.TOLD, steps.told),
        (Step.CONFIRMED, steps.confirmed),
    )


def _recorded(steps: Iterable[ThemeSteps]) -> set[Step]:
    """The steps that somebody writes down."""
    recorded = {Step.RECEIVED, Step.THEME, Step.OWNED}
    recorded |= {Step.DECIDED, Step.SHIPPED, Step.ANNOUNCED}
    for item in steps:
        recorded |= {step for step, happened in _of_theme(item) if happened is not None}
    return recorded


def _step(step: Step, is_recorded: bool, reached: Counter[Step], days: Counter[int]) -> StepCount:
    if not is_recorded:
        return StepCount(step, None, None, None)
    received = reached[Step.RECEIVED]
    share = reached[step] / received if received else None
    return StepCount(step, reached[step], share, spread(days).median)
