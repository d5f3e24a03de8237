"""The index of customers, made after a large import rather than while it goes on.

Customers are digests, so each new comment is written to a place of its own in that index: with a
million of them a quarter of the time in which an import stores. Sorted at once it takes a tenth of
that. Meanwhile somebody's comments are found by looking at all, which is slower and nothing else.
Should the import be killed, the next program that opens the database makes the index.

SQLite alone: PostgreSQL would have everybody wait while an index goes.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from feedback.store.database import Database
from feedback.store.tables import comments

FEWEST = 50_000
"""So many comments have to come, and at least as many as are there."""

_INDEX = next(index for index in comments.indexes if index.name == "ix_comments_customer")


@contextmanager
def indexed_afterwards(database: Database, coming: int) -> Iterator[None]:
    """Do without the index while so many comments come, if that pays."""
    if not _pays(database, coming):
        yield
        return
    with database.writing(counts=False) as connection:
        _INDEX.drop(connection, checkfirst=True)
    try:
        yield
    finally:
        with database.writing(counts=False) as connection:
            _INDEX.create(connection, checkfirst=True)


def complete_index(engine: sa.Engine) -> None:
    """Make the index where an import that was killed left it out."""
    with engine.connect() as connection:
        names = {index["name"] for index in sa.inspect(connection).get_indexes(comments.name)}
        if _INDEX.name in names:
            return
    with engine.connect() as connection:
        connection = connection.execution_options(heard_writing=True)
        with connection.begin():
            _INDEX.create(connection, checkfirst=True)


def _pays(database: Database, coming: int) -> bool:
    if database.engine.dialect.name != "sqlite" or coming < FEWEST:
        return False
    with database.reading() as connection:
        last = connection.execute(sa.select(sa.func.max(comments.c.id))).scalar_one() or 0
        return coming >= last
