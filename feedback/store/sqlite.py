"""A SQLite file as database: how its connections are set up."""

import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from feedback.errors import DatabaseError
from feedback.store.failures import sqlite_sentence
from feedback.store.json_forms import to_text
from feedback.store.storable import storable

BUSY_SECONDS = 30
PAGE_BYTES = 8192
CACHE_KIB = 64 * 1024
LOG_BYTES = 160_000_000


def sqlite_engine(url: sa.URL) -> sa.Engine:
    """An engine for a file, whose folder is made if it is not there.

    The file holds what customers wrote: a new one can be read by its owner only.
    """
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise DatabaseError(
            "The database address names no file. Give one, such as sqlite:///data/heard.db."
        )
    _make_file(Path(url.database))
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=url.database),
        json_serializer=to_text,
        hide_parameters=True,  # what customers wrote does not belong in a log of errors
        max_overflow=20,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def use_write_ahead_log(engine: sa.Engine) -> None:
    """Let readers and a writer not wait for each other. The file remembers it.

    SQLite does not wait when two programs switch at once, so this does.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)  # noqa: S101  (for mypy)
        while True:
            try:
                raw.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                code = error.sqlite_errorcode
                if code & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise DatabaseError(sqlite_sentence(code)) from error
                time.sleep(0.05)


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except (OSError, ValueError) as error:
        raise DatabaseError(
            f"The database file {storable(path.name)} cannot be made or opened in its folder. "
            "Give a folder that you may write, or correct the path."
        ) from error


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN, see _begin
    for pragma in (
        "foreign_keys = ON",
        # Of a new file: half as many pages end within a comment as with SQLite's usual 4,096 bytes.
        f"page_size = {PAGE_BYTES}",
        "secure_delete = ON",  # what is deleted is overwritten
        f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY",  # sorted comments leave no trace in other files
    ):
        connection.execute(f"PRAGMA {pragma}")
    (page,) = connection.execute("PRAGMA page_size").fetchone()  # older files have smaller ones
    # Pages that one import writes again and again go into the database once, not each time.
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_BYTES // page}")


def _begin(connection: sa.Connection) -> None:
    """Writers queue up at the start: two that had begun by reading could not both go on.

    A writer's statement journals may go to a file, which is gone as soon as it is opened: SQLite
    walks those in memory from the start for every row that a trigger follows inside a savepoint,
    and a chunk of rows then takes a minute instead of a second.
    """
    writing = connection.get_execution_options().get("heard_writing", False)
    connection.exec_driver_sql(f"PRAGMA temp_store = {'FILE' if writing else 'MEMORY'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
