"""A CommentFilter as SQL."""

from typing import Any

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter
from feedback.store.columns import scanned
from feedback.store.storable import storable
from feedback.store.tables import assignments, comments, sources


def matching(where: CommentFilter, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Columns of the comments that a filter means."""
    where = storable(where)
    query = sa.select(*columns).select_from(comments)
    if where.theme_id is not None:
        query = query.join(assignments, assignments.c.comment_id == comments.c.id).where(
            assignments.c.theme_id == where.theme_id
        )
    if where.unassigned:
        its_theme = sa.select(assignments).where(assignments.c.comment_id == comments.c.id)
        query = query.where(~its_theme.correlate(comments).exists())
    if where.unassigned or not where.include_filler:
        query = query.where(comments.c.is_filler.is_(False))
    if where.source:
        query = query.where(scanned(comments.c.source_id) == _source_id(where.source))
    if where.language:
        query = query.where(comments.c.language == where.language)
    if where.search:
        query = query.where(sa.func.instr(comments.c.folded, where.search.casefold()) > 0)
    return query


def week_of(where: CommentFilter) -> sa.ColumnElement[int]:
    """The week to sort or group by.

    A search reads all texts as they lie: looking them up one by one in the order of the index on
    weeks takes six times as long.
    """
    return scanned(comments.c.week) if where.search else comments.c.week


def newest_first(where: CommentFilter) -> tuple[sa.ColumnElement[Any], ...]:
    """The order of a page: newest first, undated last, then by id descending.

    The week comes first because it does in the index; it changes nothing.
    """
    return (
        week_of(where).desc().nulls_last(),
        comments.c.created_at.desc().nulls_last(),
        comments.c.id.desc(),
    )


def newest_ids(where: CommentFilter) -> sa.Select[int]:
    """The ids of the comments that a filter means, newest first."""
    if where.theme_id is not None and where == CommentFilter(theme_id=where.theme_id):
        # The copies in the assignments say it in their index's own order.
        its = assignments.c.theme_id == storable(where).theme_id
        order = (assignments.c.week, assignments.c.created_at)
        newest = [column.desc().nulls_last() for column in order]
        newest.append(assignments.c.comment_id.desc())
        return sa.select(assignments.c.comment_id).where(its).order_by(*newest)
    return matching(where, comments.c.id).order_by(*newest_first(where))


def _source_id(name: str) -> sa.ScalarSelect[Any]:
    return sa.select(sources.c.id).where(sources.c.name == name).scalar_subquery()
