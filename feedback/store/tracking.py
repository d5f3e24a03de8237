"""Counts for tracking, added up by the database."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import Channel, Comment
from feedback.domain.tracked import (
    AnswerWait,
    Arrival,
    DayCount,
    HourCount,
    ThemeWeek,
    TrackedFilter,
)
from feedback.store.batches import batches
from feedback.store.comment_rows import COLUMNS, comment_of
from feedback.store.database import Database
from feedback.store.moments import DayOf, HourOf, MinutesBetween
from feedback.store.storable import storable
from feedback.store.tables import assignments, comments, sources
from feedback.store.told_comments import told_comments
from feedback.store.tracked_comments import complains, day_by_theme, matching, people
from feedback.store.weeks import monday

CHUNK = 5000
DAY = timedelta(days=1)


class SqlTracking:
    """feedback.actions.ports.Tracking in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def days(self, where: TrackedFilter) -> list[DayCount]:
        day = DayOf(comments.c.created_at).label("day")
        answered = comments.c.answered_at.is_not(None).label("answered")
        group = (assignments.c.theme_id, day, answered)
        count = sa.func.count().label("rows")
        everything = matching(where, *group, count, themes=True).group_by(*group)
        # Few were told: they are counted by themselves and taken off, not looked up for every row.
        told = told_comments()
        among = (*group, told.c.told_on, told.c.confirmed_on)
        those_told = matching(where, *among, count, themes=True)
        those_told = those_told.join(told, told.c.id == comments.c.id).group_by(*among)
        with self._database.reading() as connection:
            rows = connection.execute(everything).all()
            told_rows = connection.execute(those_told).all()
        counts = Counter({(row.theme_id, row.day, bool(row.answered)): row.rows for row in rows})
        found = []
        for row in told_rows:
            key = (row.theme_id, row.day, bool(row.answered))
            counts[key] -= row.rows
            days = (_day(row.told_on), _day(row.confirmed_on))
            found.append(DayCount(key[0], _day(key[1]), key[2], row.rows, *days))
        found += [DayCount(t, _day(d), a, n) for (t, d, a), n in counts.items() if n > 0]
        return sorted(found, key=day_order)

    def hours(self, where: TrackedFilter) -> list[HourCount]:
        day = DayOf(comments.c.created_at).label("day")
        hour = HourOf(comments.c.created_at).label("hour")
        group = (comments.c.source_id, day, hour)
        counted = (
            matching(where, *group, sa.func.count().label("rows"))
            .where(comments.c.week.is_not(None))
            .group_by(*group)
            .subquery()
        )
        query = sa.select(sources.c.name, counted.c.day, counted.c.hour, counted.c.rows)
        query = query.join_from(counted, sources, sources.c.id == counted.c.source_id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        found = [HourCount(name, date.fromisoformat(d), h, n) for name, d, h, n in rows]
        return sorted(found, key=lambda row: (row.source, row.day, row.hour))

    def answer_waits(self, where: TrackedFilter) -> list[AnswerWait]:
        minutes = MinutesBetween(comments.c.created_at, comments.c.answered_at).label("minutes")
        group = (sources.c.name, minutes, assignments.c.theme_id)
        query = matching(where, *group, sa.func.count(), themes=True).join(
            sources, sources.c.id == comments.c.source_id
        )
        both = (comments.c.created_at.is_not(None), comments.c.answered_at.is_not(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.where(*both).group_by(*group)).all()
        found = [AnswerWait(name, wait, count, theme) for name, wait, theme, count in rows]
        return sorted(found, key=wait_order)

    def arrivals(
        self,
        where: TrackedFilter,
        *,
        complaint_words: Sequence[str],
        lowest_ratings: float,
        good_ratings: float,
    ) -> Iterator[Arrival]:
        is_complaint = complains(complaint_words, lowest_ratings, good_ratings)
        query = matching(
            where,
            comments.c.id,
            sources.c.name,
            sources.c.channel,
            comments.c.created_at,
            comments.c.answered_at,
            is_complaint.label("is_complaint"),
        ).join(sources, sources.c.id == comments.c.source_id)
        query = query.where(comments.c.created_at.is_not(None)).order_by(comments.c.id)
        last = 0
        while True:
            with self._database.reading() as connection:
                page = query.where(comments.c.id > last).limit(CHUNK)
                rows = connection.execute(page).all()
            for row in rows:
                yield Arrival(
                    row.id,
                    row.name,
                    Channel(row.channel),
                    row.created_at,
                    row.answered_at,
                    bool(row.is_complaint),
                )
            if len(rows) < CHUNK:
                return
            last = rows[-1].id

    def theme_weeks(self) -> list[ThemeWeek]:
        placed, loose = assignments.c, comments.c
        # Grouped by language too, in the order of ix_assignments_figures.
        in_theme = (
            sa.select(placed.theme_id, placed.week, *_figures(placed.rating))
            .where(placed.week.is_not(None))
            .group_by(placed.theme_id, placed.language, placed.week)
        )
        in_none = (
            sa.select(sa.null().label("theme_id"), loose.week, *_figures(loose.rating))
            .where(loose.week.is_not(None), loose.is_filler.is_(False), _in_no_theme())
            .group_by(loose.week)
        )
        with self._database.reading() as connection:
            rows = [*connection.execute(in_theme), *connection.execute(in_none)]
        return theme_weeks_of(rows)

    def span(self) -> tuple[date, date] | None:
        ends = sa.select(sa.func.min(comments.c.week), sa.func.max(comments.c.week))
        with self._database.reading() as connection:
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

    def people_waiting(
        self,
        where: TrackedFilter,
        covered: Mapping[int, date],
        *,
        reopened: Mapping[int, date] | None = None,
        themes: Collection[int | None] | None = None,
    ) -> tuple[int, dict[int | None, int]]:
        theme = assignments.c.theme_id
        query = matching(where, theme, *people(), themes=True).group_by(theme)
        total = matching(where, *people(), themes=True)
        wrote = sa.func.coalesce(DayOf(comments.c.created_at), "0001-01-01")
        told = told_comments()
        closed_by_telling = sa.select(told.c.id).where(
            told.c.told_on > day_by_theme(reopened or {}, told.c.theme_id)
        )
        conditions = [
            wrote > day_by_theme(covered, theme),
            comments.c.id.not_in(closed_by_telling),
        ]
        if themes is not None:
            known_ids = [theme_id for theme_id in themes if theme_id is not None]
            no_theme = theme.is_(None) if None in themes else sa.false()
            conditions.append(sa.or_(theme.in_(known_ids), no_theme))
        query, total = query.where(*conditions), total.where(*conditions)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            everybody = connection.execute(total).one()
        return sum(everybody), {row[0]: row[1] + row[2] for row in rows}

    def people_complaining(
        self, *, complaint_words: Sequence[str], lowest_ratings: float, good_ratings: float
    ) -> int:
        query = matching(TrackedFilter(), *people()).where(
            complains(complaint_words, lowest_ratings, good_ratings)
        )
        with self._database.reading() as connection:
            return sum(connection.execute(query).one())

    def segments(self) -> list[str]:
        query = sa.select(comments.c.segment).where(comments.c.segment != "").distinct()
        with self._database.reading() as connection:
            return sorted(connection.execute(query).scalars())

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


def day_order(row: DayCount) -> tuple[int, date, bool, date, date]:
    """The order of days: by theme, in none last; undated last; unanswered first; untold last."""
    told, confirmed = row.told or date.max, row.confirmed or date.max
    return _place(row.theme_id), row.day or date.max, row.answered, told, confirmed


def wait_order(row: AnswerWait) -> tuple[str, int, int]:
    """The order of waits for an answer: by source, minutes, theme (in none last)."""
    return row.source, row.minutes, _place(row.theme_id)


def _place(theme_id: int | None) -> int:
    return 2**63 if theme_id is None else theme_id


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


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
    order = sorted(sums, key=lambda key: (_place(key[0]), key[1]))
    return [ThemeWeek(theme, monday(week), *sums[theme, week]) for theme, week in order]


def _figures(rating: sa.ColumnElement[float | None]) -> tuple[sa.ColumnElement[Any], ...]:
    return sa.func.count(), sa.func.count(rating), sa.func.sum(rating)


def _in_no_theme() -> sa.ColumnElement[bool]:
    its_theme = sa.select(assignments).where(assignments.c.comment_id == comments.c.id)
    return ~its_theme.correlate(comments).exists()
