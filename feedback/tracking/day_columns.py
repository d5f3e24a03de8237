"""What became of comments by the day of writing, all at once: the rules of steps.py over columns.

There are nearly as many rows as comments. Looked at one by one they take seconds; as columns of
numbers, theme after theme, hundredths of one. Days are ordinals, and 0 is "never".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from feedback.domain.theme import Outcome
from feedback.domain.tracked import DayCount
from feedback.domain.tracked_columns import DayCounts
from feedback.tracking.spread import Spread
from feedback.tracking.steps import ThemeSteps

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]
NEVER = np.iinfo(np.int64).max


class DayColumns:
    """Counts by day with what reached them; all columns have one place per row.

    `wrote` is the day of writing, an undated comment older than everything. `themes` are the
    different ids (0: in none), `place` which of them a row is in.
    """

    def __init__(self, counts: Iterable[DayCount], steps: Mapping[int, ThemeSteps]) -> None:
        rows = DayCounts.of(counts)
        self.day = _numbers(rows.days)
        self.comments = _numbers(rows.comments)
        self.told = _numbers(rows.told)
        self.confirmed = _numbers(rows.confirmed)
        self.answered: Flags = np.asarray(rows.answered, dtype=bool)
        self.theme_id = _numbers(rows.theme_ids)
        self.dated: Flags = self.day > 0
        self.wrote = np.where(self.dated, self.day, date.min.toordinal())
        self.themes, self.place = np.unique(self.theme_id, return_inverse=True)
        self._begins = np.searchsorted(self.place, np.arange(len(self.themes) + 1))
        self._order: Days | None = None
        if np.any(np.diff(self.place) < 0):
            self._order = np.argsort(self.place, kind="stable")
            in_order = self.place[self._order]
            self._begins = np.searchsorted(in_order, np.arange(len(self.themes) + 1))
        self._steps = steps
        self._reach()

    def _reach(self) -> None:
        """Work out the days on which each step reached those who wrote."""
        rows = len(self.day)
        self.owned, self.decided, self.shipped, self.announced, self.known, self.closed = (
            np.zeros(rows, np.int64) for _ in range(6)
        )
        self.has_steps, self.is_owned, self.is_decided, self.is_no = (
            np.zeros(rows, bool) for _ in range(4)
        )
        for its, where in self._by_theme():
            wrote = self.wrote[where]
            self.has_steps[where] = True
            self.is_owned[where] = its.is_owned
            self.is_no[where] = its.is_no
            self.owned[where] = reached(its.owned, wrote, stands=True)
            self.shipped[where] = reached(its.shipped, wrote)
            decided = reached(its.decided, wrote, stands=its.stands)
            announced = reached(its.announced, wrote, stands=its.stands)
            self.decided[where], self.announced[where] = decided, announced
            unnoted = its.outcome is not Outcome.UNDECIDED and not its.decided
            is_decided = (decided > 0) | unnoted
            self.is_decided[where] = is_decided
            told = self.told[where]
            if its.reopened is not None:
                told = np.where(told <= its.reopened.toordinal(), 0, told)
            closed = _earlier(announced, told)
            self.known[where] = closed
            if its.is_no:
                said = reached(its.decided, wrote, stands=True)
                said = np.where(said > 0, said, wrote)
                closed = np.where(is_decided, _earlier(said, closed), closed)
            self.closed[where] = closed

    def _by_theme(self) -> Iterator[tuple[ThemeSteps, Days | slice]]:
        """Each theme that has steps, and its rows."""
        for number, theme_id in enumerate(self.themes.tolist()):
            its = self._steps.get(theme_id) if theme_id else None
            if its is not None:
                where = slice(self._begins[number], self._begins[number + 1])
                yield its, where if self._order is None else self._order[where]

    def total(self, of: Flags) -> int:
        """How many comments are in these rows."""
        return int(self.comments[of].sum())

    def per_theme(self, of: Flags) -> list[int]:
        """The same by theme, in the order of `themes`."""
        return added(self.place[of], self.comments[of], len(self.themes))

    def spreads(self, values: Days, of: Flags) -> list[Spread]:
        """How `values` lie in these rows, by theme."""
        return spreads(self.place[of], values[of], self.comments[of], len(self.themes))

    def spread(self, values: Days, of: Flags) -> Spread:
        """The same over all themes."""
        some = values[of]
        return spreads(np.zeros(len(some), np.int64), some, self.comments[of], 1)[0]


def reached(days: Sequence[date], wrote: Days, *, stands: bool = False) -> Days:
    """`steps.reached_on` for each day of writing."""
    if not days:
        return np.zeros(len(wrote), np.int64)
    ordered = np.array(sorted(day.toordinal() for day in days), np.int64)
    later = np.searchsorted(ordered, wrote)
    on = np.append(ordered, 0)[later]
    return np.where(on == 0, wrote, on) if stands else on


def added(groups: Days, counts: Days, number: int) -> list[int]:
    """Counts added up by group, for groups 0 to `number` - 1."""
    # As floating numbers these are exact up to 2**53.
    sums = np.bincount(groups, weights=counts, minlength=number)
    return [int(value) for value in sums.tolist()]


def spreads(groups: Days, values: Days, counts: Days, number: int) -> list[Spread]:
    """How values that come with counts lie in each group; as `spread.spread`."""
    order = np.lexsort((values, groups))
    groups, values, counts = groups[order], values[order], counts[order]
    begins = np.searchsorted(groups, np.arange(number + 1))
    found = []
    for begin, end in zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True):
        until = np.cumsum(counts[begin:end])
        total = int(until[-1]) if end > begin else 0
        if not total:
            found.append(Spread(0, None, None))
            continue
        some = values[begin:end]
        found.append(Spread(total, _quantile(some, until, 1, 2), _quantile(some, until, 9, 10)))
    return found


def _quantile(values: Days, until: Days, above: int, below: int) -> float:
    """The quantile above/below of sorted values; `until` counts them up to each. As
    `spread.quantile`, and in whole numbers like that."""
    lower, rest = divmod((int(until[-1]) - 1) * above, below)
    first = int(values[np.searchsorted(until, lower, side="right")])
    if not rest:
        return float(first)
    second = int(values[np.searchsorted(until, lower + 1, side="right")])
    return (first * below + (second - first) * rest) / below


def _earlier(one: Days, other: Days) -> Days:
    """The earlier of two days, either of which may be never."""
    found = np.minimum(np.where(one > 0, one, NEVER), np.where(other > 0, other, NEVER))
    return np.where(found == NEVER, 0, found)


def _numbers(column: Sequence[int]) -> Days:
    return np.asarray(column, dtype=np.int64)
