"""Single comments as promises to answer need them, as columns of numbers.

What came and was answered when is no matter of themes, so the columns are kept until comments are
written (comment_columns.py): some thirty bytes a comment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from feedback.domain.comment import Channel
from feedback.domain.tracked import Arrival, TrackedFilter
from feedback.store.tables import comments, sources
from feedback.store.tracked_comments import complains, is_answered, matching
from feedback.store.weeks import week_number

ROWS_AT_ONCE = 5_000
BY_BOT: dict[bool | None, int] = {None: -1, False: 0, True: 1}
_SAID = {number: said for said, number in BY_BOT.items()}
Moments = NDArray[np.datetime64]


@dataclass(frozen=True)
class ArrivalColumns:
    """Dated comments, by id; a place in each column. `answered_at` is NaT where nobody knows it,
    `by_bot` a number of BY_BOT, `source` a key of `named`."""

    named: dict[int, tuple[str, Channel]]
    ids: NDArray[np.int64]
    source: NDArray[np.int32]
    created_at: Moments
    answered_at: Moments
    is_complaint: NDArray[np.bool_]
    is_answered: NDArray[np.bool_]
    by_bot: NDArray[np.int8]

    def __iter__(self) -> Iterator[Arrival]:
        """One after the other, made when they are asked for."""
        columns = (self.ids, self.source, self.created_at, self.answered_at,
                   self.is_complaint, self.is_answered, self.by_bot)  # fmt: skip
        for begin in range(0, len(self.ids), ROWS_AT_ONCE):
            some = (column[begin : begin + ROWS_AT_ONCE].tolist() for column in columns)
            for id_, source, created_at, answered_at, complains_, answered, by_bot in zip(
                *some, strict=True
            ):
                name, channel = self.named[source]
                yield Arrival(
                    id_, name, channel, created_at, answered_at, complains_, answered, _SAID[by_bot]
                )


def read_arrivals(
    connection: sa.Connection,
    where: TrackedFilter,
    complaint_words: Sequence[str],
    lowest_ratings: float,
    good_ratings: float,
) -> ArrivalColumns:
    """The comments, as `Tracking.arrivals` promises them."""
    rows = connection.execute(sa.select(sources.c.id, sources.c.name, sources.c.channel)).all()
    named = {id_: (name, Channel(channel)) for id_, name, channel in rows}
    query = matching(
        where,
        comments.c.id,
        comments.c.source_id,
        comments.c.created_at,
        comments.c.answered_at,
        complains(complaint_words, lowest_ratings, good_ratings).label("is_complaint"),
        is_answered().label("is_answered"),
        comments.c.answered_by_bot,
    )
    query = query.where(comments.c.created_at.is_not(None))
    if where.since:  # by the index on weeks, so that the years before are not looked at
        query = query.where(comments.c.week >= week_number(where.since))
    pieces = [_columns(some) for some in connection.execute(query).partitions(ROWS_AT_ONCE)]
    pieces = pieces or [_columns([])]
    columns = [np.concatenate(column) for column in zip(*pieces, strict=True)]
    order = np.argsort(columns[0])
    return ArrivalColumns(named, *(column[order] for column in columns))


def _columns(rows: Sequence[sa.Row[Any]]) -> list[NDArray[Any]]:
    """Rows as columns of numbers, in the order of ArrivalColumns."""
    ids, source, created_at, answered_at, complaint, answered, by_bot = (
        zip(*rows, strict=True) if rows else [()] * 7
    )
    return [
        np.array(ids, np.int64),
        np.array(source, np.int32),
        np.array(created_at, "datetime64[us]"),
        np.array(answered_at, "datetime64[us]"),
        np.array(complaint, bool),
        np.array(answered, bool),
        np.array([BY_BOT[said] for said in by_bot], np.int8),
    ]
