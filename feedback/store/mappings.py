"""Which column holds what, in a database."""

from collections.abc import Mapping

import sqlalchemy as sa

from feedback.store.database import Database
from feedback.store.insertion import insert_or_replace
from feedback.store.storable import storable
from feedback.store.tables import mappings


class SqlMappings:
    """feedback.actions.ports.Mappings in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, header_key: str) -> dict[str, str] | None:
        query = sa.select(mappings.c.mapping).where(mappings.c.header_key == storable(header_key))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def keep(self, header_key: str, mapping: Mapping[str, str]) -> None:
        row = storable({"header_key": header_key, "mapping": dict(mapping)})
        with self._database.writing() as connection:
            insert_or_replace(connection, mappings, [row])

    def forget(self, header_key: str) -> None:
        its = mappings.c.header_key == storable(header_key)
        with self._database.writing() as connection:
            connection.execute(sa.delete(mappings).where(its))
