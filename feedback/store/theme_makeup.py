"""Where the comments of a theme come from, and how they are rated."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from feedback.domain.summaries import ThemeMakeup
from feedback.store.tables import assignments, sources, theme_weeks


def read_makeup(connection: sa.Connection, theme_id: int) -> ThemeMakeup:
    """As feedback.actions.ports.Themes.makeup."""
    rows = sa.func.sum(theme_weeks.c.comments)
    by_source = (
        sa.select(sources.c.name, rows)
        .join_from(theme_weeks, sources, theme_weeks.c.source_id == sources.c.id)
        .where(theme_weeks.c.theme_id == theme_id)
        .group_by(sources.c.name)
        .having(rows > 0)
    )
    rating = assignments.c.rating
    by_rating = (
        sa.select(rating, sa.func.count())
        .where(assignments.c.theme_id == theme_id, rating.is_not(None))
        .group_by(rating)
    )
    return makeup_of(
        Counter({name: int(count) for name, count in connection.execute(by_source)}),
        connection.execute(by_rating).all(),
    )


def makeup_of(by_source: Counter[str], by_rating: Iterable[Sequence[Any]]) -> ThemeMakeup:
    """Counts in the order a page shows them: sources by size, then name; stars from five down."""
    stars: Counter[int] = Counter()
    for rating, count in by_rating:
        stars[int(rating + 0.5)] += int(count)
    ordered = sorted(by_source.items(), key=lambda item: (-item[1], item[0]))
    return ThemeMakeup(sources=dict(ordered), ratings=dict(sorted(stars.items(), reverse=True)))
