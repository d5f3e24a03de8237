"""Comments know their import and what they were before an update; mappings; time zones."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add columns and tables; what is there stays as it is."""
    op.add_column("sources", sa.Column("timezone", sa.Text, nullable=False, server_default=""))
    op.add_column("comments", sa.Column("import_id", NUMBER))
    op.create_index("ix_comments_import_id", "comments", ["import_id"])
    finished = sa.Column("finished", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("imports", finished)
    op.add_column("imports", sa.Column("undone_at", sa.DateTime))
    _make_comment_versions()
    op.create_table(
        "mappings",
        sa.Column("header_key", sa.Text, primary_key=True),
        _needed("mapping", sa.JSON),
    )


def _make_comment_versions() -> None:
    comment = sa.ForeignKey("comments.id", ondelete="CASCADE")
    op.create_table(
        "comment_versions",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("comment_id", NUMBER, comment, nullable=False),
        _needed("import_id", NUMBER),
        _needed("replaced_at", sa.DateTime),
        _needed("language"),
        _needed("is_filler", sa.Boolean),
        sa.Column("week", sa.Integer),
        sa.Column("created_at", sa.DateTime),
        sa.Column("rating", sa.Float),
        sa.Column("consent", sa.Boolean),
        _needed("redacted", sa.Integer),
        _needed("customer"),
        _needed("external_id"),
        _needed("rating_given"),
        sa.Column("answered_at", sa.DateTime),
        _needed("segment"),
        _needed("question"),
        _needed("answer"),
        _needed("text"),
        _needed("folded"),
        sa.UniqueConstraint("comment_id", "import_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_comment_versions_import_id", "comment_versions", ["import_id"])


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
