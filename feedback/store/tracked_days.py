"""Comments by theme and day, answered or not, and when their writers were told.

Nearly every comment has a theme and day of its own. So the days of each theme are counted once and
kept with it (comment_columns.py); those few whose writers were told are counted by themselves and
moved.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

import numpy as np
import sqlalchemy as sa

from feedback.domain.tracked import TrackedFilter
from feedback.domain.tracked_columns import DayCounts
from feedback.store.comment_columns import UNDATED, Flags, Numbers, Part, Parts, ordinal
from feedback.store.marks import IN_NONE
from feedback.store.moments import DayOf
from feedback.store.tables import assignments, comments
from feedback.store.told_comments import told_comments
from feedback.store.tracked_comments import is_answered, matching

_LAST = 2**62
Row = tuple[int, bool, int, int, int]
"""Day, answered, comments, told, confirmed; days as numbers."""

_Days = tuple[Numbers, Flags, Numbers]
"""Day, answered and comments as columns."""


def read_days(connection: sa.Connection, parts: Parts, where: TrackedFilter) -> DayCounts:
    """The counts, in the order that `Tracking.days` promises."""
    told = _told(connection, where)
    found = DayCounts()
    for theme_id, part in parts.items():
        days = _days(parts, part, where)
        if theme_id in told:
            found.extend(theme_id, _with_told(days, told[theme_id]))
        else:
            found.extend_columns(theme_id, *days)
    return found


def read_each(
    connection: sa.Connection,
    parts: Parts,
    where: TrackedFilter,
    themes: Collection[int | None] | None,
) -> tuple["array[int]", DayCounts]:
    """As feedback.actions.ports.Tracking.each."""
    told = told_comments(connection)
    rows = connection.execute(sa.select(told.c.id, told.c.told_on, told.c.confirmed_on))
    known = sorted((row.id, ordinal(row.told_on), ordinal(row.confirmed_on)) for row in rows)
    told_ids, told_on, confirmed_on = np.array(known, np.int64).reshape(-1, 3).T
    ids, found = array("q"), DayCounts()
    for theme_id, part in parts.items():
        if themes is not None and (None if theme_id == IN_NONE else theme_id) not in themes:
            continue
        of = np.flatnonzero(parts.matching(part, where))
        of = of[np.argsort(part.ids[of], kind="stable")]
        its = part.ids[of]
        were_told = np.isin(its, told_ids)
        place = np.searchsorted(told_ids, its[were_told])
        columns = {name: np.zeros(len(its), np.int64) for name in ("told", "confirmed")}
        columns["told"][were_told] = told_on[place]
        columns["confirmed"][were_told] = confirmed_on[place]
        found.extend_columns(
            theme_id,
            part.day[of].astype(np.int64),
            part.answered[of],
            np.ones(len(its), np.int64),
            **columns,
        )
        ids.frombytes(its.tobytes())
    return ids, found


def _days(parts: Parts, part: Part, where: TrackedFilter) -> _Days:
    """The days of a part; kept where the filter means all of it."""
    if where != TrackedFilter():
        return _counted(part, parts.matching(part, where))
    if "days" not in part.kept:
        part.kept["days"] = _counted(part, part.speaks)
    found: _Days = part.kept["days"]
    return found


def _counted(part: Part, of: Flags) -> _Days:
    """By day (undated last), then unanswered first."""
    day = part.day[of].astype(np.int64)
    keys = np.where(day == UNDATED, _LAST, day * 2) + part.answered[of]
    different, counts = np.unique(keys, return_counts=True)
    days = np.where(different >= _LAST, UNDATED, different // 2)
    return days, different % 2 > 0, counts.astype(np.int64)


def _with_told(days: _Days, told: list[Row]) -> list[Row]:
    """The rows of a theme, those who were told apart."""
    rows = zip(*(column.tolist() for column in days), strict=True)
    counts = Counter({(day, answered): count for day, answered, count in rows})
    for day, answered, were_told, _, _ in told:
        counts[day, answered] -= were_told
    untold = [(*key, left, UNDATED, UNDATED) for key, left in counts.items() if left > 0]
    return sorted(
        untold + told,
        key=lambda row: (row[0] or _LAST, row[1], row[3] or _LAST, row[4] or _LAST),
    )


def _told(connection: sa.Connection, where: TrackedFilter) -> dict[int, list[Row]]:
    """By theme, the comments whose writers were told of it."""
    told = told_comments(connection)
    day = DayOf(comments.c.created_at).label("day")
    answered = is_answered().label("answered")
    group = (assignments.c.theme_id, day, answered, told.c.told_on, told.c.confirmed_on)
    query: sa.Select[Any] = matching(where, *group, sa.func.count(), themes=True)
    query = query.join(told, told.c.id == comments.c.id).group_by(*group)
    found: dict[int, list[Row]] = defaultdict(list)
    for theme_id, wrote, was_answered, told_on, confirmed_on, rows in connection.execute(query):
        days = (ordinal(told_on), ordinal(confirmed_on))
        found[theme_id].append((ordinal(wrote), bool(was_answered), rows, *days))
    return dict(found)
