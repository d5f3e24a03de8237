"""Which merges of themes hold."""

from collections import defaultdict

import sqlalchemy as sa

from feedback.domain.theme_event import EditKind
from feedback.store.tables import theme_event_themes, theme_events


def live_merges(connection: sa.Connection) -> list[tuple[int, ...]]:
    """The themes of each merge that holds, the one that is left first, in the order made."""
    found: dict[int, list[int]] = defaultdict(list)
    for event_id, theme_id in connection.execute(_MERGES):
        found[event_id].append(theme_id)
    return [tuple(theme_ids) for theme_ids in found.values()]


_MERGES = (
    sa.select(theme_event_themes.c.event_id, theme_event_themes.c.theme_id)
    .join(theme_events)
    .where(theme_events.c.kind == EditKind.MERGE, theme_events.c.undone_at.is_(None))
    .order_by(theme_event_themes.c.event_id, theme_event_themes.c.place)
)
