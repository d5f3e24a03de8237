"""Taking an import back, in a database."""

from datetime import datetime

import sqlalchemy as sa

from feedback.domain.comment import UndoneImport
from feedback.errors import StateError
from feedback.store.batches import batches
from feedback.store.comment_versions import restore_versions
from feedback.store.import_ids import no_import
from feedback.store.json_forms import import_report_from_json
from feedback.store.marks import COMMENTS, touch
from feedback.store.tables import comment_versions, comments, imports, sources


def undo_import(connection: sa.Connection, import_id: int, at: datetime) -> UndoneImport:
    """As feedback.actions.ports.Imports.undo."""
    query = sa.select(imports).where(imports.c.id == import_id).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise no_import(import_id)
    if row.undone_at is not None:
        raise undone_already(import_id)
    # Its import, then its source: in this order, as everybody who brings comments takes them.
    connection.execute(sa.select(sources.c.id).order_by(sources.c.id).with_for_update())
    if (later := _latest_update(connection, import_id)) is not None:
        raise updated_later(import_id, later)
    restored = restore_versions(connection, import_id)
    deleted = _delete_brought(connection, import_id)
    report = import_report_from_json(row.report, import_id)
    if not restored + deleted and report.imported + report.updated:
        raise not_known(import_id)
    connection.execute(sa.update(imports).where(imports.c.id == import_id).values(undone_at=at))
    return UndoneImport(id=import_id, file=report.file, deleted=deleted, restored=restored)


def undone_already(import_id: int) -> StateError:
    """Nothing is left to undo."""
    return StateError(f"Import {import_id} was undone already.")


def updated_later(import_id: int, later: int) -> StateError:
    """Going back would lose what another import brought."""
    return StateError(
        f"Comments of import {import_id} were updated by import {later}, which came later. "
        f"Undo import {later} first."
    )


def not_known(import_id: int) -> StateError:
    """Its comments carry no number of an import, or are gone."""
    return StateError(
        f"It is not known any more which comments import {import_id} brought: they are gone, or an "
        "older Heard imported them. Remove their source instead."
    )


def _latest_update(connection: sa.Connection, import_id: int) -> int | None:
    """The latest other import that updated comments which this one brought or updated."""
    own = comment_versions.alias()
    brought = sa.exists().where(
        comments.c.id == comment_versions.c.comment_id, comments.c.import_id == import_id
    )
    updated = sa.exists().where(
        own.c.comment_id == comment_versions.c.comment_id,
        own.c.import_id == import_id,
        own.c.id < comment_versions.c.id,
    )
    query = sa.select(sa.func.max(comment_versions.c.import_id)).where(
        comment_versions.c.import_id != import_id, brought | updated
    )
    return connection.execute(query).scalar_one()


def _delete_brought(connection: sa.Connection, import_id: int) -> int:
    """Delete the comments of an import, and the sources it leaves without any."""
    its = comments.c.import_id == import_id
    touched = connection.execute(sa.select(comments.c.source_id).where(its).distinct()).scalars()
    source_ids = list(touched)
    gone = connection.execute(sa.delete(comments).where(its))
    touch(connection, COMMENTS)
    filled = sa.exists().where(comments.c.source_id == sources.c.id)
    # Known only before its comments went, so no subquery: but a file may name any number of them.
    for batch in batches(source_ids):
        connection.execute(sa.delete(sources).where(sources.c.id.in_(batch), ~filled))
    return gone.rowcount
