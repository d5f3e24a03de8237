"""What was decided about themes: a row per decision, never overwritten."""

import sqlalchemy as sa

from feedback.store.tables.parts import needed, numbered, reference

decisions = numbered(
    "decisions",
    reference("theme_id", "themes"),
    needed("outcome"),
    needed("before"),
    sa.Column("planned_for", sa.Date),
    sa.Column("review_on", sa.Date),
    sa.Column("decided_at", sa.DateTime),
    needed("decided_by"),
    needed("place"),
    needed("reason"),
    # The outcome of a theme is its latest row: found in this index alone.
    sa.Index("ix_decisions_theme_id", "theme_id", "id", "outcome"),
)
