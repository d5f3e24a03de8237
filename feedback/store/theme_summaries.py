"""The list of themes with its counts, added up by the database."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change, LinkState
from feedback.domain.summaries import CommentFilter, ThemeSummary
from feedback.domain.theme import Theme
from feedback.store.comment_filters import matching
from feedback.store.comment_totals import read_count
from feedback.store.tables import (
    announcement_themes,
    announcements,
    changes,
    comments,
    further_themes,
    links,
)
from feedback.store.theme_figures import WEEKS, Figures, read_figures
from feedback.store.theme_merges import live_merges
from feedback.store.theme_status import announced_with_merged, theme_status


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
    speaking = read_count(connection, dataclasses.replace(where, include_filler=False))
    figures = read_figures(connection, ids, latest, where)
    also = _read_also(connection, where)
    answers = _read_answers(connection, today)
    named = connection.execute(_ANNOUNCED).scalars()
    announced = announced_with_merged(named, live_merges(connection))
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


def _read_also(connection: sa.Connection, where: CommentFilter) -> dict[int, int]:
    """Comments that speak of a theme as well, by theme."""
    columns = (further_themes.c.theme_id, sa.func.count())
    if where == CommentFilter():
        everything = sa.select(*columns).group_by(further_themes.c.theme_id)
        return dict(connection.execute(everything).all())
    query = matching(where, *columns)
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
    figures: Figures,
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
