"""What the comments of each theme come to: from the tally where it can say, else added up."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter
from feedback.store.columns import scanned
from feedback.store.comment_filters import matching
from feedback.store.placed import is_copied, on_copies
from feedback.store.tables import assignments, comments, theme_weeks, themes
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
    of_tally = is_tallied(where, by_theme=True) and where.include_filler
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
    # By source too, in the order of the tally's key: nothing is sorted then.
    return query.group_by(tally.theme_id, tally.source_id, tally.language).having(rows > 0)


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
    if where == CommentFilter():
        query = _ends_of_all(theme_ids)
    else:
        query = (_ends if of_tally else _ends_of_comments)(where, theme_ids)
    for theme_id, first, last in connection.execute(query):
        its = figures[theme_id]
        its.first = min(filter(None, (its.first, first)), default=None)
        its.last = max(filter(None, (its.last, last)), default=None)


def _ends_of_all(theme_ids: Sequence[int] | None) -> sa.Select[Any]:
    """The ends of ix_assignments_newest for each theme; nothing between them is read."""
    its = assignments.c

    def moment(*order: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
        dated = (its.theme_id == themes.c.id, its.week.is_not(None))
        found = sa.select(its.created_at).where(*dated).order_by(*order).limit(1)
        return found.correlate(themes).scalar_subquery()

    first = moment(its.week.asc().nulls_first(), its.created_at.asc().nulls_first())
    last = moment(its.week.desc().nulls_last(), its.created_at.desc().nulls_last())
    return sa.select(themes.c.id, first, last).where(_among(themes.c.id, theme_ids))


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
            .where(*its, *on_copies(dataclasses.replace(where, since=None, until=None)))
            .correlate(weeks)
            .scalar_subquery()
        )

    first = moment(sa.func.min, weeks.c.first)
    last = moment(sa.func.max, weeks.c.last)
    return sa.select(weeks.c.theme_id, first, last)


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
    # By language too, in the order of ix_assignments_figures: nothing is sorted then.
    group = (assignments.c.theme_id, assignments.c.language, assignments.c.week)
    week = scanned(assignments.c.week)
    query = _placed(where, theme_ids, group[0], group[2], sa.func.count())
    return query.where(week > after).group_by(*group)


def _ends_of_comments(where: CommentFilter, theme_ids: Sequence[int] | None) -> sa.Select[Any]:
    moment = assignments.c.created_at
    ends = (sa.func.min(moment), sa.func.max(moment))
    group = (assignments.c.theme_id, assignments.c.language)
    return _placed(where, theme_ids, group[0], *ends).group_by(*group)


def _placed(
    where: CommentFilter, theme_ids: Sequence[int] | None, *columns: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """Columns of the assignments of the comments that count."""
    among = _among(assignments.c.theme_id, theme_ids)
    if is_copied(where):
        return sa.select(*columns).where(*on_copies(where), among)
    same = assignments.c.comment_id == comments.c.id
    return matching(where, *columns).join(assignments, same).where(among)


def _among(
    column: sa.ColumnElement[int], theme_ids: Sequence[int] | None
) -> sa.ColumnElement[bool]:
    return sa.true() if theme_ids is None else column.in_(theme_ids)
