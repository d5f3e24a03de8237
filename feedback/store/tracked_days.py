"""Comments by theme and day, answered or not, and when their writers were told.

Nearly every comment has a theme and day of its own, so grouping by both would sort nearly as many
rows as there are comments. The index of assignments gives the days of each theme in one piece
instead, and they are counted here; those few that were answered or told are counted by themselves
and moved.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter
from feedback.domain.tracked import TrackedFilter
from feedback.domain.tracked_columns import DayCounts
from feedback.store.moments import DayOf, DaysJoined
from feedback.store.placed import on_copies
from feedback.store.tables import assignments, comments
from feedback.store.told_comments import told_comments
from feedback.store.tracked_comments import in_no_theme, is_answered, matching

LENGTH = len("2024-05-06")
"""Of a day as text."""

UNDATED = ""
IN_NONE = 0
_LAST = 2**63
Row = tuple[int, bool, int, int, int]
"""Day, answered, comments, told, confirmed; days as numbers."""


def read_days(connection: sa.Connection, where: TrackedFilter) -> DayCounts:
    """The counts, in the order that `Tracking.days` promises."""
    counts: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
    # Those that a bot answered are among the answered ones, which are counted by themselves.
    in_themes = () if where.by_bot else connection.execute(_days_of_themes(where))
    for theme_id, rows, joined in in_themes:
        days = Counter(_split(joined or ""))
        days[UNDATED] = rows - days.total()
        counts[theme_id] = Counter({(day, False): count for day, count in days.items()})
    for day, answered, rows in connection.execute(_in_none(where)):
        counts[IN_NONE][day or UNDATED, bool(answered)] += rows
    for theme_id, day, rows in connection.execute(_answered(where)):
        counts[theme_id][day or UNDATED, False] -= rows
        counts[theme_id][day or UNDATED, True] += rows
    told: dict[int, list[Row]] = defaultdict(list)
    for theme_id, day, answered, told_on, confirmed_on, rows in connection.execute(_told(where)):
        counts[theme_id][day or UNDATED, bool(answered)] -= rows
        days_told = (_ordinal(told_on or UNDATED), _ordinal(confirmed_on or UNDATED))
        told[theme_id].append((_ordinal(day or UNDATED), bool(answered), rows, *days_told))
    return _in_order(counts, told)


def _in_order(
    counts: dict[int, Counter[tuple[str, bool]]],
    told: dict[int, list[Row]],
) -> DayCounts:
    found = DayCounts()
    for theme_id in sorted(counts, key=lambda theme_id: theme_id or _LAST):
        # What nobody was told has one row a day and answer: sorted as text, undated ones apart.
        its = counts[theme_id]
        rows = [
            (_ordinal(day), answered, its[day, answered], 0, 0)
            for day, answered in sorted(its)
            if its[day, answered] > 0
        ]
        if told[theme_id] or (rows and not rows[0][0]):
            rows += told[theme_id]
            rows.sort(key=lambda row: (row[0] or _LAST, row[1], row[3] or _LAST, row[4] or _LAST))
        found.extend(theme_id, rows)
    return found


def _days_of_themes(where: TrackedFilter) -> sa.Select[Any]:
    """Per theme: how many comments, and the days of the dated ones in one piece."""
    its = assignments.c
    asked = CommentFilter(
        source=where.source,
        segment=where.segment,
        since=where.since,
        until=where.until,
        include_filler=False,
    )
    query = sa.select(its.theme_id, sa.func.count(), DaysJoined(its.created_at))
    return query.where(*on_copies(asked)).group_by(its.theme_id)


def _in_none(where: TrackedFilter) -> sa.Select[Any]:
    day, answered = DayOf(comments.c.created_at), is_answered()
    query = matching(where, day.label("day"), answered.label("answered"), sa.func.count())
    return query.where(in_no_theme()).group_by("day", "answered")


def _answered(where: TrackedFilter) -> sa.Select[Any]:
    day = DayOf(comments.c.created_at).label("day")
    group = (assignments.c.theme_id, day)
    query = matching(where, *group, sa.func.count(), themes=True)
    placed = (is_answered(), assignments.c.theme_id.is_not(None))
    return query.where(*placed).group_by(*group)


def _told(where: TrackedFilter) -> sa.Select[Any]:
    told = told_comments()
    day = DayOf(comments.c.created_at).label("day")
    answered = is_answered().label("answered")
    group = (assignments.c.theme_id, day, answered, told.c.told_on, told.c.confirmed_on)
    query = matching(where, *group, sa.func.count(), themes=True)
    return query.join(told, told.c.id == comments.c.id).group_by(*group)


def _split(joined: str) -> Iterable[str]:
    return [joined[begin : begin + LENGTH] for begin in range(0, len(joined), LENGTH)]


@lru_cache(maxsize=50_000)
def _ordinal(day: str) -> int:
    """A day as number; 0 for an undated one."""
    return date.fromisoformat(day).toordinal() if day else 0
