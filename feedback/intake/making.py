"""Rows → comments, chunk by chunk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from feedback.domain.comment import Comment, Reject
from feedback.intake.row_parts import Tally
from feedback.intake.rows import RowMaker
from feedback.intake.table import Row

CHUNK = 4000
"""Rows that are made, and stored in one transaction, together."""


@dataclass(slots=True)
class Made:
    """What became of some rows that follow each other."""

    rows: int = 0
    comments: list[Comment] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


def chunks_of(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in lists."""
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def make(maker: RowMaker, rows: list[Row]) -> Made:
    """The comments and rejects of some rows."""
    made = Made(rows=len(rows))
    for row in rows:
        found = maker.make(row)
        if isinstance(found, Reject):
            made.rejects.append(found)
        else:
            made.comments.extend(found)
    made.tally, maker.tally = maker.tally, Tally()
    return made


def make_all(maker: RowMaker, rows: Iterable[Row]) -> Iterator[Made]:
    """All rows, a chunk at a time."""
    return (make(maker, chunk) for chunk in chunks_of(rows))
