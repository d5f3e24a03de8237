"""Comments, themes, changes, links, announcements, jobs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    _make_comments()
    _make_imports()
    _make_themes()
    _make_changes()
    _make_announcements()
    _make_jobs()
    revisions = op.create_table("revisions", sa.Column("number", sa.BigInteger, nullable=False))
    op.bulk_insert(revisions, [{"number": 0}])


def _make_comments() -> None:
    _numbered(
        "sources",
        _needed("name"),
        _needed("channel"),
        _needed("is_sample", sa.Boolean),
        sa.UniqueConstraint("name"),
    )
    _numbered(
        "comments",
        _of("source_id", "sources"),
        _needed("language"),
        _needed("is_filler", sa.Boolean),
        sa.Column("week", sa.Integer),
        sa.Column("created_at", sa.DateTime),
        sa.Column("rating", sa.Float),
        sa.Column("consent", sa.Boolean),
        _needed("redacted", sa.Integer),
        _needed("key"),
        _needed("customer"),
        _needed("external_id"),
        _needed("rating_given"),
        sa.Column("answered_at", sa.DateTime),
        _needed("segment"),
        _needed("question"),
        _needed("answer"),
        _needed("text"),
        _needed("folded"),
        sa.UniqueConstraint("source_id", "key"),
    )
    op.create_index(
        "ix_comments_source_language", "comments", ["source_id", "language", "is_filler"]
    )
    newest: list[str | sa.TextClause] = ["week", "created_at", "id"]
    if op.get_bind().dialect.name == "postgresql":
        newest = [
            sa.text("week DESC NULLS LAST"),
            sa.text("created_at DESC NULLS LAST"),
            sa.text("id DESC"),
        ]
    op.create_index(
        "ix_comments_newest", "comments", [*newest, "source_id", "language", "is_filler"]
    )


def _make_imports() -> None:
    _numbered(
        "imports",
        _needed("at", sa.DateTime),
        _needed("source"),
        _needed("report", sa.JSON),
    )
    _numbered(
        "rejects",
        _of("import_id", "imports"),
        _needed("line", sa.Integer),
        _needed("reason"),
        _needed("advice"),
        _needed("excerpt"),
    )
    op.create_index("ix_rejects_import_id", "rejects", ["import_id"])


def _make_themes() -> None:
    _numbered(
        "themes",
        _needed("name"),
        _needed("terms", sa.JSON),
        _needed("language"),
        _needed("named_by_person", sa.Boolean),
        _needed("outcome"),
        _needed("owner"),
        _needed("retired", sa.Boolean),
        sa.Column("cohesion", sa.Float),
        _needed("representatives", sa.JSON),
        sa.Column("created_at", sa.DateTime),
        _needed("version", sa.Integer),
    )
    op.create_table(
        "assignments",
        _of("comment_id", "comments", primary_key=True, autoincrement=False),
        _of("theme_id", "themes"),
        _needed("score", sa.Float),
        _needed("assigned_by"),
        _needed("language"),
        sa.Column("week", sa.Integer),
        sa.Column("created_at", sa.DateTime),
        sa.Column("rating", sa.Float),
    )
    op.create_index("ix_assignments_theme_id", "assignments", ["theme_id", "comment_id"])
    op.create_index(
        "ix_assignments_figures",
        "assignments",
        ["theme_id", "language", "week", "created_at", "rating"],
    )
    _numbered(
        "runs",
        _needed("at", sa.DateTime),
        _needed("params", sa.JSON),
        _needed("report", sa.JSON),
    )


def _make_changes() -> None:
    _numbered(
        "changes",
        _needed("product"),
        _needed("key"),
        _needed("title"),
        _needed("details"),
        _needed("component"),
        _needed("version"),
        sa.Column("shipped_on", sa.Date),
        _needed("url"),
        _needed("kind"),
        _needed("external_id"),
        _needed("generic", sa.Boolean),
        _needed("is_sample", sa.Boolean),
        sa.UniqueConstraint("product", "key"),
    )
    op.create_table(
        "links",
        _of("theme_id", "themes", primary_key=True, autoincrement=False),
        _of("change_id", "changes", primary_key=True, autoincrement=False),
        _needed("state"),
        _needed("outcome"),
        sa.Column("score", sa.Float),
        _needed("reasons", sa.JSON),
        sa.Column("decided_at", sa.DateTime),
        _needed("decided_by"),
    )
    op.create_index("ix_links_change_id", "links", ["change_id"])
    op.create_table(
        "suggestions",
        _of("theme_id", "themes", primary_key=True, autoincrement=False),
        _of("change_id", "changes", primary_key=True, autoincrement=False),
        _needed("score", sa.Float),
        _needed("reasons", sa.JSON),
    )
    op.create_index("ix_suggestions_change_id", "suggestions", ["change_id"])


def _make_announcements() -> None:
    _numbered(
        "announcements",
        _needed("language"),
        _needed("tone"),
        _needed("headline"),
        _needed("you_said"),
        _needed("we_did"),
        _needed("facts", sa.JSON),
        _needed("status"),
        sa.Column("created_at", sa.DateTime),
        sa.Column("approved_at", sa.DateTime),
        sa.Column("published_at", sa.DateTime),
        _needed("version", sa.Integer),
    )
    op.create_table(
        "announcement_themes",
        _of("announcement_id", "announcements", primary_key=True, autoincrement=False),
        _of("theme_id", "themes", primary_key=True, autoincrement=False),
        _needed("position", sa.Integer),
    )
    op.create_index("ix_announcement_themes_theme_id", "announcement_themes", ["theme_id"])
    op.create_table(
        "announcement_changes",
        _of("announcement_id", "announcements", primary_key=True, autoincrement=False),
        _of("change_id", "changes", primary_key=True, autoincrement=False),
    )
    op.create_index("ix_announcement_changes_change_id", "announcement_changes", ["change_id"])


def _make_jobs() -> None:
    _numbered(
        "jobs",
        _needed("kind"),
        _needed("params", sa.JSON),
        _needed("status"),
        _needed("progress", sa.Float),
        _needed("message"),
        _needed("result", sa.JSON),
        _needed("error"),
        sa.Column("created_at", sa.DateTime),
        sa.Column("heartbeat_at", sa.DateTime),
        sa.Column("finished_at", sa.DateTime),
    )


def _numbered(name: str, *parts: Any) -> None:
    number = sa.Column("id", NUMBER, primary_key=True)
    op.create_table(name, number, *parts, sqlite_autoincrement=True)


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _of(name: str, target: str, **options: Any) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, NUMBER, key, nullable=False, **options)
