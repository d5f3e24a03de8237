"""Who was told what, and who is not to be told or quoted, in a database."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.telling import Reply, Told
from feedback.store.database import Database
from feedback.store.insertion import insert_missing, insert_or_replace
from feedback.store.storable import storable
from feedback.store.tables import refusals, replies, sources, told, unquoted


class SqlTellings:
    """feedback.actions.ports.Tellings in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, told: Sequence[Told]) -> int:
        return self._add(_told, [dataclasses.asdict(row) for row in told])

    def of_announcement(self, announcement_id: int) -> list[Told]:
        return self._read(_told.c.announcement_id == announcement_id)

    def of_customer(self, customer: str) -> list[Told]:
        return self._read(_told.c.customer == customer)

    def refuse(self, customers: Sequence[str], *, at: datetime) -> int:
        rows = [{"customer": customer, "at": at} for customer in dict.fromkeys(customers)]
        return self._add(refusals, rows)

    def refused(self) -> set[str]:
        with self._database.reading() as connection:
            return set(connection.execute(sa.select(refusals.c.customer)).scalars())

    def unquote(self, customers: Sequence[str], *, at: datetime) -> int:
        rows = [{"customer": storable(customer), "at": at} for customer in dict.fromkeys(customers)]
        with self._database.writing() as connection:
            # An import under way has read who withdrew: what it brings is there when it is over.
            connection.execute(sa.select(sources.c.id).order_by(sources.c.id).with_for_update())
            return self._add(unquoted, rows)

    def unquoted(self) -> set[str]:
        with self._database.reading() as connection:
            return set(connection.execute(sa.select(unquoted.c.customer)).scalars())

    def quote_again(self, customers: Sequence[str]) -> int:
        with self._database.writing() as connection:
            theirs = unquoted.c.customer.in_([storable(customer) for customer in customers])
            return connection.execute(sa.delete(unquoted).where(theirs)).rowcount

    def reply(self, replies: Sequence[Reply]) -> None:
        with self._database.writing() as connection:
            insert_or_replace(connection, _replies, [dataclasses.asdict(row) for row in replies])

    def replies(self, announcement_id: int) -> list[Reply]:
        query = sa.select(_replies).where(_replies.c.announcement_id == announcement_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(_replies.c.customer)).mappings()
            return [Reply(**row) for row in map(dict, rows)]

    def _add(self, table: sa.Table, rows: list[dict[str, Any]]) -> int:
        """Insert what is not there yet; how many rows that were."""
        if not rows:
            return 0
        with self._database.writing() as connection:
            count = sa.select(sa.func.count()).select_from(table)
            before = connection.execute(count).scalar_one()
            insert_missing(connection, table, rows)
            return int(connection.execute(count).scalar_one() - before)

    def _read(self, condition: sa.ColumnElement[bool]) -> list[Told]:
        order = (_told.c.at, _told.c.announcement_id, _told.c.customer)
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(_told).where(condition).order_by(*order))
            return [Told(**row) for row in map(dict, rows.mappings())]


_told, _replies = told, replies
