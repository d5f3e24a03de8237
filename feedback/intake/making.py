"""Rows → comments, chunk by chunk."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from feedback.domain.comment import Comment, Reject
from feedback.intake.external_ids import Rekeyed
from feedback.intake.row_parts import Tally
from feedback.intake.rows import RowMaker
from feedback.intake.table import Row, in_blocks

CHUNK = 4000
"""Rows that are made together."""
CHUNK_LETTERS = 4_000_000
"""Letters from which fewer are."""


@dataclass(slots=True)
class Made:
    """What became of some rows that follow each other: `due` comments and rejects, as counted while
    they were taken apart."""

    rows: int = 0
    due: int = 0
    comments: list[Comment] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    rekeyed: list[Rekeyed] = field(default_factory=list)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Rows come and go by the thousand and none of them refers to itself: nothing for Python to
    look for among them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def chunks_of(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in lists."""
    return in_blocks(rows, CHUNK, CHUNK_LETTERS)


def make(maker: RowMaker, rows: list[Row]) -> Made:
    """The comments and rejects of some rows."""
    comments, rejects = maker.make(rows)
    tally, maker.tally = maker.tally, Tally()
    rekeyed, maker.rekeyed = maker.rekeyed, []
    due, maker.due = maker.due, 0
    return Made(len(rows), due, comments, rejects, tally, rekeyed)


def make_all(maker: RowMaker, rows: Iterable[Row]) -> Iterator[Made]:
    """All rows, a chunk at a time."""
    return (make(maker, chunk) for chunk in chunks_of(rows))
