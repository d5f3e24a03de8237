"""INSERT … ON CONFLICT, which both databases know and SQLAlchemy spells once for each."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, Any]]


def insert_new(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> int:
    """Insert a row; the id it got."""
    key = connection.execute(sa.insert(table).values(row)).inserted_primary_key
    assert key is not None  # noqa: S101  (it is None for many rows at once)
    return int(key[0])


def insert_missing(connection: sa.Connection, table: sa.Table, rows: Rows) -> None:
    """Insert rows, leaving those alone whose key is there already."""
    connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows)


def insert_or_replace(connection: sa.Connection, table: sa.Table, rows: Rows) -> None:
    """Insert rows; those whose primary key is there already are overwritten."""
    if not rows:
        return
    statement = _insert(connection, table)
    key = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)


def insert_or_add(
    connection: sa.Connection, table: sa.Table, rows: Rows, *, added: Sequence[str]
) -> None:
    """Insert rows; where the primary key is there already, the columns `added` grow by theirs."""
    if not rows:
        return
    statement = _insert(connection, table)
    key = [column.name for column in table.primary_key]
    grown = {name: table.c[name] + statement.excluded[name] for name in added}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=grown), rows)


def _insert(connection: sa.Connection, table: sa.Table) -> Any:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
