"""What the comments of each theme come to: from the tally where it can say, else added up."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter
from feedback.store.comment_filters import matching
from feedback.store.tables import assignments, comments, sources, theme_weeks
from feedback.store.tallies import UNDATED, is_tallied, of_themes

WEEKS = 26


@dataclass(slots=True)
class Figures:
    """What the comments of one theme come to."""

    languages: Counter[str] = field(default_factory=Counter)
    weeks: Counter[int] = field(default_factory=Counter)
    rated: int = 0
    ratings: float = 0.0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, row: sa.Row[Any]) -> None:
        """Add the comments of one language."""
        self.languages[row.language] += int(row.rows)
        self.rated += int(row.rated)
        self.ratings += row.ratings or 0.0


def read_figures(
    connection: sa.Connection,
    theme_ids: Sequence[int] | None,
    latest: int | None,
    where: CommentFilter,
) -> dict[int, Figures]:
    """Figures by theme, of the comments the filter means; of all themes where none are named.

    `latest` is the week of the newest comment of all, where the weekly counts end.
    """
    where = dataclasses.replace(where, theme_id=None, unassigned=False)
    of_tally = is_tallied(where) and where.include_filler
    figures: dict[int, Figures] = defaultdict(Figures)
    by_language = _by_language if of_tally else _by_language_of_comments
    for row in connection.execute(by_language(where, theme_ids)):
        figures[row.theme_id].add(row)
    _read_ends(connection, figures, where, theme_ids, of_tally=of_tally)
    if latest is not None:
        by_week = _by_week if of_tally else _by_week_of_comments
        for theme_id, week, rows in connection.execute(by_week(where, theme_ids, latest - WEEKS)):
            figures[theme_id].weeks[week] += int(rows)
    return figures


def _by_language(where: CommentFilter, theme_ids: Sequence[int] | None) -> sa.Select[Any]:
    tally = theme_weeks.c
    rows = sa.func.sum(tally.comments).label("rows")
    query = sa.select(
        tally.theme_id,
        tally.language,
        rows,
        sa.func.sum(tally.rated).label("rated"),
        sa.func.sum(tally.ratings).label("ratings"),
    )
    query = query.where(*of_themes(where), _among(tally.theme_id, theme_ids))
    return query.group_by(tally.theme_id, tally.language).having(rows > 0)


def _by_week(where: CommentFilter, theme_ids: Sequence[int] | None, after: int) -> sa.Select[Any]:
    tally = theme_weeks.c
    query = sa.select(tally.theme_id, tally.week, sa.func.sum(tally.comments))
    query = query.where(*of_themes(where), _among(tally.theme_id, theme_ids), tally.week > after)
    return query.group_by(tally.theme_id, tally.week)


def _read_ends(
    connection: sa.Connection,
    figures: dict[int, Figures],
    where: CommentFilter,
    theme_ids: Sequence[int] | None,
    *,
    of_tally: bool,
) -> None:
    """The first and the last moment of each theme."""
    query = (_ends if of_tally else _ends_of_comments)(where, theme_ids)
    for theme_id, first, last in connection.execute(query):
        figures[theme_id].first, figures[theme_id].last = first, last


def _ends(where: CommentFilter, theme_ids: Sequence[int] | None) -> sa.Select[Any]:
    """The tally says in which weeks they lie; a theme has few comments in one week."""
    tally = theme_weeks.c
    dated = [*of_themes(where), tally.week > UNDATED, tally.comments > 0]
    weeks = (
        sa.select(
            tally.theme_id,
            sa.func.min(tally.week).label("first"),
            sa.func.max(tally.week).label("last"),
        )
        .where(*dated, _among(tally.theme_id, theme_ids))
        .group_by(tally.theme_id)
        .subquery()
    )

    def moment(function: Any, week: sa.ColumnElement[int]) -> sa.ScalarSelect[Any]:
        its = (assignments.c.theme_id == weeks.c.theme_id, assignments.c.week == week)
        return (
            sa.select(function(assignments.c.created_at))
            .where(*its, *_of_assignments(where))
            .correlate(weeks)
            .scalar_subquery()
        )

    first = moment(sa.func.min, weeks.c.first)
    last = moment(sa.func.max, weeks.c.last)
    return sa.select(weeks.c.theme_id, first, last)


def _of_assignments(where: CommentFilter) -> list[sa.ColumnElement[bool]]:
    """Source, channel and language as conditions on assignments; the weeks are the tally's."""
    conditions: list[sa.ColumnElement[bool]] = []
    if where.language:
        conditions.append(assignments.c.language == where.language)
    for column, value in ((sources.c.name, where.source), (sources.c.channel, where.channel)):
        if value:
            wanted = sa.select(sources.c.id).where(column == value)
            conditions.append(assignments.c.source_id.in_(wanted))
    return conditions


def _by_language_of_comments(
    where: CommentFilter, theme_ids: Sequence[int] | None
) -> sa.Select[Any]:
    theme_language = (assignments.c.theme_id, assignments.c.language)
    query = _placed(
        where,
        theme_ids,
        *theme_language,
        sa.func.count().label("rows"),
        sa.func.count(assignments.c.rating).label("rated"),
        sa.func.sum(assignments.c.rating).label("ratings"),
    )
    return query.group_by(*theme_language)


def _by_week_of_comments(
    where: CommentFilter, theme_ids: Sequence[int] | None, after: int
) -> sa.Select[Any]:
    theme_week = (assignments.c.theme_id, assignments.c.week)
    query = _placed(where, theme_ids, *theme_week, sa.func.count())
    return query.where(assignments.c.week > after).group_by(*theme_week)


def _ends_of_comments(where: CommentFilter, theme_ids: Sequence[int] | None) -> sa.Select[Any]:
    moment = assignments.c.created_at
    ends = (sa.func.min(moment), sa.func.max(moment))
    query = _placed(where, theme_ids, assignments.c.theme_id, *ends)
    return query.group_by(assignments.c.theme_id)


def _placed(
    where: CommentFilter, theme_ids: Sequence[int] | None, *columns: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """Columns of the assignments of the comments that count."""
    same = assignments.c.comment_id == comments.c.id
    query = matching(where, *columns).join(assignments, same)
    return query.where(_among(assignments.c.theme_id, theme_ids))


def _among(
    column: sa.ColumnElement[int], theme_ids: Sequence[int] | None
) -> sa.ColumnElement[bool]:
    return sa.true() if theme_ids is None else column.in_(theme_ids)
