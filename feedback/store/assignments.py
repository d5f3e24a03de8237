"""Rows that put comments into themes, with the copies they carry of their comments."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from feedback.domain.theme import AssignedBy, Assignment
from feedback.errors import NotFoundError
from feedback.store.bulk import append_rows, moment_form
from feedback.store.failures import GONE
from feedback.store.marks import IN_NONE, touch
from feedback.store.tables import assignments, comments, themes

_COPIED = ("created_at", "language", "week", "rating", "source_id", "is_filler", "segment")
_WRITTEN = ("comment_id", "theme_id", "score", "assigned_by", *_COPIED)


def assign(connection: sa.Connection, batch: Sequence[Assignment]) -> None:
    """Put comments into themes; of two rows for a comment, the last one counts.

    Raises NotFoundError when a comment or a theme is gone.
    """
    latest = {item.comment_id: item for item in batch}
    copies = _copies(connection, list(latest))
    if len(copies) < len(latest) or not _all_there(connection, batch):
        raise NotFoundError(GONE)
    form = moment_form(connection)
    rows = (
        (item.comment_id, item.theme_id, item.score, item.assigned_by.value, form(moment), *others)
        for item in latest.values()
        for moment, *others in [copies[item.comment_id]]
    )
    if _remove(connection, list(latest)) < len(latest):
        touch(connection, IN_NONE)
    append_rows(connection, assignments, _WRITTEN, rows)
    touch(connection, *{item.theme_id for item in latest.values()})


def take_out(connection: sa.Connection, comment_ids: Sequence[int]) -> None:
    """Take comments out of whatever theme they are in."""
    if _remove(connection, comment_ids):
        touch(connection, IN_NONE)


def _remove(connection: sa.Connection, comment_ids: Sequence[int]) -> int:
    """Delete the rows of comments; how many had one."""
    theirs = assignments.c.comment_id.in_(comment_ids)
    left = connection.execute(sa.select(assignments.c.theme_id).where(theirs).distinct())
    touch(connection, *left.scalars())
    return connection.execute(sa.delete(assignments).where(theirs)).rowcount


def follow_edits(connection: sa.Connection, *edited: sa.ColumnElement[bool]) -> None:
    """Bring the copies up to date after comments were edited; conditions say which ones.

    A comment that no longer says anything leaves the theme the engine had put it into.
    """
    values = {name: comments.c[name] for name in _COPIED}
    same = comments.c.id == assignments.c.comment_id
    connection.execute(sa.update(assignments).where(same, *edited).values(values))
    silent = sa.select(comments.c.id).where(comments.c.is_filler.is_(True), *edited)
    by_engine = assignments.c.assigned_by == AssignedBy.ENGINE
    connection.execute(
        sa.delete(assignments).where(assignments.c.comment_id.in_(silent), by_engine)
    )


def _copies(connection: sa.Connection, comment_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    columns = [comments.c[name] for name in _COPIED]
    query = sa.select(comments.c.id, *columns).where(comments.c.id.in_(comment_ids))
    return {row[0]: tuple(row[1:]) for row in connection.execute(query)}


def _all_there(connection: sa.Connection, batch: Sequence[Assignment]) -> bool:
    """Whether all themes are; PostgreSQL keeps them until the transaction is over."""
    theme_ids = {item.theme_id for item in batch}
    query = sa.select(themes.c.id).where(themes.c.id.in_(theme_ids)).with_for_update(read=True)
    return len(connection.execute(query).all()) == len(theme_ids)
