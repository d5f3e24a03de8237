"""How often the comments of each theme, and comments themselves, were written: keys for what is
kept in memory, which then survives every edit that does not touch it.

A transaction collects what it touches and says so at its end, so that no lock is held for long.
"""

import sqlalchemy as sa

from feedback.store.insertion import insert_or_add
from feedback.store.tables import marks

IN_NONE = 0
"""The part that holds the comments in no theme; those in one have the theme's id."""

COMMENTS = -1
"""The part that stands for what comments themselves say."""


def touch(connection: sa.Connection, *parts: int) -> None:
    """Say that the transaction of this connection writes these parts."""
    connection.get_execution_options()["heard_touched"].update(parts)


def write_marks(connection: sa.Connection, touched: set[int]) -> None:
    """Count what a transaction touched; in the order of keys, so that writers do not lock up."""
    rows = [{"part": part, "number": 1} for part in sorted(touched)]
    insert_or_add(connection, marks, rows, added=("number",))


def read_marks(connection: sa.Connection) -> dict[int, int]:
    """How often each part was written; those never written since they are counted are left out."""
    return dict(connection.execute(sa.select(marks.c.part, marks.c.number)).all())
