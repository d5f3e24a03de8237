"""Comments by week of some sources only, from the tallies."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from feedback.store.storable import storable
from feedback.store.tables import comment_weeks, sources, theme_weeks
from feedback.store.tallies import UNDATED
from feedback.store.weeks import monday

Row = tuple[int | None, int, int, int, float]
"""Theme, number of the week, comments, rated ones, their ratings added up."""


def read_source_weeks(connection: sa.Connection) -> dict[str, tuple[date, date]]:
    """The first and the last week of each source, as `Tracking.source_weeks` promises."""
    its = comment_weeks.c
    query = (
        sa.select(sources.c.name, sa.func.min(its.week), sa.func.max(its.week))
        .join_from(comment_weeks, sources, sources.c.id == its.source_id)
        .where(its.week > UNDATED, its.is_filler.is_(False), its.comments > 0)
        .group_by(sources.c.name)
    )
    rows = connection.execute(query)
    return {name: (monday(first), monday(last)) for name, first, last in rows}


def read_weeks_of(connection: sa.Connection, names: Collection[str]) -> list[Row]:
    """Comments by theme and week, and those in no theme, of these sources."""
    wanted = sa.select(sources.c.id).where(sources.c.name.in_([storable(name) for name in names]))
    its, all_ = theme_weeks.c, comment_weeks.c
    in_themes: sa.Select[Any] = (
        sa.select(
            its.theme_id, its.week, sa.func.sum(its.comments), sa.func.sum(its.filler),
            sa.func.sum(its.rated), sa.func.sum(its.ratings),
        )
        .where(its.source_id.in_(wanted), its.week > UNDATED)
        .group_by(its.theme_id, its.week)
    )  # fmt: skip
    speaking = (
        sa.select(all_.week, sa.func.sum(all_.comments))
        .where(all_.source_id.in_(wanted), all_.week > UNDATED, all_.is_filler.is_(False))
        .group_by(all_.week)
    )
    in_none = Counter({week: int(count) for week, count in connection.execute(speaking)})
    found: list[Row] = []
    for theme_id, week, comments, filler, rated, ratings in connection.execute(in_themes):
        in_none[week] -= int(comments) - int(filler)
        if comments:
            found.append((theme_id, week, int(comments), int(rated), float(ratings)))
    return [*found, *((None, week, count, 0, 0.0) for week, count in in_none.items() if count)]
