"""Many rows at once, past SQLAlchemy, whose work per row takes longer than the database's."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy import exc

from feedback.store.batches import batches

Moment = Callable[[datetime | None], datetime | str | None]


def append_rows(
    connection: sa.Connection,
    table: sa.Table,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    """Insert rows of values as the driver takes them; dates go through `moment_form` first."""
    names = ", ".join(table.c[name].name for name in columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", rows)
    else:
        places = ", ".join("?" * len(columns))
        insertion = f"INSERT INTO {table.name} ({names}) VALUES ({places})"
        for batch in batches(rows):  # rows are made as they are taken: few enough for any memory
            connection.exec_driver_sql(insertion, batch)


def keys_there(connection: sa.Connection, source_id: int, keys: Sequence[str]) -> list[str]:
    """Which of some keys comments of a source have already."""
    if connection.dialect.name == "postgresql":
        question = "SELECT key FROM comments WHERE source_id = %s AND key = ANY(%s)"
        found = connection.exec_driver_sql(question, (source_id, list(keys)))
    elif not (keys and _are_between(connection, source_id, keys)):
        return []
    else:
        places = ", ".join("?" * len(keys))
        question = f"SELECT key FROM comments WHERE source_id = ? AND key IN ({places})"
        found = connection.exec_driver_sql(question, (source_id, *keys))
    return list(found.scalars())


def _are_between(connection: sa.Connection, source_id: int, keys: Sequence[str]) -> bool:
    """Whether the source has any key from the least to the largest of these, in the order of
    letters that Python and SQLite share. Ids that count up lie behind all that are there: one look
    at the index instead of one for each."""
    question = "SELECT EXISTS (SELECT 1 FROM comments WHERE source_id = ? AND key BETWEEN ? AND ?)"
    found = connection.exec_driver_sql(question, (source_id, min(keys), max(keys)))
    return bool(found.scalar_one())


def moment_form(connection: sa.Connection) -> Moment:
    """How the driver takes a date with time; for SQLite the text that SQLAlchemy writes."""
    return _same if connection.dialect.name == "postgresql" else _text


def _copy(connection: sa.Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        # As SQLAlchemy would have raised it: failures.py knows those.
        raise exc.DBAPIError.instance(
            statement, None, error, psycopg.Error, hide_parameters=True, dialect=connection.dialect
        ) from error


def _same(moment: datetime | None) -> datetime | None:
    return moment


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(" ", "microseconds")
