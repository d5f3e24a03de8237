"""A comment as the values of a row, and a row as a comment."""

import dataclasses
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import repeat
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import Channel, Comment
from feedback.store.bulk import Moment
from feedback.store.tables import comment_versions, comments, sources
from feedback.store.weeks import week_numbers

_FIELDS = tuple(field.name for field in dataclasses.fields(Comment))
_OF_SOURCE = {"source": sources.c.name, "channel": sources.c.channel}
_OF_COMMENT = {"id": comments.c.id, "key": comments.c.key} | _OF_SOURCE
_AS_IS = tuple(
    name
    for name in _FIELDS
    if name not in ("id", "created_at", "answered_at") and name not in _OF_SOURCE
)
_AS_THEY_ARE = tuple(map(attrgetter, _AS_IS))
_CHANNELS = {channel.value: channel for channel in Channel}

WRITTEN = ("source_id", "week", "folded", "created_at", "answered_at", *_AS_IS)
"""The columns that `rows_of` gives the values of."""
COLUMNS = tuple(_OF_SOURCE[name] if name in _OF_SOURCE else comments.c[name] for name in _FIELDS)
"""What to select for `comment_of`, from comments and sources."""
COLUMNS_OF_VERSION = tuple(
    _OF_COMMENT[name] if name in _OF_COMMENT else comment_versions.c[name] for name in _FIELDS
)
"""As COLUMNS, of an earlier version."""


def weeks_of(given: Collection[Comment]) -> list[int | None]:
    """The week each was written in."""
    return week_numbers([comment.created_at for comment in given])


def rows_of(
    given: Collection[Comment],
    weeks: Sequence[int | None],
    source_id: int,
    form: Moment,
    *,
    first: tuple[Any, ...] = (),
) -> Iterator[tuple[Any, ...]]:
    """The values of the columns in WRITTEN for each comment, after those in `first`, the same for
    all; `weeks` as `weeks_of` gives them. Made column by column, which takes half the time of
    making them comment by comment."""
    moments = [comment.created_at for comment in given]
    answered = [comment.answered_at for comment in given]
    return zip(
        *(repeat(value, len(given)) for value in (*first, source_id)),
        weeks,
        [comment.text.casefold() for comment in given],
        map(form, moments),
        map(form, answered) if any(answered) else answered,
        *(map(read, given) for read in _AS_THEY_ARE),
        strict=True,
    )


def unchanged(moment: datetime | None) -> datetime | None:
    """The form of dates for SQLAlchemy, which brings them into the driver's own."""
    return moment


def comment_of(row: sa.Row[Any]) -> Comment:
    """The comment in a row that begins with COLUMNS."""
    values = dict(zip(_FIELDS, row, strict=False))
    values["channel"] = _CHANNELS[values["channel"]]
    return Comment(**values)
