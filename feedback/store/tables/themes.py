"""Themes, which comments are in them, and the runs that found them."""

import sqlalchemy as sa

from feedback.store.columns import Id
from feedback.store.tables.parts import needed, numbered, reference, table

themes = numbered(
    "themes",
    needed("name"),
    needed("terms", sa.JSON),
    needed("language"),
    needed("named_by_person", sa.Boolean),
    needed("owner"),
    needed("retired", sa.Boolean),
    sa.Column("cohesion", sa.Float),
    needed("representatives", sa.JSON),
    sa.Column("created_at", sa.DateTime),
    needed("version", sa.Integer),
    sa.Column("description", sa.Text, nullable=False, server_default=""),
    sa.Column("priority", sa.Text, nullable=False, server_default="none"),
    sa.Column("tags", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("hidden", sa.Boolean, nullable=False, server_default=sa.false()),
)

# With copies of what the list of themes adds up: its index then gives the sums of a million
# comments without sorting or looking up a single one of them.
assignments = table(
    "assignments",
    reference("comment_id", "comments", primary_key=True, autoincrement=False),
    reference("theme_id", "themes"),
    needed("score", sa.Float),
    needed("assigned_by"),
    needed("language"),
    sa.Column("week", sa.Integer),
    sa.Column("created_at", sa.DateTime),
    sa.Column("rating", sa.Float),
    sa.Column("source_id", Id),
    sa.Column("is_filler", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("segment", sa.Text, nullable=False, server_default=""),
    sa.Index("ix_assignments_theme_id", "theme_id", "comment_id"),
    sa.Index(
        "ix_assignments_figures",
        "theme_id",
        "language",
        "week",
        "created_at",
        "rating",
        "source_id",
        "segment",
        "is_filler",
    ),
    # The comments of a theme by date; in PostgreSQL descending, as ix_comments_newest.
    sa.Index("ix_assignments_newest", "theme_id", "week", "created_at", "comment_id"),
)

runs = numbered(
    "runs",
    needed("at", sa.DateTime),
    needed("params", sa.JSON),
    needed("report", sa.JSON),
    sa.Column("status", sa.Text, nullable=False, server_default="applied"),
    # The theme of each cluster of the run's model; null where no model was kept with that.
    sa.Column("clusters", sa.JSON(none_as_null=True)),
)
