"""What came in, in a database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import ImportReport, Reject, UndoneImport
from feedback.store.database import Database
from feedback.store.import_ids import start_of_import
from feedback.store.import_undo import undo_import
from feedback.store.insertion import insert_new
from feedback.store.json_forms import import_report_from_json, import_report_to_json
from feedback.store.storable import storable
from feedback.store.tables import imports, rejects


class SqlImports:
    """feedback.actions.ports.Imports in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, file: str, *, source: str = "", at: datetime) -> int:
        report = storable(ImportReport(file=file, source=source))
        row = _row(report) | {"at": at, "finished": False}
        with self._database.writing() as connection:
            return insert_new(connection, imports, row)

    def add_rejects(self, import_id: int, rejects: Sequence[Reject]) -> None:
        with self._database.writing() as connection:
            start_of_import(connection, import_id)
            _add_rejects(connection, import_id, rejects)

    def finish(self, report: ImportReport, rejects: Sequence[Reject]) -> None:
        row = _row(storable(report)) | {"finished": True}
        with self._database.writing() as connection:
            start_of_import(connection, report.id)
            connection.execute(sa.update(imports).where(imports.c.id == report.id).values(row))
            _add_rejects(connection, report.id, rejects)

    def get(self, import_id: int) -> ImportReport | None:
        query = sa.select(imports).where(imports.c.id == import_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _report(row)

    def recent(self, limit: int = 20) -> list[tuple[datetime, ImportReport]]:
        query = sa.select(imports).order_by(imports.c.at.desc(), imports.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [(row.at, _report(row)) for row in rows]

    def rejects(self, import_id: int) -> list[Reject]:
        query = (
            sa.select(rejects.c.line, rejects.c.reason, rejects.c.advice, rejects.c.excerpt)
            .where(rejects.c.import_id == import_id)
            .order_by(rejects.c.line, rejects.c.id)
        )
        with self._database.reading() as connection:
            return [Reject(*row) for row in connection.execute(query)]

    def undo(self, import_id: int, at: datetime) -> UndoneImport:
        with self._database.writing() as connection:
            return undo_import(connection, import_id, at)


def _row(report: ImportReport) -> dict[str, Any]:
    return {"source": report.source, "report": import_report_to_json(report)}


def _report(row: sa.Row[Any]) -> ImportReport:
    return import_report_from_json(
        row.report, row.id, finished=row.finished, undone_at=row.undone_at
    )


def _add_rejects(connection: sa.Connection, import_id: int, given: Sequence[Reject]) -> None:
    rows = [
        {
            "import_id": import_id,
            "line": reject.line,
            "reason": reject.reason,
            "advice": reject.advice,
            "excerpt": reject.excerpt,
        }
        for reject in storable(list(given))
    ]
    if rows:
        connection.execute(sa.insert(rejects), rows)
