"""Counts as columns of numbers: where there are nearly as many as comments, what adds them up needs
no object for each.

Days are ordinals (`date.toordinal`), themes their ids; 0 stands for None.
"""

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Generic, Self, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from feedback.domain.tracked import AnswerWait, DayCount, HourCount

Row = TypeVar("Row")
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

DAY_ONLY = 2**31 - 1
"""For minutes: a comment or its answer has a day without a time. It sorts behind all minutes."""


class Columns(Sequence[Row], Generic[Row]):
    """Rows made when they are asked for."""

    __slots__ = ()

    @abstractmethod
    def _row(self, place: int) -> Row: ...

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        places = range(len(self))[place]
        return self._row(places) if isinstance(places, int) else [self._row(one) for one in places]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


class DayCounts(Columns[DayCount]):
    """Rows of DayCount as columns."""

    __slots__ = ("answered", "comments", "confirmed", "days", "theme_ids", "told")

    def __init__(self) -> None:
        self.theme_ids, self.days, self.comments = array("q"), array("q"), array("q")
        self.answered = array("b")
        self.told, self.confirmed = array("q"), array("q")

    @classmethod
    def of(cls, rows: Iterable[DayCount]) -> Self:
        """The same rows as columns."""
        if isinstance(rows, cls):
            return rows
        counts = cls()
        for row in rows:
            days = (row.day, row.told, row.confirmed)
            day, told, confirmed = (0 if on is None else on.toordinal() for on in days)
            its = (day, row.answered, row.comments, told, confirmed)
            counts.extend(row.theme_id or 0, [its])
        return counts

    def extend(self, theme_id: int, rows: Sequence[tuple[int, bool, int, int, int]]) -> None:
        """More rows of a theme: day, answered, comments, told, confirmed of each."""
        if rows:
            self.theme_ids.extend([theme_id] * len(rows))
            columns = (self.days, self.answered, self.comments, self.told, self.confirmed)
            for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                column.extend(values)

    def extend_columns(
        self,
        theme_id: int,
        days: NDArray[np.int64],
        answered: Flags,
        comments: NDArray[np.int64],
        *,
        told: NDArray[np.int64] | None = None,
        confirmed: NDArray[np.int64] | None = None,
    ) -> None:
        """More rows of a theme as columns; without `told` and `confirmed` nobody told their
        writers."""
        nobody = np.zeros(len(days), np.int64)
        self.theme_ids.extend([theme_id] * len(days))
        self.answered.frombytes(answered.astype(np.int8).tobytes())
        for column, values in (
            (self.days, days),
            (self.comments, comments),
            (self.told, nobody if told is None else told),
            (self.confirmed, nobody if confirmed is None else confirmed),
        ):
            column.frombytes(values.astype(np.int64).tobytes())

    def _row(self, place: int) -> DayCount:
        return DayCount(
            self.theme_ids[place] or None,
            _date(self.days[place]),
            bool(self.answered[place]),
            self.comments[place],
            _date(self.told[place]),
            _date(self.confirmed[place]),
        )

    def __len__(self) -> int:
        return len(self.days)


class HourCounts(Columns[HourCount]):
    """Rows of HourCount as columns; `sources` are names, `places` which of them a row has."""

    __slots__ = ("comments", "days", "hours", "places", "sources")

    def __init__(self) -> None:
        self.sources: list[str] = []
        self.places, self.days, self.comments = array("q"), array("q"), array("q")
        self.hours = array("b")

    @classmethod
    def of(cls, rows: Iterable[HourCount]) -> Self:
        """The same rows as columns."""
        if isinstance(rows, cls):
            return rows
        counts = cls()
        for row in rows:
            counts.extend(row.source, [(row.day.toordinal(), row.hour, row.comments)])
        return counts

    def extend(self, source: str, rows: Sequence[tuple[int, int, int]]) -> None:
        """More rows of a source: day, hour, comments of each."""
        if rows:
            if source not in self.sources:
                self.sources.append(source)
            self.places.extend([self.sources.index(source)] * len(rows))
            columns = (self.days, self.hours, self.comments)
            for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                column.extend(values)

    def by_source(self) -> dict[str, Self]:
        """The rows of each source, in the order of theirs."""
        found: dict[str, Self] = {}
        begin = 0
        for place, rows in groupby(self.places):
            end = begin + sum(1 for _ in rows)
            its = found.setdefault(self.sources[place], type(self)())
            its.sources = [self.sources[place]]
            its.places.extend([0] * (end - begin))
            its.days.extend(self.days[begin:end])
            its.hours.extend(self.hours[begin:end])
            its.comments.extend(self.comments[begin:end])
            begin = end
        return found

    def _row(self, place: int) -> HourCount:
        return HourCount(
            self.sources[self.places[place]],
            date.fromordinal(self.days[place]),
            self.hours[place],
            self.comments[place],
        )

    def __len__(self) -> int:
        return len(self.days)


class WaitCounts(Columns[AnswerWait]):
    """Rows of AnswerWait as columns; `sources` are names, `places` which of them a row has, and
    `minutes` DAY_ONLY for None."""

    __slots__ = ("comments", "minutes", "places", "sources", "theme_ids")

    def __init__(
        self,
        sources: Sequence[str],
        places: Numbers,
        minutes: Numbers,
        comments: Numbers,
        theme_ids: Numbers,
    ) -> None:
        self.sources, self.places = sources, places
        self.minutes, self.comments, self.theme_ids = minutes, comments, theme_ids

    @classmethod
    def of(cls, rows: Iterable[AnswerWait]) -> Self:
        """The same rows as columns."""
        if isinstance(rows, cls):
            return rows
        rows = list(rows)
        sources = sorted({row.source for row in rows})
        numbers = [
            (
                sources.index(row.source),
                DAY_ONLY if row.minutes is None else row.minutes,
                row.comments,
                row.theme_id or 0,
            )
            for row in rows
        ]
        return cls(sources, *np.array(numbers, np.int64).reshape(-1, 4).T)

    def where(self, meant: Flags) -> Self:
        """Only the rows meant."""
        columns = (self.places, self.minutes, self.comments, self.theme_ids)
        return type(self)(self.sources, *(column[meant] for column in columns))

    def _row(self, place: int) -> AnswerWait:
        minutes = int(self.minutes[place])
        return AnswerWait(
            self.sources[self.places[place]],
            None if minutes == DAY_ONLY else minutes,
            int(self.comments[place]),
            int(self.theme_ids[place]) or None,
        )

    def __len__(self) -> int:
        return len(self.minutes)


def _date(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
