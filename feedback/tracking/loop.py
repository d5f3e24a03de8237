"""How far the loop gets: from received to confirmed, by the month in which people wrote."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
    the step before that they had reached, over those of which both days are known."""

    step: Step
    comments: int
    share: float | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class ClosedLoops:
    """How many comments have a closed loop, of how many; the one measure of how well it works."""

    closed: int
    of: int

    @property
    def share(self) -> float | None:
        """Closed ones of all; None where nothing came in."""
        return self.closed / self.of if self.of else None


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
        return self.steps[0].comments

    @property
    def loops(self) -> ClosedLoops:
        """The closed ones of all."""
        return ClosedLoops(self.closed, self.received)


def closed_loops(counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps]) -> ClosedLoops:
    """How many of these comments have a closed loop: announced, told, or an honest no."""
    closed = received = 0
    for row in counts:
        its_steps = None if row.theme_id is None else steps.get(row.theme_id)
        received += row.comments
        closed += row.comments * is_closed(its_steps, row.day or date.min, row.told)
    return ClosedLoops(closed, received)


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
    counts = list(counts)
    reached: Counter[Step] = Counter()
    days: dict[Step, Counter[int]] = defaultdict(Counter)
    noes = unheard = 0
    for row in counts:
        its_steps = None if row.theme_id is None else steps.get(row.theme_id)
        wrote = row.day or date.min
        _count_steps(row, its_steps, wrote, reached, days)
        decided = is_decided(its_steps, wrote)
        noes += row.comments * (its_steps is not None and its_steps.is_no and decided)
        heard = row.answered or decided or is_closed(its_steps, wrote, row.told)
        unheard += row.comments * (not heard)
    return Loop(
        period=period,
        steps=tuple(_step(step, reached, days[step]) for step in Step),
        closed=closed_loops(counts, steps).closed,
        noes=noes,
        unheard=unheard,
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
    before = wrote
    for step, on in _reached_on(row, steps, wrote):
        if on is not None:
            reached[step] += row.comments
            if row.day is not None:
                days[step][max(0, (on - before).days)] += row.comments
                before = max(before, on)
        elif steps is not None and _holds_undated(step, steps, wrote):
            reached[step] += row.comments


def _reached_on(
    row: DayCount, steps: ThemeSteps | None, wrote: date
) -> Iterator[tuple[Step, date | None]]:
    """The day on which each step reached those who wrote these comments."""
    if steps is not None:
        yield Step.OWNED, reached_on(steps.owned, wrote, stands=True)
        yield Step.DECIDED, reached_on(steps.decided, wrote, stands=steps.stands)
        yield Step.SHIPPED, reached_on(steps.shipped, wrote)
        yield Step.ANNOUNCED, reached_on(steps.announced, wrote, stands=steps.stands)
    yield Step.TOLD, row.told
    yield Step.CONFIRMED, row.confirmed


def _holds_undated(step: Step, steps: ThemeSteps, wrote: date) -> bool:
    """Whether a step holds although nobody noted since when."""
    if step is Step.OWNED:
        return steps.is_owned
    return step is Step.DECIDED and is_decided(steps, wrote)


def _step(step: Step, reached: Counter[Step], days: Counter[int]) -> StepCount:
    received = reached[Step.RECEIVED]
    share = reached[step] / received if received else None
    return StepCount(step, reached[step], share, spread(days).median)
