"""Promises and what people said a theme expects, in a database."""

from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.store.database import Database
from feedback.store.insertion import insert_new, insert_or_replace
from feedback.store.storable import storable
from feedback.store.tables import expectation_overrides, promises
from feedback.store.versions import no_such


class SqlPromises:
    """feedback.actions.ports.Promises in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Promise]:
        return self._read()

    def get(self, promise_id: int) -> Promise | None:
        found = self._read(promises.c.id == promise_id)
        return found[0] if found else None

    def add(self, promise: Promise) -> int:
        with self._database.writing() as connection:
            return insert_new(connection, promises, _row(storable(promise)))

    def save(self, promise: Promise) -> None:
        update = sa.update(promises).where(promises.c.id == promise.id)
        with self._database.writing() as connection:
            if not connection.execute(update.values(_row(storable(promise)))).rowcount:
                raise no_such("promise")

    def delete(self, promise_id: int) -> None:
        with self._database.writing() as connection:
            connection.execute(sa.delete(promises).where(promises.c.id == promise_id))

    def expectations(self) -> dict[int, str]:
        columns = expectation_overrides.c
        query = sa.select(columns.theme_id, columns.expectation).order_by(columns.theme_id)
        with self._database.reading() as connection:
            return {row.theme_id: row.expectation for row in connection.execute(query)}

    def expect(self, theme_id: int, expectation: str | None) -> None:
        table = expectation_overrides
        with self._database.writing() as connection:
            if expectation is None:
                connection.execute(sa.delete(table).where(table.c.theme_id == theme_id))
            else:
                row = storable({"theme_id": theme_id, "expectation": expectation})
                insert_or_replace(connection, table, [row])

    def _read(self, *conditions: sa.ColumnElement[bool]) -> list[Promise]:
        query = sa.select(promises).where(*conditions).order_by(promises.c.id)
        with self._database.reading() as connection:
            return [_promise(row) for row in connection.execute(query)]


def _row(promise: Promise) -> dict[str, Any]:
    return {
        "wording": promise.wording,
        "kind": promise.kind,
        "source": promise.source,
        "channel": promise.channel or "",
        "complaints": promise.complaints,
        "minutes": promise.minutes,
        "hours": promise.hours,
        "timezone": promise.timezone,
        "since": promise.since,
        "until": promise.until,
    }


def _promise(row: sa.Row[Any]) -> Promise:
    return Promise(
        id=row.id,
        wording=row.wording,
        kind=PromiseKind(row.kind),
        source=row.source,
        channel=Channel(row.channel) if row.channel else None,
        complaints=row.complaints,
        minutes=row.minutes,
        hours=row.hours,
        timezone=row.timezone,
        since=row.since,
        until=row.until,
    )
