"""What tracking asks of every comment, as columns of numbers that are kept between reads.

Adding up by theme, day and person looks at every comment, and a page that does so after each edit
is slow with a hundred thousand of them. So the numbers (no words) of each theme's comments stay in
memory under how often that theme was written (marks.py): moving a comment has two themes read
again, renaming one has none. Some fifty bytes a comment; a million take a few seconds the first
time and after an import.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from feedback.domain.tracked import TrackedFilter
from feedback.domain.tracked_columns import DAY_ONLY
from feedback.store.batches import batches
from feedback.store.database import Database
from feedback.store.marks import COMMENTS, IN_NONE, read_marks
from feedback.store.moments import DayOf, HasTime, MinutesBetween
from feedback.store.storable import storable
from feedback.store.tables import assignments, comments, sources
from feedback.store.tracked_comments import in_no_theme, is_answered

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Answer = TypeVar("Answer")

KEPT_ANSWERS = 48
ROWS_AT_ONCE = 50_000
UNDATED = 0
UNKNOWN = 0
"""The number of an empty text, such as the customer of a comment whose writer nobody knows."""

NO_WAIT = -DAY_ONLY
"""Minutes to the answer of a comment that has none, or whose answer or itself has no day."""

_MOMENTS = comments.c.created_at, comments.c.answered_at
_ARE_DATED = sa.and_(*(moment.is_not(None) for moment in _MOMENTS))
_ARE_TIMED = sa.and_(_ARE_DATED, *map(HasTime, _MOMENTS))

_COLUMNS = (
    comments.c.id,
    DayOf(comments.c.created_at),
    comments.c.customer,
    comments.c.segment,
    comments.c.source_id,
    sa.case((is_answered(), 1), else_=0),
    sa.case((sa.and_(is_answered(), comments.c.answered_by_bot.is_(True)), 1), else_=0),
    sa.case((comments.c.is_filler.is_(True), 1), else_=0),
    comments.c.rating,
    sa.case(
        (_ARE_TIMED, sa.func.coalesce(MinutesBetween(*_MOMENTS), DAY_ONLY)),
        (_ARE_DATED, DAY_ONLY),
        else_=NO_WAIT,
    ),
)


class Codes(dict[str, int]):
    """Numbers for texts, given out as they come."""

    def __missing__(self, text: str) -> int:
        return self.setdefault(text, len(self))


@dataclass(frozen=True)
class Part:
    """The comments of one theme, or those in none that say something; a place in each column.

    `day` is an ordinal (UNDATED for none), `rating` is NaN where there is none, `waited` are whole
    minutes to the answer (DAY_ONLY, NO_WAIT). What is worked out of a part is kept with it.
    """

    ids: Numbers
    day: NDArray[np.int32]
    customer: NDArray[np.int32]
    segment: NDArray[np.int32]
    source: NDArray[np.int32]
    answered: Flags
    by_bot: Flags
    speaks: Flags
    rating: NDArray[np.float64]
    waited: NDArray[np.int32]
    kept: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def people(self) -> tuple[NDArray[np.int32], int]:
        """The known people who wrote these, each once, and the comments of unknown ones."""
        return people_of(self.customer)


class Parts(Mapping[int, Part]):
    """All parts that have comments at one moment, by theme id, IN_NONE last."""

    def __init__(self, parts: Mapping[int, Part], sources: Codes, segments: Codes) -> None:
        self._parts = {theme_id: parts[theme_id] for theme_id in sorted(parts, key=_none_last)}
        self._sources, self._segments = sources, segments

    def matching(self, part: Part, where: TrackedFilter) -> Flags:
        """Which comments of a part a filter means."""
        where = storable(where)
        found = part.speaks
        if where.source:
            found = found & (part.source == self._sources.get(where.source, -1))
        if where.segment:
            found = found & (part.segment == self._segments.get(where.segment, -1))
        if where.by_bot:
            found = found & part.by_bot
        if where.since or where.until:
            found = found & (part.day != UNDATED)
        if where.since:
            found = found & (part.day >= where.since.toordinal())
        if where.until:
            found = found & (part.day <= where.until.toordinal())
        return found

    def source_names(self) -> dict[int, str]:
        """The names of the sources by their number."""
        return {number: name for name, number in self._sources.items()}

    def __getitem__(self, theme_id: int) -> Part:
        return self._parts[theme_id]

    def __iter__(self) -> Iterator[int]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


class CommentColumns:
    """The parts of one database, as its marks say they are."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._forget(None)

    def _forget(self, mark: int | None) -> None:
        """Everything is of comments that have been written since."""
        self._mark = mark
        self._seen: dict[int, int] | None = None
        self._parts: dict[int, Part] = {}
        self._answers: dict[Any, Any] = {}
        self._customers, self._segments = Codes({"": UNKNOWN}), Codes({"": UNKNOWN})

    def parts(self) -> Parts:
        """All comments as they are now."""
        if self._database.is_writing:  # others do not see this yet, and it may be undone
            alone = CommentColumns(self._database)
            with self._database.reading() as connection:
                return alone._read(connection, {})
        with self._lock, self._database.reading() as connection:
            return self._read(connection, self._marks(connection))

    def by_comments(self, key: Any, read: Callable[[sa.Connection], Answer]) -> Answer:
        """What `read` finds, kept under `key` until comments are written; themes are no matter."""
        if self._database.is_writing:
            with self._database.reading() as connection:
                return read(connection)
        with self._lock, self._database.reading() as connection:
            self._marks(connection)
            if key not in self._answers:
                while len(self._answers) >= KEPT_ANSWERS:
                    del self._answers[next(iter(self._answers))]
                self._answers[key] = read(connection)
            found: Answer = self._answers[key]
            return found

    def _marks(self, connection: sa.Connection) -> dict[int, int]:
        """The marks, read before what they stand for: what is written in between is read again."""
        marks = read_marks(connection)
        mark = marks.pop(COMMENTS, 0)
        if mark != self._mark:
            self._forget(mark)
        return marks

    def _read(self, connection: sa.Connection, marks: dict[int, int]) -> Parts:
        """Bring the parts up to the marks."""
        if self._seen is None:
            changed = None
        else:
            changed = [part for part, mark in marks.items() if self._seen.get(part, 0) != mark]
            for part in changed:
                self._parts.pop(part, None)
        for query in _queries(changed):
            self._parts |= self._read_parts(connection, query)
        self._seen = marks
        names = connection.execute(sa.select(sources.c.name, sources.c.id)).all()
        return Parts(self._parts, Codes(dict(names)), self._segments)

    def _read_parts(self, connection: sa.Connection, query: sa.Select[Any]) -> dict[int, Part]:
        """The comments a query finds, by part; turned into numbers by and by."""
        pieces = [
            self._numbers(rows) for rows in connection.execute(query).partitions(ROWS_AT_ONCE)
        ]
        if not pieces:
            return {}
        parts, *columns = (np.concatenate(column) for column in zip(*pieces, strict=True))
        order = np.argsort(parts, kind="stable")
        ids, begins = np.unique(parts[order], return_index=True)
        each = zip(*(np.split(column[order], begins[1:]) for column in columns), strict=True)
        return {part: Part(*its) for part, its in zip(ids.tolist(), each, strict=True)}

    def _numbers(self, rows: Sequence[sa.Row[Any]]) -> list[NDArray[Any]]:
        """Rows as columns of numbers: the part, then as in Part."""
        part, ids, days, customer, segment, source, answered, by_bot, filler, rating, waited = zip(
            *rows, strict=True
        )
        return [
            np.array(part, np.int64),
            np.array(ids, np.int64),
            np.array([ordinal(day) for day in days], np.int32),
            np.array([self._customers[text] for text in customer], np.int32),
            np.array([self._segments[text] for text in segment], np.int32),
            np.array(source, np.int32),
            np.array(answered, bool),
            np.array(by_bot, bool),
            ~np.array(filler, bool),
            np.array(rating, np.float64),
            # Beyond some thousand years it is an error of the file.
            np.clip(np.array(waited, np.int64), NO_WAIT, DAY_ONLY).astype(np.int32),
        ]


def _queries(changed: Sequence[int] | None) -> Iterator[sa.Select[Any]]:
    """What reads the comments of these parts, or of all where none are named."""
    same = assignments.c.comment_id == comments.c.id
    if changed is None:
        part = sa.func.coalesce(assignments.c.theme_id, IN_NONE)
        counts = sa.or_(assignments.c.theme_id.is_not(None), comments.c.is_filler.is_(False))
        # In the order of both tables: no comment is looked up.
        everything = sa.select(part, *_COLUMNS).select_from(comments).outerjoin(assignments, same)
        yield everything.where(counts).order_by(comments.c.id)
        return
    placed = sa.select(assignments.c.theme_id, *_COLUMNS).join_from(assignments, comments, same)
    for batch in batches(changed):
        yield placed.where(assignments.c.theme_id.in_(batch))
    if IN_NONE in changed:
        speaking = comments.c.is_filler.is_(False)
        yield sa.select(sa.literal(IN_NONE), *_COLUMNS).where(speaking, in_no_theme())


def people_of(customers: NDArray[np.int32]) -> tuple[NDArray[np.int32], int]:
    """The known ones among the customers of comments, each once, and how many are unknown."""
    known = customers[customers != UNKNOWN]
    return different(known), len(customers) - len(known)


def different(codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Each of these numbers once, in order. They are given out from 0 on, so a flag for each is
    quicker than to sort or to hash them."""
    flags = np.zeros(codes.max(initial=-1) + 1, bool)
    flags[codes] = True
    return np.flatnonzero(flags).astype(np.int32)


def _none_last(part: int) -> tuple[bool, int]:
    return part == IN_NONE, part


@lru_cache(maxsize=50_000)
def ordinal(day: str | None) -> int:
    """A day as number; 0 for an undated one."""
    return date.fromisoformat(day).toordinal() if day else UNDATED
