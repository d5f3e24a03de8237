"""Imports by their number, and what there is to say when it is not a good one."""

from datetime import datetime

import sqlalchemy as sa

from feedback.errors import NotFoundError, StateError
from feedback.store.tables import imports


def no_import(import_id: int) -> NotFoundError:
    """There is no such import."""
    return NotFoundError(
        f"There is no import {import_id}. `import --list` and the page “Import” say which there "
        "are."
    )


def was_undone(import_id: int) -> StateError:
    """Somebody took the import back while it ran."""
    return StateError(f"Import {import_id} was undone. Import the file again if it is wanted.")


def start_of_import(connection: sa.Connection, import_id: int) -> datetime:
    """When an import began that was not undone; an undo has to wait until we are done.

    Raises NotFoundError or StateError.
    """
    query = sa.select(imports.c.at, imports.c.undone_at).where(imports.c.id == import_id)
    row = connection.execute(query.with_for_update(read=True)).one_or_none()
    if row is None:
        raise no_import(import_id)
    if row.undone_at is not None:
        raise was_undone(import_id)
    at: datetime = row.at
    return at
