"""Themes carry what people give them; edits are kept as events; runs can wait as proposals."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add columns and tables; what is there stays as it is."""
    for column in (
        sa.Column("description", sa.Text, nullable=False, server_default=""),
        sa.Column("priority", sa.Text, nullable=False, server_default="none"),
        sa.Column("tags", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("hidden", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column("themes", column)
    op.add_column("runs", sa.Column("status", sa.Text, nullable=False, server_default="applied"))
    op.add_column("runs", sa.Column("clusters", sa.JSON))
    _make_events()
    _make_lineage()
    op.create_table(
        "proposals",
        _reference("run_id", "runs", primary_key=True, autoincrement=False),
        sa.Column("decided_at", sa.DateTime),
        _needed("decided_by"),
        _needed("items", sa.JSON),
        _needed("places", sa.LargeBinary),
    )
    op.create_table(
        "views",
        sa.Column("id", NUMBER, primary_key=True),
        _needed("name"),
        _needed("by"),
        sa.Column("at", sa.DateTime),
        _needed("filter", sa.JSON),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )


def _make_events() -> None:
    op.create_table(
        "theme_events",
        sa.Column("id", NUMBER, primary_key=True),
        _needed("kind"),
        _needed("by"),
        _needed("at", sa.DateTime),
        _needed("comments", sa.Integer),
        sa.Column("undone_at", sa.DateTime),
        _needed("undone_by"),
        _needed("before", sa.JSON),
        _needed("after", sa.JSON),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "theme_event_themes",
        _reference("event_id", "theme_events", primary_key=True, autoincrement=False),
        _reference("theme_id", "themes", primary_key=True, autoincrement=False),
        _needed("place", sa.Integer),
    )
    op.create_index("ix_theme_event_themes_theme_id", "theme_event_themes", ["theme_id"])
    op.create_table(
        "theme_event_comments",
        _reference("event_id", "theme_events", primary_key=True, autoincrement=False),
        _reference("comment_id", "comments", primary_key=True, autoincrement=False),
        sa.Column("from_theme", NUMBER),
        sa.Column("to_theme", NUMBER),
        _needed("from_by"),
        _needed("from_score", sa.Float),
    )
    op.create_index("ix_theme_event_comments_comment_id", "theme_event_comments", ["comment_id"])
    op.create_table(
        "further_themes",
        _reference("comment_id", "comments", primary_key=True, autoincrement=False),
        _reference("theme_id", "themes", primary_key=True, autoincrement=False),
        _needed("rank", sa.Integer),
        _needed("score", sa.Float),
        _needed("assigned_by"),
    )
    op.create_index("ix_further_themes_theme_id", "further_themes", ["theme_id"])


def _make_lineage() -> None:
    theme = sa.ForeignKey("themes.id", ondelete="CASCADE")
    op.create_table(
        "lineage",
        sa.Column("id", NUMBER, primary_key=True),
        _needed("kind"),
        _reference("from_theme", "themes"),
        sa.Column("to_theme", NUMBER, theme),
        _needed("at", sa.DateTime),
        _needed("comments", sa.Integer),
        sa.Column("run", NUMBER),
        sa.Column("event", NUMBER),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_lineage_from_theme", "lineage", ["from_theme"])
    op.create_index("ix_lineage_to_theme", "lineage", ["to_theme"])


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _reference(name: str, target: str, **options: Any) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, NUMBER, key, nullable=False, **options)
