"""Counts for tracking, added up by the database."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import Channel, Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.tracked import (
    Answers,
    AnswerWait,
    Arrival,
    ThemeWeek,
    TrackedFilter,
)
from feedback.domain.tracked_columns import DayCounts, HourCounts
from feedback.store.batches import batches
from feedback.store.columns import scanned
from feedback.store.comment_rows import COLUMNS, comment_of
from feedback.store.database import Database
from feedback.store.moments import DayOf, HasTime, MinutesBetween
from feedback.store.storable import storable
from feedback.store.tables import assignments, comment_weeks, comments, sources
from feedback.store.tallies import UNDATED, tallied
from feedback.store.told_comments import told_comments
from feedback.store.tracked_comments import (
    complains,
    day_by_theme,
    in_no_theme,
    is_answered,
    matching,
    people,
)
from feedback.store.tracked_days import read_days
from feedback.store.tracked_hours import read_hours
from feedback.store.tracked_weeks import read_source_weeks, read_weeks_of
from feedback.store.weeks import monday

CHUNK = 5000
DAY = timedelta(days=1)


class SqlTracking:
    """feedback.actions.ports.Tracking in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def days(self, where: TrackedFilter) -> DayCounts:
        with self._database.reading() as connection:
            return read_days(connection, where)

    def hours(self, where: TrackedFilter) -> HourCounts:
        with self._database.reading() as connection:
            return read_hours(connection, where)

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
        with self._database.reading() as connection:
            return answers_of(connection.execute(query).all())

    def answer_waits(self, where: TrackedFilter) -> list[AnswerWait]:
        moments = comments.c.created_at, comments.c.answered_at
        have_times = sa.and_(*map(HasTime, moments))
        minutes = sa.case((have_times, MinutesBetween(*moments))).label("minutes")
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
            is_answered().label("is_answered"),
            comments.c.answered_by_bot,
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
                    bool(row.is_answered),
                    row.answered_by_bot,
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
            sa.select(sa.null().label("theme_id"), scanned(loose.week), *_figures(loose.rating))
            .where(loose.week.is_not(None), loose.is_filler.is_(False), in_no_theme())
            .group_by(scanned(loose.week))
        )
        with self._database.reading() as connection:
            rows = [*connection.execute(in_theme), *connection.execute(in_none)]
        return theme_weeks_of(rows)

    def source_weeks(self) -> dict[str, tuple[date, date]]:
        with self._database.reading() as connection:
            return read_source_weeks(connection)

    def theme_weeks_of(self, sources: Collection[str]) -> list[ThemeWeek]:
        with self._database.reading() as connection:
            return theme_weeks_of(read_weeks_of(connection, sources))

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
        # Words are looked for where no rating of the same person says it already; a CASE, or they
        # are looked for first.
        is_complaint = complains(complaint_words, lowest_ratings, good_ratings)
        by_rating = (
            # Not in the order of the index of customers, which would look up each comment.
            sa.select(sa.cast(comments.c.customer + "", sa.Text).label("customer"))
            .where(
                comments.c.is_filler.is_(False),
                comments.c.customer != "",
                comments.c.rating <= lowest_ratings,
            )
            .distinct()
            .subquery()
        )
        said = (
            matching(TrackedFilter(), *people())
            .outerjoin(by_rating, by_rating.c.customer == comments.c.customer)
            .where(sa.case((by_rating.c.customer.is_(None), is_complaint), else_=sa.false()))
        )
        with self._database.reading() as connection:
            rated = connection.execute(sa.select(sa.func.count()).select_from(by_rating))
            return int(rated.scalar_one()) + sum(connection.execute(said).one())

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


def answers_of(rows: Iterable[Any]) -> list[Answers]:
    """Rows of (source, is answered, by a bot, comments) by source."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for source, is_there, by_bot, count in rows:
        kind = {True: "bots", False: "people", None: "unsaid"}[by_bot] if is_there else "none"
        found[source][kind] += count
    return [Answers(source, **found[source]) for source in sorted(found)]


def wait_order(row: AnswerWait) -> tuple[str, float, int]:
    """The order of waits for an answer: by source, minutes (unknown ones last), theme (in none
    last)."""
    minutes = math.inf if row.minutes is None else row.minutes
    return row.source, minutes, place_of(row.theme_id)


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


def _figures(rating: sa.ColumnElement[float | None]) -> tuple[sa.ColumnElement[Any], ...]:
    return sa.func.count(), sa.func.count(rating), sa.func.sum(rating)
