"""Counts over many comments, added up by the database."""

from collections import Counter

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter, CommentTotals, WeekCount
from feedback.store.comment_filters import matching, week_of
from feedback.store.tables import assignments, comments, sources
from feedback.store.weeks import without_gaps


def read_totals(connection: sa.Connection) -> CommentTotals:
    """Counts over all comments."""
    group = (comments.c.source_id, comments.c.language, comments.c.is_filler)
    # Grouped before the names are looked up, in the order of ix_comments_source_language.
    counted = sa.select(*group, sa.func.count().label("rows")).group_by(*group).subquery()
    query = sa.select(sources, counted).join_from(sources, counted)
    by_language: Counter[str] = Counter()
    by_source: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for row in connection.execute(query):
        by_language[row.language] += row.rows
        by_source[row.name] += row.rows
        totals["comments"] += row.rows
        totals["filler"] += row.rows * row.is_filler
        totals["sample"] += row.rows * row.is_sample
    return CommentTotals(
        **totals,
        assigned=_assigned(connection),
        languages=dict(by_language.most_common()),
        sources=dict(by_source.most_common()),
    )


def read_weeks(connection: sa.Connection, where: CommentFilter) -> list[WeekCount]:
    """Dated comments per week."""
    week = week_of(where)
    query = matching(where, week, sa.func.count())
    query = query.where(comments.c.week.is_not(None)).group_by(week)
    return without_gaps(dict(connection.execute(query).all()))


def _assigned(connection: sa.Connection) -> int:
    """Comments that say something and are in a theme."""
    everything = connection.execute(
        sa.select(sa.func.count()).select_from(assignments)
    ).scalar_one()
    filler = (
        sa.select(sa.func.count())
        .join_from(comments, assignments)
        .where(comments.c.is_filler.is_(True))
    )
    return everything - connection.execute(filler).scalar_one()
