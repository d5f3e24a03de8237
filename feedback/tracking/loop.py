"""How far the loop gets: from received to confirmed, by the month in which people wrote."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from feedback.domain.tracked import DayCount
from feedback.tracking.day_columns import DayColumns, Days, Flags, added, spreads
from feedback.tracking.loop_places import LoopPlace, at
from feedback.tracking.spread import Spread
from feedback.tracking.steps import ThemeSteps


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


PLACES = dict(
    zip(
        Step,
        (
            LoopPlace.RECEIVED, LoopPlace.IN_THEME, LoopPlace.OWNED, LoopPlace.DECIDED,
            LoopPlace.SHIPPED, LoopPlace.ANNOUNCED, LoopPlace.TOLD, LoopPlace.CONFIRMED,
        ),
        strict=True,
    )
)  # fmt: skip
"""Which comments got to a step."""
_FIGURES = (LoopPlace.CLOSED, LoopPlace.NO, LoopPlace.UNTOLD, LoopPlace.UNHEARD)


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

    `closed` were announced or told, or got an honest no (`noes` of them did; `untold` of these were
    neither announced nor told: it is decided, and nobody heard). `unheard` got
    nothing: no answer of their own, no decision, no announcement.
    """

    period: date | None
    steps: tuple[StepCount, ...]
    closed: int
    noes: int
    untold: int
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
    rows = DayColumns(counts, steps)
    return ClosedLoops(rows.total(at(rows, LoopPlace.CLOSED)), int(rows.comments.sum()))


def loop(counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps]) -> Loop:
    """The loop of all these comments.

    An undated comment is taken to be older than every step, and adds to no days.
    """
    rows = DayColumns(counts, steps)
    return _loops(rows, np.zeros(len(rows.day), np.int64), [None])[0]


def loops(rows: DayColumns) -> tuple[Loop, tuple[Loop, ...]]:
    """The loop of all, and by month of arrival, in order; undated ones last, under None."""
    total = _loops(rows, np.zeros(len(rows.day), np.int64), [None])[0]
    days, place = np.unique(rows.day, return_inverse=True)
    firsts = [date.fromordinal(day).replace(day=1) if day else None for day in days.tolist()]
    periods = sorted(set(firsts), key=lambda first: first or date.max)
    numbers = {first: number for number, first in enumerate(periods)}
    number_of = np.array([numbers[first] for first in firsts], np.int64)
    return total, tuple(_loops(rows, number_of[place], periods))


def _loops(rows: DayColumns, period: Days, periods: list[date | None]) -> list[Loop]:
    """The loop of each period; `period` says in which a row is."""

    def added_up(of: Flags) -> list[int]:
        return added(period[of], rows.comments[of], len(periods))

    steps = [list(reached) for reached in zip(*_steps(rows, period, len(periods)), strict=True)]
    closed, noes, untold, unheard = (added_up(at(rows, place)) for place in _FIGURES)
    return [
        Loop(
            period=first,
            steps=tuple(_step(*reached, received=steps[number][0][1]) for reached in steps[number]),
            closed=closed[number],
            noes=noes[number],
            untold=untold[number],
            unheard=unheard[number],
        )
        for number, first in enumerate(periods)
    ]


def _steps(
    rows: DayColumns, period: Days, periods: int
) -> Iterator[list[tuple[Step, int, Spread | None]]]:
    """Step by step, per period: the step, how many reached it, and the days it took them."""
    before = rows.wrote
    for step, on in (
        (Step.RECEIVED, None),
        (Step.THEME, None),
        (Step.OWNED, rows.owned),
        (Step.DECIDED, rows.decided),
        (Step.SHIPPED, rows.shipped),
        (Step.ANNOUNCED, rows.announced),
        (Step.TOLD, rows.told),
        (Step.CONFIRMED, rows.confirmed),
    ):
        reached = at(rows, PLACES[step])
        days: list[Spread] | list[None] = [None] * periods
        if on is not None:
            known = reached & (on > 0) & rows.dated
            waited = np.maximum(0, on - before)
            days = spreads(period[known], waited[known], rows.comments[known], periods)
            before = np.where(known, np.maximum(before, on), before)
        counts = added(period[reached], rows.comments[reached], periods)
        yield [(step, count, its) for count, its in zip(counts, days, strict=True)]


def _step(step: Step, comments: int, days: Spread | None, *, received: int) -> StepCount:
    share = comments / received if received else None
    return StepCount(step, comments, share, None if days is None else days.median)
