"""Connections and transactions, the same for both databases."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from feedback.store.failures import explained
from feedback.store.marks import write_marks
from feedback.store.remembered import Remembered
from feedback.store.tables import revisions


@dataclass(slots=True)
class _Transaction:
    """The transaction a thread is in; `counts` once something other than a job was written."""

    connection: sa.Connection
    counts: bool = False


class Database:
    """An engine, what was asked of it since the last write, and for each thread the transaction it
    is in.

    A transaction belongs to the thread that began it: no other thread sees it before it ends.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.remembered = Remembered(self.revision)
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to read from: the transaction's, or one of its own that is soon let go."""
        if (transaction := self._transaction) is not None:
            with explained():
                yield transaction.connection
        else:
            with explained(), self.engine.connect() as connection:
                yield connection

    @contextmanager
    def writing(self, *, counts: bool = True) -> Iterator[sa.Connection]:
        """A connection inside a transaction that is stored at the end, or undone by an exception.

        Inside another one it is a part of that, undone on its own when its exception is caught
        there. `counts` says whether the revision grows.
        """
        if (transaction := self._transaction) is not None:
            with explained(), transaction.connection.begin_nested():
                yield transaction.connection
            transaction.counts |= counts
            return
        touched: set[int] = set()
        with explained(), self.engine.connect() as connection:
            connection = connection.execution_options(heard_writing=True, heard_touched=touched)
            with connection.begin():
                transaction = _Transaction(connection, counts)
                self._local.transaction = transaction
                try:
                    yield connection
                    write_marks(connection, touched)
                    if transaction.counts:
                        connection.execute(
                            sa.update(revisions).values(number=revisions.c.number + 1)
                        )
                finally:
                    self._local.transaction = None

    def revision(self) -> int:
        """How often something other than a job was written."""
        with self.reading() as connection:
            return connection.execute(sa.select(revisions.c.number)).scalar_one()

    @property
    def is_writing(self) -> bool:
        """Whether this thread is in a transaction, of which others do not know yet."""
        return self._transaction is not None

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @property
    def _transaction(self) -> _Transaction | None:
        return getattr(self._local, "transaction", None)
