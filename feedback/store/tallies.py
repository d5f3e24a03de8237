"""What the tallies of weeks know: counts that a page needs at once, a million comments or not.

They know sources, languages and weeks, and over all comments bands of ratings as well. A filter
that asks for more is answered by assignments (placed.py) or by the comments.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from feedback.domain.comment import Comment
from feedback.domain.rating_bands import band_between, band_of
from feedback.domain.summaries import CommentFilter
from feedback.store.insertion import insert_or_add
from feedback.store.storable import storable
from feedback.store.tables import comment_weeks, sources, theme_weeks
from feedback.store.weeks import week_number

UNDATED = -1
_tallied_fields = attrgetter("language", "is_filler", "rating")
_MONDAY, _SUNDAY = 0, 6


def count_new(
    connection: sa.Connection,
    source_id: int,
    comments: Collection[Comment],
    weeks: Sequence[int | None],
) -> None:
    """Add comments that were just inserted to the tally; in the order of keys, so that writers do
    not lock up."""
    given = Counter(zip(map(_tallied_fields, comments), weeks, strict=True))
    counts: Counter[tuple[str, bool, int, int]] = Counter()
    for ((language, is_filler, rating), dated), count in given.items():
        week = UNDATED if dated is None else dated
        counts[language, is_filler, band_of(rating), week] += count
    rows = [
        {
            "source_id": source_id,
            "language": language,
            "is_filler": is_filler,
            "band": band,
            "week": week,
            "comments": count,
        }
        for (language, is_filler, band, week), count in sorted(counts.items())
    ]
    insert_or_add(connection, comment_weeks, rows, added=("comments",))


def is_tallied(where: CommentFilter, *, by_theme: bool = False) -> bool:
    """Whether the filter asks for nothing but theme, source, channel, language and whole weeks; or,
    over all comments (not `by_theme`), a whole band of ratings."""
    if where.since is not None and where.since.weekday() != _MONDAY:
        return False
    if where.until is not None and where.until.weekday() != _SUNDAY:
        return False
    if where.theme_id is not None and (where.unassigned or where.placed or where.silent):
        return False
    known = replace(
        where,
        theme_id=None,
        unassigned=False,
        placed=False,
        silent=False,
        source="",
        channel="",
        language="",
        since=None,
        until=None,
        include_filler=True,
    )
    apart = where.unassigned or where.placed
    over_all = where.theme_id is None and not apart and not by_theme
    if over_all and _band(where):
        known = replace(known, rating_from=None, rating_to=None)
    return known == CommentFilter()


def _band(where: CommentFilter) -> int | None:
    """The band of ratings the filter asks for."""
    return band_between(where.rating_from, where.rating_to)


def tallied(where: CommentFilter, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Columns of the tally of themes (with a theme in the filter) or of comments (without)."""
    where = storable(where)
    if where.theme_id is not None:
        return sa.select(*columns).where(*of_themes(where))
    query = sa.select(*columns).where(*_narrowed(comment_weeks, where))
    if (band := _band(where)) is not None:
        query = query.where(comment_weeks.c.band == band)
    if where.unassigned or not where.include_filler:
        query = query.where(comment_weeks.c.is_filler.is_(False))
    if where.silent:
        query = query.where(comment_weeks.c.is_filler.is_(True))
    return query


def of_themes(where: CommentFilter) -> list[sa.ColumnElement[bool]]:
    """The filter as conditions on the tally of themes."""
    conditions = _narrowed(theme_weeks, where)
    if where.theme_id is not None:
        conditions.append(theme_weeks.c.theme_id == where.theme_id)
    return conditions


def _rows(where: CommentFilter) -> sa.ColumnElement[int]:
    """What a tally counts; that of comments has rows of their own for those that say nothing."""
    if where.theme_id is None:
        return comment_weeks.c.comments
    if where.include_filler:
        return theme_weeks.c.comments
    return theme_weeks.c.comments - theme_weeks.c.filler


def tallied_count(connection: sa.Connection, where: CommentFilter) -> int:
    """How many comments the filter means."""
    if where.placed:
        return placed_speaking(connection, where)
    count = _sum(connection, tallied(where, sa.func.sum(_rows(where))))
    if where.unassigned:
        return count - placed_speaking(connection, where)
    return count


def tallied_weeks(connection: sa.Connection, where: CommentFilter) -> dict[int, int]:
    """Dated comments by number of the week."""
    if where.placed:
        return _placed_weeks(connection, where)
    table = comment_weeks if where.theme_id is None else theme_weeks
    total = sa.func.sum(_rows(where))
    query = tallied(where, table.c.week, total).where(table.c.week > UNDATED)
    query = query.group_by(table.c.week).having(total > 0)
    counts = {week: int(rows) for week, rows in connection.execute(query)}
    if where.unassigned:
        counts = Counter(counts) - Counter(_placed_weeks(connection, where))
    return counts


def _placed_weeks(connection: sa.Connection, where: CommentFilter) -> dict[int, int]:
    """Dated comments that say something and are in a theme, by number of the week."""
    week, speaking = theme_weeks.c.week, sa.func.sum(theme_weeks.c.comments - theme_weeks.c.filler)
    query = sa.select(week, speaking).where(*of_themes(where), week > UNDATED)
    query = query.group_by(week).having(speaking > 0)
    return {number: int(rows) for number, rows in connection.execute(query)}


def placed_speaking(connection: sa.Connection, where: CommentFilter) -> int:
    """Comments that say something and are in a theme, of those the filter means."""
    speaking = sa.func.sum(theme_weeks.c.comments - theme_weeks.c.filler)
    return _sum(connection, sa.select(speaking).where(*of_themes(where)))


def _narrowed(table: sa.Table, where: CommentFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if where.source:
        conditions.append(_source(table, sources.c.name == where.source))
    if where.channel:
        conditions.append(_source(table, sources.c.channel == where.channel))
    if where.language:
        conditions.append(table.c.language == where.stored_language)
    if where.since is not None:
        conditions.append(table.c.week >= week_number(where.since))
    if where.until is not None:
        conditions.append(table.c.week <= week_number(where.until))
        conditions.append(table.c.week > UNDATED)
    return conditions


def _source(table: sa.Table, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return table.c.source_id.in_(sa.select(sources.c.id).where(condition))


def _sum(connection: sa.Connection, query: sa.Select[Any]) -> int:
    return int(connection.execute(query).scalar_one() or 0)
