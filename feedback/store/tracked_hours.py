"""Comments by source, day and hour; counted here, as in tracked_days.py and for its reason."""

from collections import Counter, defaultdict
from datetime import date

import sqlalchemy as sa

from feedback.domain.tracked import TrackedFilter
from feedback.domain.tracked_columns import HourCounts
from feedback.store.moments import HoursJoined
from feedback.store.tables import comments, sources
from feedback.store.tracked_comments import matching

DAY, HOUR = len("2024-05-06"), len("2024-05-0609")


def read_hours(connection: sa.Connection, where: TrackedFilter) -> HourCounts:
    """The counts, in the order that `Tracking.hours` promises."""
    names = dict(connection.execute(sa.select(sources.c.id, sources.c.name)).all())
    week = comments.c.week
    query = matching(where, week, HoursJoined(comments.c.created_at, comments.c.source_id))
    # By week, in the order of ix_comments_newest: nothing is sorted then.
    query = query.where(week.is_not(None)).group_by(week).order_by(week)
    rows: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for _, joined in connection.execute(query):
        counts = Counter(joined.split(","))
        days = {day: date.fromisoformat(day).toordinal() for day in {its[:DAY] for its in counts}}
        for its in sorted(counts):
            hour = (days[its[:DAY]], int(its[DAY:HOUR]), counts[its])
            rows[names[int(its[HOUR:])]].append(hour)
    found = HourCounts()
    for source in sorted(rows):
        found.extend(source, rows[source])
    return found
