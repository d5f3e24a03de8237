"""Edits that must not overwrite what somebody else has edited in the meantime."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from feedback.errors import ConflictError, NotFoundError


def no_such(thing: str) -> NotFoundError:
    """There is no such theme, announcement, …"""
    return NotFoundError(f"There is no such {thing} any more. Look at the list of what there is.")


def somebody_was_faster(thing: str) -> ConflictError:
    """The version given is not the stored one."""
    return ConflictError(
        f"Somebody else changed this {thing} in the meantime. Load it again and repeat your change."
    )


def update_version(
    connection: sa.Connection,
    table: sa.Table,
    row_id: int,
    version: int,
    values: Mapping[str, Any],
    *,
    thing: str,
) -> None:
    """Update a row if its version is the given one, which then grows by one."""
    same = sa.and_(table.c.id == row_id, table.c.version == version)
    update = sa.update(table).where(same).values({**values, "version": version + 1})
    if connection.execute(update).rowcount == 1:
        return
    there = connection.execute(sa.select(table.c.id).where(table.c.id == row_id)).first()
    raise no_such(thing) if there is None else somebody_was_faster(thing)
