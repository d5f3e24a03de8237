"""Copies of comments as they were before imports updated them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import CommentVersion
from feedback.store.assignments import follow_edits
from feedback.store.comment_rows import COLUMNS_OF_VERSION, comment_of
from feedback.store.tables import comment_versions, comments, sources
from feedback.store.unquoted import withdraw_restored

_COPIED = tuple(
    column.name
    for column in comment_versions.c
    if column.name not in ("id", "comment_id", "import_id", "replaced_at")
)


def keep_versions(
    connection: sa.Connection, source_id: int, keys: Sequence[str], import_id: int, at: datetime
) -> None:
    """Copy comments that an import is about to update, unless it has done so before."""
    kept = sa.exists().where(
        comment_versions.c.comment_id == comments.c.id, comment_versions.c.import_id == import_id
    )
    present = sa.select(
        comments.c.id,
        sa.literal(import_id, sa.BigInteger),
        sa.literal(at, sa.DateTime),
        *(comments.c[name] for name in _COPIED),
    ).where(comments.c.source_id == source_id, comments.c.key.in_(keys), ~kept)
    columns = ["comment_id", "import_id", "replaced_at", *_COPIED]
    # By id, so that versions are numbered alike in every database.
    connection.execute(
        sa.insert(comment_versions).from_select(columns, present.order_by(comments.c.id))
    )


def read_versions(
    connection: sa.Connection, comment_ids: Sequence[int]
) -> dict[int, list[CommentVersion]]:
    """The earlier versions of comments that have some, latest first."""
    columns = (comment_versions.c.replaced_at, comment_versions.c.import_id)
    query: sa.Select[Any] = (
        sa.select(*COLUMNS_OF_VERSION, *columns)
        .join_from(comment_versions, comments)
        .join(sources)
        .where(comment_versions.c.comment_id.in_(comment_ids))
        .order_by(comment_versions.c.id.desc())
    )
    found: dict[int, list[CommentVersion]] = {}
    for row in connection.execute(query):
        version = CommentVersion(comment=comment_of(row), replaced_at=row[-2], import_id=row[-1])
        found.setdefault(version.comment.id, []).append(version)
    return found


def restore_versions(connection: sa.Connection, import_id: int) -> int:
    """Make the comments that an import updated what they were, and forget the copies; how many."""
    its = comment_versions.c.import_id == import_id
    earlier = {name: comment_versions.c[name] for name in _COPIED}
    same = comments.c.id == comment_versions.c.comment_id
    restored = connection.execute(sa.update(comments).where(same, its).values(earlier))
    touched = sa.select(comment_versions.c.comment_id).where(its)
    follow_edits(connection, comments.c.id.in_(touched))
    withdraw_restored(connection, touched)
    connection.execute(sa.delete(comment_versions).where(its))
    return restored.rowcount
