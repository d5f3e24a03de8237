"""A PostgreSQL server as database."""

import sqlalchemy as sa

from feedback.errors import DatabaseError
from feedback.store.json_forms import to_text

CONNECT_SECONDS = 10
_MIGRATION_LOCK = 0x4865617264  # "Heard"; any number will do that nobody else takes


def postgresql_engine(url: sa.URL) -> sa.Engine:
    """An engine through psycopg 3, whatever driver the address names."""
    url = url.set(drivername="postgresql+psycopg")
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    return sa.create_engine(
        url,
        json_serializer=to_text,
        hide_parameters=True,  # what customers wrote does not belong in a log of errors
        max_overflow=20,
        pool_pre_ping=True,
        connect_args=patience,
    )


def refuse_other_encodings(connection: sa.Connection) -> None:
    """Raise unless the database can hold the letters of all languages."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise DatabaseError(
            f"The PostgreSQL database is encoded in {encoding}, which cannot hold all languages. "
            "Make one with the encoding UTF8."
        )


def wait_for_migration(connection: sa.Connection) -> None:
    """Let one program at a time change the tables; until the end of the transaction."""
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
