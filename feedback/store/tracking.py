"""Counts for tracking, added up by the database."""

from collections.abc import Iterator, Mapping, Sequence
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
from feedback.store.columns import scanned
from feedback.store.comment_rows import COLUMNS, comment_of
from feedback.store.database import Database
from feedback.store.moments import DayOf, HourOf, MinutesBetween
from feedback.store.storable import storable
from feedback.store.tables import assignments, comments, sources
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
        query = _matching(where, *group, sa.func.count().label("rows"), themes=True)
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(*group)).all()
        found = [
            DayCount(
                row.theme_id,
                None if row.day is None else date.fromisoformat(row.day),
                bool(row.answered),
                row.rows,
            )
            for row in rows
        ]
        return sorted(found, key=day_order)

    def hours(self, where: TrackedFilter) -> list[HourCount]:
        day = DayOf(comments.c.created_at).label("day")
        hour = HourOf(comments.c.created_at).label("hour")
        group = (comments.c.source_id, day, hour)
        counted = (
            _matching(where, *group, sa.func.count().label("rows"))
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
        group = (sources.c.name, minutes)
        query = _matching(where, *group, sa.func.count()).join(
            sources, sources.c.id == comments.c.source_id
        )
        both = (comments.c.created_at.is_not(None), comments.c.answered_at.is_not(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.where(*both).group_by(*group)).all()
        found = [AnswerWait(*row) for row in rows]
        return sorted(found, key=lambda row: (row.source, row.minutes))

    def arrivals(
        self,
        where: TrackedFilter,
        *,
        complaint_words: Sequence[str],
        lowest_ratings: float,
        good_ratings: float,
    ) -> Iterator[Arrival]:
        is_complaint = _complaint(complaint_words, lowest_ratings, good_ratings)
        query = _matching(
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
        self, where: TrackedFilter, covered: Mapping[int, date]
    ) -> tuple[int, dict[int | None, int]]:
        known = sa.func.count(sa.distinct(sa.func.nullif(comments.c.customer, "")))
        unknown = sa.func.count(sa.case((comments.c.customer == "", 1)))
        theme = assignments.c.theme_id
        query = _matching(where, theme, known, unknown, themes=True).group_by(theme)
        total = _matching(where, known, unknown, themes=True)
        if covered:
            ends = {theme_id: day.isoformat() for theme_id, day in covered.items()}
            # A theme that is not covered gives "", which every day comes after.
            until = sa.case(ends, value=theme, else_="")
            wrote = sa.func.coalesce(DayOf(comments.c.created_at), "0001-01-01")
            query, total = query.where(wrote > until), total.where(wrote > until)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            everybody = connection.execute(total).one()
        return sum(everybody), {row[0]: row[1] + row[2] for row in rows}

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


def day_order(row: DayCount) -> tuple[int, date, bool]:
    """The order of days: by theme, in none last; undated last; unanswered first."""
    theme = 2**63 if row.theme_id is None else row.theme_id
    return theme, row.day or date.max, row.answered


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
    order = sorted(sums, key=lambda key: (2**63 if key[0] is None else key[0], key[1]))
    return [ThemeWeek(theme, monday(week), *sums[theme, week]) for theme, week in order]


def _figures(rating: sa.ColumnElement[float | None]) -> tuple[sa.ColumnElement[Any], ...]:
    return sa.func.count(), sa.func.count(rating), sa.func.sum(rating)


def _in_no_theme() -> sa.ColumnElement[bool]:
    its_theme = sa.select(assignments).where(assignments.c.comment_id == comments.c.id)
    return ~its_theme.correlate(comments).exists()


def _matching(
    where: TrackedFilter, *columns: sa.ColumnElement[Any], themes: bool = False
) -> sa.Select[Any]:
    """Columns of the comments a filter means; with those of assignments where `themes`."""
    where = storable(where)
    query = sa.select(*columns).select_from(comments).where(comments.c.is_filler.is_(False))
    if themes:
        query = query.outerjoin(assignments, assignments.c.comment_id == comments.c.id)
    if where.source:
        its_id = sa.select(sources.c.id).where(sources.c.name == where.source).scalar_subquery()
        query = query.where(scanned(comments.c.source_id) == its_id)
    if where.segment:
        query = query.where(comments.c.segment == where.segment)
    day = DayOf(comments.c.created_at)
    if where.since:
        query = query.where(day >= where.since.isoformat())
    if where.until:
        query = query.where(day <= where.until.isoformat())
    return query


def _complaint(words: Sequence[str], lowest: float, good: float) -> sa.ColumnElement[bool]:
    rating = sa.func.coalesce(comments.c.rating, (lowest + good) / 2)
    said = sa.or_(sa.false(), *(sa.func.instr(comments.c.folded, word) > 0 for word in words))
    return sa.or_(rating <= lowest, sa.and_(rating < good, said))
