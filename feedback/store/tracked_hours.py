"""Comments by source, day and hour; counted here, as in tracked_days.py and for its reason."""

from collections import Counter
from datetime import date

import sqlalchemy as sa

from feedback.domain.tracked import TrackedFilter
from feedback.domain.tracked_columns import HourCounts
from feedback.store.columns import scanned
from feedback.store.moments import HoursJoined
from feedback.store.tables import comments, sources
from feedback.store.tracked_comments import matching

DAY, LENGTH = len("2024-05-06"), len("2024-05-0609")


def read_hours(connection: sa.Connection, where: TrackedFilter) -> HourCounts:
    """The counts, in the order that `Tracking.hours` promises."""
    names = dict(connection.execute(sa.select(sources.c.id, sources.c.name)).all())
    query = matching(where, scanned(comments.c.source_id), HoursJoined(comments.c.created_at))
    query = query.where(comments.c.week.is_not(None)).group_by(scanned(comments.c.source_id))
    joined = {names[source]: text for source, text in connection.execute(query)}
    found = HourCounts()
    for source in sorted(joined):
        text = joined[source]
        counts = Counter(text[begin : begin + LENGTH] for begin in range(0, len(text), LENGTH))
        days = {day: date.fromisoformat(day).toordinal() for day in {m[:DAY] for m in counts}}
        found.extend(source, [(days[m[:DAY]], int(m[DAY:]), counts[m]) for m in sorted(counts)])
    return found
