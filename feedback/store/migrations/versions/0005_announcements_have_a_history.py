"""Announcements have a history, files made of them, and customers who were told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add columns and tables; what is there stays as it is."""
    op.add_column("announcements", sa.Column("scheduled_for", sa.Date))
    op.add_column("announcements", sa.Column("withdrawn_at", sa.DateTime))
    op.create_table(
        "announcement_steps",
        sa.Column("id", NUMBER, primary_key=True),
        _of_announcement(),
        _needed("at", sa.DateTime),
        _needed("who"),
        _needed("status"),
        _needed("headline"),
        _needed("you_said"),
        _needed("we_did"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_announcement_steps_announcement_id", "announcement_steps", ["announcement_id"]
    )
    op.create_table(
        "announcement_exports",
        _of_announcement(primary_key=True, autoincrement=False),
        sa.Column("format", sa.Text, primary_key=True),
        _needed("at", sa.DateTime),
        _needed("version", sa.Integer),
    )
    op.create_table(
        "told",
        _of_announcement(primary_key=True, autoincrement=False),
        sa.Column("customer", sa.Text, primary_key=True),
        _needed("at", sa.DateTime),
        _needed("language"),
    )
    op.create_index("ix_told_customer", "told", ["customer"])
    op.create_table(
        "refusals",
        sa.Column("customer", sa.Text, primary_key=True),
        _needed("at", sa.DateTime),
    )
    op.create_table(
        "replies",
        _of_announcement(primary_key=True, autoincrement=False),
        sa.Column("customer", sa.Text, primary_key=True),
        _needed("at", sa.DateTime),
        _needed("helped", sa.Boolean),
    )


def _of_announcement(**options: Any) -> sa.Column[Any]:
    key = sa.ForeignKey("announcements.id", ondelete="CASCADE")
    return sa.Column("announcement_id", NUMBER, key, nullable=False, **options)


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
