"""Counts for tracking, added up by the database."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.tracked import (
    Answers,
    Arrival,
    ThemeWeek,
    TrackedFilter,
)
from feedback.domain.tracked_columns import DayCounts, HourCounts, WaitCounts
from feedback.store.batches import batches
from feedback.store.comment_columns import CommentColumns
from feedback.store.comment_rows import COLUMNS, comment_of
from feedback.store.database import Database
from feedback.store.kept_weeks import theme_weeks
from feedback.store.storable import storable
from feedback.store.tables import assignments, comment_weeks, comments, sources
from feedback.store.tallies import UNDATED, tallied
from feedback.store.tracked_arrivals import read_arrivals
from feedback.store.tracked_comments import is_answered, matching
from feedback.store.tracked_days import read_days, read_each
from feedback.store.tracked_hours import read_hours
from feedback.store.tracked_people import people_complaining, people_waiting
from feedback.store.tracked_waits import read_waits
from feedback.store.tracked_weeks import read_source_weeks, read_weeks_of
from feedback.store.weeks import monday

DAY = timedelta(days=1)


class SqlTracking:
    """feedback.actions.ports.Tracking in a database."""

    def __init__(self, database: Database, columns: CommentColumns) -> None:
        self._database, self._columns = database, columns

    def days(self, where: TrackedFilter) -> DayCounts:
        parts = self._columns.parts()
        with self._database.reading() as connection:
            return read_days(connection, parts, where)

    def each(
        self, where: TrackedFilter, *, themes: Collection[int | None] | None = None
    ) -> tuple[Sequence[int], DayCounts]:
        parts = self._columns.parts()
        with self._database.reading() as connection:
            return read_each(connection, parts, where, themes)

    def hours(self, where: TrackedFilter) -> HourCounts:
        return self._columns.by_comments(
            ("hours", where), lambda connection: read_hours(connection, where)
        )

    def undated(self, source: str = "") -> int:
        where = CommentFilter(source=source, include_filler=False)
        count = tallied(where, sa.func.sum(comment_weeks.c.comments))
        with self._database.reading() as connection:
            rows = connection.execute(count.where(comment_weeks.c.week == UNDATED))
            return int(rows.scalar_one() or 0)

    def answers(self, where: TrackedFilter) -> list[Answers]:
        by_bot, is_there = comments.c.answered_by_bot, is_answered().label("is_there")
        group = (sources.c.name, is_there, by_bot)
        query = matching(where, *group, sa.func.count()).group_by(*group)
        query = query.join(sources, sources.c.id == comments.c.source_id)
        return self._columns.by_comments(
            ("answers", where), lambda connection: answers_of(connection.execute(query).all())
        )

    def answer_waits(self, where: TrackedFilter, *, themes: bool = True) -> WaitCounts:
        return read_waits(self._columns.parts(), where, themes=themes)

    def arrivals(
        self,
        where: TrackedFilter,
        *,
        complaint_words: Sequence[str],
        lowest_ratings: float,
        good_ratings: float,
    ) -> Iterator[Arrival]:
        asked = (where, tuple(complaint_words), lowest_ratings, good_ratings)
        found = self._columns.by_comments(
            ("arrivals", *asked), lambda connection: read_arrivals(connection, *asked)
        )
        return iter(found)

    def theme_weeks(self) -> list[ThemeWeek]:
        return theme_weeks(self._columns.parts())

    def source_weeks(self) -> dict[str, tuple[date, date]]:
        with self._database.reading() as connection:
            return read_source_weeks(connection)

    def theme_weeks_of(self, sources: Collection[str]) -> list[ThemeWeek]:
        with self._database.reading() as connection:
            return theme_weeks_of(read_weeks_of(connection, sources))

    def span(self) -> tuple[date, date] | None:
        return self._columns.by_comments("span", _span)

    def people_waiting(
        self,
        where: TrackedFilter,
        covered: Mapping[int, date],
        *,
        reopened: Mapping[int, date] | None = None,
        themes: Collection[int | None] | None = None,
    ) -> tuple[int, dict[int | None, int]]:
        parts = self._columns.parts()
        with self._database.reading() as connection:
            return people_waiting(connection, parts, where, covered, reopened or {}, themes)

    def people_complaining(
        self, *, complaint_words: Sequence[str], lowest_ratings: float, good_ratings: float
    ) -> int:
        asked = (tuple(complaint_words), lowest_ratings, good_ratings)
        return self._columns.by_comments(
            ("complaining", *asked), lambda connection: people_complaining(connection, *asked)
        )

    def segments(self) -> list[str]:
        query = sa.select(comments.c.segment).where(comments.c.segment != "").distinct()
        return self._columns.by_comments(
            "segments", lambda connection: sorted(connection.execute(query).scalars())
        )

    def of_customer(self, customer: str, *, limit: int = 1000) -> list[Comment]:
        if not customer:
            return []
        query = (
            sa.select(*COLUMNS)
            .join_from(comments, sources)
            .where(comments.c.customer == storable(customer))
            .order_by(comments.c.created_at.asc().nulls_last(), comments.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [comment_of(row) for row in connection.execute(query)]

    def theme_of(self, comment_ids: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for batch in batches(comment_ids):
            query = sa.select(assignments.c.comment_id, assignments.c.theme_id)
            query = query.where(assignments.c.comment_id.in_(batch))
            with self._database.reading() as connection:
                found.update((row.comment_id, row.theme_id) for row in connection.execute(query))
        return found


def _span(connection: sa.Connection) -> tuple[date, date] | None:
    """The days of the first and of the last dated comment, from the weeks they lie in."""
    ends = sa.select(sa.func.min(comments.c.week), sa.func.max(comments.c.week))
    first, last = connection.execute(ends).one()
    if first is None or last is None:
        return None
    moments = [
        connection.execute(
            sa.select(edge(comments.c.created_at)).where(comments.c.week == week)
        ).scalar_one()
        for edge, week in ((sa.func.min, first), (sa.func.max, last))
    ]
    return moments[0].date(), moments[1].date()


def answers_of(rows: Iterable[Any]) -> list[Answers]:
    """Rows of (source, is answered, by a bot, comments) by source."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for source, is_there, by_bot, count in rows:
        kind = {True: "bots", False: "people", None: "unsaid"}[by_bot] if is_there else "none"
        found[source][kind] += count
    return [Answers(source, **found[source]) for source in sorted(found)]


def place_of(theme_id: int | None) -> int:
    """The place of a theme among others: by id, in none last."""
    return 2**63 if theme_id is None else theme_id


def theme_weeks_of(rows: Sequence[Any]) -> list[ThemeWeek]:
    """Rows of (theme, week number, comments, rated, ratings) added up, in order."""
    sums: dict[tuple[int | None, int], tuple[int, int, float]] = {}
    for theme_id, week, comments_, rated, ratings in rows:
        before = sums.get((theme_id, week), (0, 0, 0.0))
        sums[theme_id, week] = (
            before[0] + comments_,
            before[1] + rated,
            before[2] + (ratings or 0.0),
        )
    order = sorted(sums, key=lambda key: (place_of(key[0]), key[1]))
    return [ThemeWeek(theme, monday(week), *sums[theme, week]) for theme, week in order]
