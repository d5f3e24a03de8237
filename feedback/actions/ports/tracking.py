"""What the actions ask of a store: counts for tracking, promises, and one customer's comments."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from feedback.domain.comment import Comment
from feedback.domain.promise import Promise
from feedback.domain.tracked import (
    Answers,
    Arrival,
    ThemeWeek,
    TrackedFilter,
)
from feedback.domain.tracked_columns import DayCounts, HourCounts, WaitCounts


class Tracking(Protocol):
    """Counts of comments that say something, added up by the store; nothing here writes."""

    def days(self, where: TrackedFilter) -> DayCounts:
        """Comments by theme, day of arrival, whether they have an answer of their own, and when
        whoever wrote them was told and said that it helped.

        By theme (in none last), then day (undated last), then unanswered first, then untold last.
        """

    def each(
        self, where: TrackedFilter, *, themes: Collection[int | None] | None = None
    ) -> tuple[Sequence[int], DayCounts]:
        """The same comment by comment: their ids, and a row for each in the same order.

        By theme (in none last), then by id. With `themes`, only comments of these (None: in none).
        """

    def hours(self, where: TrackedFilter) -> HourCounts:
        """Dated comments by source, day and hour, in that order."""

    def undated(self, source: str = "") -> int:
        """How many comments have no day, of one source or all."""

    def answers(self, where: TrackedFilter) -> list[Answers]:
        """Who answered how many comments, by source, in the order of their names."""

    def answer_waits(self, where: TrackedFilter, *, themes: bool = True) -> WaitCounts:
        """Dated and answered comments by source, whole minutes until the answer, and theme (in none
        last). Without `themes` over all themes, as if each comment were in none."""

    def arrivals(
        self,
        where: TrackedFilter,
        *,
        complaint_words: Sequence[str],
        lowest_ratings: float,
        good_ratings: float,
    ) -> Iterator[Arrival]:
        """Dated comments by id, made one after the other when they are asked for.

        A complaint is rated `lowest_ratings` or less, or holds one of the words (folded, anywhere)
        and is not rated `good_ratings` or more.
        """

    def theme_weeks(self) -> list[ThemeWeek]:
        """Dated comments by theme and week (in no theme last), with their ratings added up.

        Comments that say nothing count where a person put them into a theme.
        """

    def source_weeks(self) -> dict[str, tuple[date, date]]:
        """The Mondays of the first and the last week in which each source has dated comments that
        say something; sources without any are left out."""

    def theme_weeks_of(self, sources: Collection[str]) -> list[ThemeWeek]:
        """As `theme_weeks`, of these sources only; those in no theme without their ratings."""

    def span(self) -> tuple[date, date] | None:
        """The days of the first and the last dated comment; None without any."""

    def people_waiting(
        self,
        where: TrackedFilter,
        covered: Mapping[int, date],
        *,
        reopened: Mapping[int, date] | None = None,
        themes: Collection[int | None] | None = None,
    ) -> tuple[int, dict[int | None, int]]:
        """How many people wrote comments that wait: over all, and per theme.

        A comment waits unless its theme is in `covered` and it was written on or before that day
        (undated counts as before), or its writer was told of its theme, as `days` has it, after the
        day on which the theme was `reopened`. Each comment whose writer is unknown counts as one
        person. With `themes`, only comments of these (None: in no theme) are looked at.
        """

    def people_complaining(
        self, *, complaint_words: Sequence[str], lowest_ratings: float, good_ratings: float
    ) -> int:
        """How many people wrote a complaint (see `arrivals`), dated or not. Each comment whose
        writer is unknown counts as one person."""

    def segments(self) -> list[str]:
        """The customer segments there are, in order, without the empty one."""

    def of_customer(self, customer: str, *, limit: int = 1000) -> list[Comment]:
        """A customer's comments by digest, oldest first, undated last; none for an empty one."""

    def theme_of(self, comment_ids: Sequence[int]) -> dict[int, int]:
        """The theme of each of these comments that is in one."""


class Promises(Protocol):
    """What was promised, and what people said about the themes' expectations."""

    def all(self) -> list[Promise]:
        """All promises, kept or over, by id."""

    def get(self, promise_id: int) -> Promise | None:
        """A promise."""

    def add(self, promise: Promise) -> int:
        """Store a new promise; its id, never used before."""

    def save(self, promise: Promise) -> None:
        """Store a changed promise. Raises NotFoundError when it is gone."""

    def delete(self, promise_id: int) -> None:
        """Delete a promise; nothing happens if it is gone."""

    def expectations(self) -> dict[int, str]:
        """What people said a theme is about, by theme: an expectation, or "" for none of them."""

    def expect(self, theme_id: int, expectation: str | None) -> None:
        """Keep what a person said; None takes it back. Raises NotFoundError for no such theme."""
