"""Opening a database by its address, or saying in a sentence why that cannot be."""

import sqlalchemy as sa
from sqlalchemy import exc

from feedback.errors import DatabaseError
from feedback.store.database import Database
from feedback.store.failures import explained, sql_state
from feedback.store.late_index import complete_index
from feedback.store.postgresql import postgresql_engine, refuse_other_encodings
from feedback.store.schema import is_up_to_date, migrate
from feedback.store.sql_store import SqlStore
from feedback.store.sqlite import sqlite_engine, use_write_ahead_log

_UNKNOWN_ADDRESS = (
    "The database address is not one that Heard knows. Give sqlite:///folder/heard.db for a file, "
    "or postgresql://user:password@host/database for a PostgreSQL server."
)
_NOT_ALLOWED = (
    "The PostgreSQL user may not make tables. Grant it CREATE on the schema, or name another user "
    "in the database address."
)


def open_database(url: str) -> SqlStore:
    """The store at an address, made if it is not there and brought up to date.

    Raises DatabaseError. Its message holds neither password nor path.
    """
    engine = _engine(url)
    try:
        with explained():
            _prepare(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(Database(engine))


def _engine(url: str) -> sa.Engine:
    try:
        address = sa.make_url(url)
    except (exc.ArgumentError, ValueError) as error:
        raise DatabaseError(_UNKNOWN_ADDRESS) from error
    kind = address.drivername.partition("+")[0]
    if kind == "sqlite":
        return sqlite_engine(address)
    if kind in ("postgresql", "postgres"):
        return postgresql_engine(address)
    raise DatabaseError(_UNKNOWN_ADDRESS)


def _prepare(engine: sa.Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            current = is_up_to_date(connection)
        use_write_ahead_log(engine)
    else:
        current = _ask_server(engine)
    if not current:
        _migrate(engine)
    elif engine.dialect.name == "sqlite":
        complete_index(engine)


def _ask_server(engine: sa.Engine) -> bool:
    try:
        connection = engine.connect()
    except (exc.OperationalError, exc.ProgrammingError) as error:
        host = engine.url.host or "this computer"
        raise DatabaseError(
            f"The PostgreSQL server on {host} did not let Heard in. Check that the server runs, "
            "and that host, database, user and password in the database address are right."
        ) from error
    with connection:
        refuse_other_encodings(connection)
        return is_up_to_date(connection)


def _migrate(engine: sa.Engine) -> None:
    try:
        migrate(engine)
    except exc.ProgrammingError as error:
        if sql_state(error) == "42501":  # insufficient_privilege
            raise DatabaseError(_NOT_ALLOWED) from error
        raise
