"""What people did to themes, second themes, lineage, proposals and saved views."""

import sqlalchemy as sa

from feedback.store.columns import Id
from feedback.store.tables.parts import needed, numbered, reference, table

theme_events = numbered(
    "theme_events",
    needed("kind"),
    needed("by"),
    needed("at", sa.DateTime),
    needed("comments", sa.Integer),
    sa.Column("undone_at", sa.DateTime),
    needed("undone_by"),
    needed("before", sa.JSON),
    needed("after", sa.JSON),
)

theme_event_themes = table(
    "theme_event_themes",
    reference("event_id", "theme_events", primary_key=True, autoincrement=False),
    reference("theme_id", "themes", primary_key=True, autoincrement=False, index=True),
    needed("place", sa.Integer),
)

# One row per comment: an edit can move a hundred thousand, and an erased one must leave it.
theme_event_comments = table(
    "theme_event_comments",
    reference("event_id", "theme_events", primary_key=True, autoincrement=False),
    reference("comment_id", "comments", primary_key=True, autoincrement=False, index=True),
    # No references: the event goes with its themes, and this with the event.
    sa.Column("from_theme", Id),
    sa.Column("to_theme", Id),
    needed("from_by"),
    needed("from_score", sa.Float),
)

further_themes = table(
    "further_themes",
    reference("comment_id", "comments", primary_key=True, autoincrement=False),
    reference("theme_id", "themes", primary_key=True, autoincrement=False, index=True),
    needed("rank", sa.Integer),
    needed("score", sa.Float),
    needed("assigned_by"),
)

lineage = numbered(
    "lineage",
    needed("kind"),
    reference("from_theme", "themes", index=True),
    sa.Column("to_theme", Id, sa.ForeignKey("themes.id", ondelete="CASCADE"), index=True),
    needed("at", sa.DateTime),
    needed("comments", sa.Integer),
    sa.Column("run", Id),
    sa.Column("event", Id),
)

proposals = table(
    "proposals",
    reference("run_id", "runs", primary_key=True, autoincrement=False),
    sa.Column("decided_at", sa.DateTime),
    needed("decided_by"),
    needed("items", sa.JSON),
    needed("places", sa.LargeBinary),
)

views = numbered(
    "views",
    needed("name"),
    needed("by"),
    sa.Column("at", sa.DateTime),
    needed("filter", sa.JSON),
    sa.UniqueConstraint("name"),
)
