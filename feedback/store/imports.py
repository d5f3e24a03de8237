"""What came in, in a database."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from feedback.domain.comment import ImportReport, Reject
from feedback.store.database import Database
from feedback.store.insertion import insert_new
from feedback.store.json_forms import import_report_from_json, import_report_to_json
from feedback.store.storable import storable
from feedback.store.tables import imports, rejects


class SqlImports:
    """feedback.actions.ports.Imports in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, report: ImportReport, rejects: Sequence[Reject], *, at: datetime) -> int:
        report = storable(report)
        row = {"at": at, "source": report.source, "report": import_report_to_json(report)}
        with self._database.writing() as connection:
            import_id = insert_new(connection, imports, row)
            _add_rejects(connection, import_id, rejects)
        return import_id

    def get(self, import_id: int) -> ImportReport | None:
        query = sa.select(imports).where(imports.c.id == import_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else import_report_from_json(row.report, row.id)

    def recent(self, limit: int = 20) -> list[tuple[datetime, ImportReport]]:
        query = sa.select(imports).order_by(imports.c.at.desc(), imports.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [(row.at, import_report_from_json(row.report, row.id)) for row in rows]

    def rejects(self, import_id: int) -> list[Reject]:
        query = (
            sa.select(rejects.c.line, rejects.c.reason, rejects.c.advice, rejects.c.excerpt)
            .where(rejects.c.import_id == import_id)
            .order_by(rejects.c.line, rejects.c.id)
        )
        with self._database.reading() as connection:
            return [Reject(*row) for row in connection.execute(query)]


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
