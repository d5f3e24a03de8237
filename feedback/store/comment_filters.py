"""A CommentFilter as SQL."""

from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter
from feedback.store.columns import scanned
from feedback.store.placed import is_copied, placed_newest
from feedback.store.storable import storable
from feedback.store.tables import assignments, comments, further_themes, sources
from feedback.store.tables.comments import HAS_SEGMENT
from feedback.store.weeks import week_number


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
    if where.placed:
        its_theme = sa.select(assignments).where(assignments.c.comment_id == comments.c.id)
        query = query.where(its_theme.correlate(comments).exists())
    if where.unassigned or where.placed or not where.include_filler:
        query = query.where(comments.c.is_filler.is_(False))
    if where.silent:
        query = query.where(comments.c.is_filler.is_(True))
    if where.source:
        query = query.where(scanned(comments.c.source_id) == _source_id(where.source))
    if where.without:
        left_out = sa.select(sources.c.id).where(sources.c.name.in_(where.without))
        query = query.where(scanned(comments.c.source_id).not_in(left_out))
    if where.language:
        query = query.where(comments.c.language == where.stored_language)
    if where.channel:
        of_channel = sa.select(sources.c.id).where(sources.c.channel == where.channel)
        query = query.where(scanned(comments.c.source_id).in_(of_channel))
    if where.also_theme is not None:
        further = sa.select(further_themes.c.comment_id).where(
            further_themes.c.theme_id == where.also_theme
        )
        query = query.where(comments.c.id.in_(further))
    query = query.where(*_by_columns(where))
    if where.search:
        query = query.where(sa.func.instr(comments.c.folded, where.search.casefold()) > 0)
    return query


def _by_columns(where: CommentFilter) -> list[sa.ColumnElement[bool]]:
    """Conditions on one column each."""
    conditions: list[sa.ColumnElement[bool]] = []
    if where.import_id is not None:
        conditions.append(comments.c.import_id == where.import_id)
    if where.after_id:
        conditions.append(comments.c.id > where.after_id)
    if where.segment:
        conditions.append(comments.c.segment == where.segment)
        conditions.append(sa.literal_column(HAS_SEGMENT, sa.Boolean))
    if where.customer:
        conditions.append(comments.c.customer == where.customer)
    if where.unrated:
        conditions.append(comments.c.rating.is_(None))
    if where.rating_from is not None:
        conditions.append(comments.c.rating >= where.rating_from)
    if where.rating_to is not None:
        conditions.append(comments.c.rating <= where.rating_to)
    # The week as well, which the index begins with.
    if where.since is not None:
        conditions.append(comments.c.week >= week_number(where.since))
        conditions.append(comments.c.created_at >= datetime.combine(where.since, time.min))
    if where.until is not None:
        conditions.append(comments.c.week <= week_number(where.until))
        conditions.append(comments.c.created_at <= datetime.combine(where.until, time.max))
    return conditions


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
    if where.theme_id is not None and is_copied(where):
        return placed_newest(where)
    return matching(where, comments.c.id).order_by(*newest_first(where))


def _source_id(name: str) -> sa.ScalarSelect[Any]:
    return sa.select(sources.c.id).where(sources.c.name == name).scalar_subquery()
