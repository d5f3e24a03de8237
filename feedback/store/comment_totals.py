"""Counts over many comments, added up by the database."""

from collections import Counter

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter, CommentTotals, WeekCount
from feedback.store.comment_filters import matching, week_of
from feedback.store.placed import is_copied, placed_count, placed_weeks
from feedback.store.tables import comment_weeks, comments, sources
from feedback.store.tallies import (
    is_tallied,
    placed_speaking,
    tallied_count,
    tallied_weeks,
)
from feedback.store.weeks import without_gaps


def read_totals(connection: sa.Connection) -> CommentTotals:
    """Counts over all comments."""
    group = (comment_weeks.c.source_id, comment_weeks.c.language, comment_weeks.c.is_filler)
    rows = sa.func.sum(comment_weeks.c.comments).label("rows")
    counted = sa.select(*group, rows).group_by(*group).having(rows > 0).subquery()
    query = sa.select(sources, counted).join_from(sources, counted)
    by_language: Counter[str] = Counter()
    by_source: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for row in connection.execute(query):
        by_language[row.language] += int(row.rows)
        by_source[row.name] += int(row.rows)
        totals["comments"] += int(row.rows)
        totals["filler"] += int(row.rows) * row.is_filler
        totals["sample"] += int(row.rows) * row.is_sample
    return CommentTotals(
        **totals,
        assigned=placed_speaking(connection, CommentFilter()),
        languages=dict(by_language.most_common()),
        sources=dict(by_source.most_common()),
    )


def read_count(connection: sa.Connection, where: CommentFilter) -> int:
    """How many comments the filter means."""
    if is_tallied(where):
        return tallied_count(connection, where)
    if where.theme_id is not None and is_copied(where):
        return placed_count(connection, where)
    return connection.execute(matching(where, sa.func.count())).scalar_one()


def read_weeks(connection: sa.Connection, where: CommentFilter) -> list[WeekCount]:
    """Dated comments per week."""
    if is_tallied(where):
        return without_gaps(tallied_weeks(connection, where))
    if where.theme_id is not None and is_copied(where):
        return without_gaps(placed_weeks(connection, where))
    week = week_of(where)
    query = matching(where, week, sa.func.count())
    query = query.where(comments.c.week.is_not(None)).group_by(week)
    return without_gaps(dict(connection.execute(query).all()))
