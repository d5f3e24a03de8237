"""The list of themes with its counts, added up by the database."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change, LinkState
from feedback.domain.summaries import CommentFilter, ThemeSummary
from feedback.domain.theme import Theme
from feedback.store.comment_filters import matching
from feedback.store.tables import (
    announcement_themes,
    announcements,
    assignments,
    changes,
    comments,
    further_themes,
    links,
)
from feedback.store.theme_status import theme_status

WEEKS = 26


@dataclass(slots=True)
class _Figures:
    """What the comments of one theme come to."""

    languages: Counter[str] = field(default_factory=Counter)
    weeks: Counter[int] = field(default_factory=Counter)
    rated: int = 0
    ratings: float = 0.0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, row: sa.Row[Any]) -> None:
        """Add the comments of one language."""
        self.languages[row.language] += row.rows
        self.rated += row.rated
        self.ratings += row.ratings or 0.0
        self.first = min(filter(None, (self.first, row.first)), default=None)
        self.last = max(filter(None, (self.last, row.last)), default=None)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A change with an accepted link."""

    change_id: int
    title: str
    shipped: bool


def read_summaries(
    connection: sa.Connection,
    themes: Sequence[Theme],
    *,
    today: date,
    all_themes: bool,
    where: CommentFilter | None = None,
) -> list[ThemeSummary]:
    """Summaries of these themes, most comments first. `all_themes`: they are (nearly) all.

    `where` narrows which comments are counted, its theme aside.
    """
    ids = None if all_themes else [theme.id for theme in themes]
    where = dataclasses.replace(where or CommentFilter(), theme_id=None, unassigned=False)
    latest = connection.execute(sa.select(sa.func.max(comments.c.week))).scalar_one()
    said = dataclasses.replace(where, include_filler=False)
    speaking = connection.execute(matching(said, sa.func.count())).scalar_one()
    figures = _read_figures(connection, ids, latest, where)
    also = _read_also(connection, where)
    answers = _read_answers(connection, today)
    announced = set(connection.execute(_ANNOUNCED).scalars())
    summaries = [
        dataclasses.replace(
            _summary(theme, figures[theme.id], answers[theme.id], theme.id in announced, latest),
            share=figures[theme.id].languages.total() / speaking if speaking else 0.0,
            also=also.get(theme.id, 0),
        )
        for theme in themes
    ]
    return sorted(summaries, key=lambda summary: (-summary.comments, summary.id))


_ANNOUNCED = (
    sa.select(announcement_themes.c.theme_id)
    .join(announcements)
    .where(announcements.c.status == AnnouncementStatus.PUBLISHED)
    .distinct()
)


def _read_figures(
    connection: sa.Connection,
    theme_ids: Sequence[int] | None,
    latest: int | None,
    where: CommentFilter,
) -> dict[int, _Figures]:
    wanted = sa.true() if theme_ids is None else assignments.c.theme_id.in_(theme_ids)
    # Grouped in the order of ix_assignments_figures, hence by language even where none is shown.
    theme_language = (assignments.c.theme_id, assignments.c.language)
    by_language = _counted(
        where,
        *theme_language,
        sa.func.count().label("rows"),
        sa.func.count(assignments.c.rating).label("rated"),
        sa.func.sum(assignments.c.rating).label("ratings"),
        sa.func.min(assignments.c.created_at).label("first"),
        sa.func.max(assignments.c.created_at).label("last"),
    )
    figures: dict[int, _Figures] = defaultdict(_Figures)
    for row in connection.execute(by_language.where(wanted).group_by(*theme_language)):
        figures[row.theme_id].add(row)
    if latest is not None:
        week = assignments.c.week
        by_week = _counted(where, assignments.c.theme_id, week, sa.func.count())
        by_week = by_week.where(wanted, week > latest - WEEKS).group_by(*theme_language, week)
        for theme_id, number, rows in connection.execute(by_week):
            figures[theme_id].weeks[number] += rows
    return figures


def _counted(where: CommentFilter, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Columns of the assignments of the comments that count; without a filter, their index alone
    answers."""
    if where == CommentFilter():
        return sa.select(*columns).select_from(assignments)
    same = assignments.c.comment_id == comments.c.id
    return matching(where, *columns).join(assignments, same)


def _read_also(connection: sa.Connection, where: CommentFilter) -> dict[int, int]:
    """Comments that speak of a theme as well, by theme."""
    query = matching(where, further_themes.c.theme_id, sa.func.count())
    query = query.join(further_themes, further_themes.c.comment_id == comments.c.id)
    return dict(connection.execute(query.group_by(further_themes.c.theme_id)).all())


def _read_answers(connection: sa.Connection, today: date) -> dict[int, list[_Answer]]:
    query = (
        sa.select(links.c.theme_id, changes.c.id, changes.c.title, changes.c.shipped_on)
        .join_from(links, changes)
        .where(links.c.state == LinkState.ACCEPTED)
        .order_by(changes.c.id)
    )
    answers: dict[int, list[_Answer]] = defaultdict(list)
    for theme_id, change_id, title, shipped_on in connection.execute(query):
        change = Change(title=title, key="", shipped_on=shipped_on)
        answers[theme_id].append(_Answer(change_id, title, change.is_shipped(today)))
    return answers


def _summary(
    theme: Theme,
    figures: _Figures,
    answers: Sequence[_Answer],
    announced: bool,
    latest: int | None,
) -> ThemeSummary:
    weeks = () if latest is None else range(latest - WEEKS + 1, latest + 1)
    return ThemeSummary(
        id=theme.id,
        name=theme.name,
        terms=theme.terms,
        comments=figures.languages.total(),
        languages=dict(figures.languages.most_common()),
        status=theme_status(
            retired=theme.retired,
            announced=announced,
            shipped=any(answer.shipped for answer in answers),
        ),
        outcome=theme.outcome,
        owner=theme.owner,
        first_seen=figures.first,
        last_seen=figures.last,
        mean_rating=figures.ratings / figures.rated if figures.rated else None,
        weekly=tuple(figures.weeks[week] for week in weeks),
        change_ids=tuple(answer.change_id for answer in answers),
        change_titles=tuple(answer.title for answer in answers),
        cohesion=theme.cohesion,
        description=theme.description,
        priority=theme.priority,
        tags=theme.tags,
        pinned=theme.pinned,
        hidden=theme.hidden,
        waiting_since=None if announced else figures.first,
        version=theme.version,
    )
