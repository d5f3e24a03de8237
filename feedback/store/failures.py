"""What databases complain about, in sentences a person can act on.

The complaint itself, with its SQL, stays behind as the cause: it belongs in the log.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from sqlalchemy import exc

from feedback.errors import ConflictError, DatabaseError, NotFoundError

GONE = (
    "Something this refers to was deleted in the meantime. Load the page again, or list what there "
    "is, and repeat the step."
)
TAKEN = "Somebody else stored the same thing at the same moment. Try again."
BUSY = "The database is busy: something else has been writing for too long. Try again in a minute."
FULL = "The disk that holds the database is full. Make room on it and try again; nothing was lost."
READ_ONLY = (
    "The database may not be written. Give the user who runs Heard the right to write the database "
    "file and its folder."
)
DAMAGED = "The database file is damaged. Put a backup in its place."
FOREIGN = (
    "The database file is not a database. Give another file name, or move the file away to begin "
    "with an empty one."
)
LOST = (
    "The connection to the database was lost. Check that the database server runs, then try again."
)
UNREADABLE = (
    "The database could not be read or written. Check its disk and its server, then try again."
)

_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: FOREIGN,
}
# The first two signs of a SQLSTATE are its class; see PostgreSQL, appendix A.
_POSTGRESQL = {"40": BUSY, "55": BUSY, "53": FULL, "25": READ_ONLY, "08": LOST, "57": LOST}
_FOREIGN_KEY_STATE = "23503"


@contextmanager
def explained() -> Iterator[None]:
    """Turn what a database complains about into a HeardError. Defects in our SQL pass through."""
    try:
        yield
    except exc.TimeoutError as error:
        raise DatabaseError(BUSY) from error
    except exc.IntegrityError as error:
        _refuse(error)
    except (exc.ProgrammingError, exc.DataError, exc.NotSupportedError):
        raise
    except exc.DatabaseError as error:
        if _sqlite_code(error) == sqlite3.SQLITE_ERROR:
            raise
        raise DatabaseError(_sentence(error)) from error


def sqlite_sentence(code: int) -> str:
    """What to tell about a result code of SQLite, as listed in sqlite.org/rescode.html."""
    return _SQLITE.get(code & 0xFF, UNREADABLE)


def sql_state(error: exc.DBAPIError) -> str:
    """The SQLSTATE of PostgreSQL; empty where there was no connection."""
    return getattr(error.orig, "sqlstate", None) or ""


def _sentence(error: exc.DBAPIError) -> str:
    if error.connection_invalidated:
        return LOST
    if (code := _sqlite_code(error)) is not None:
        return sqlite_sentence(code)
    return _POSTGRESQL.get(sql_state(error)[:2], UNREADABLE)


def _sqlite_code(error: exc.DBAPIError) -> int | None:
    return getattr(error.orig, "sqlite_errorcode", None)


def _refuse(error: exc.IntegrityError) -> NoReturn:
    foreign_key = sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
    if _sqlite_code(error) == foreign_key or sql_state(error) == _FOREIGN_KEY_STATE:
        raise NotFoundError(GONE) from error
    raise ConflictError(TAKEN) from error
