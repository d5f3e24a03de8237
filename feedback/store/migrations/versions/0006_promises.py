"""Promises; what people said a theme expects; a customer's comments are found at once."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add two tables and an index; what is there stays as it is."""
    op.create_table(
        "promises",
        sa.Column("id", NUMBER, primary_key=True),
        _needed("wording"),
        _needed("kind"),
        _needed("source"),
        _needed("channel"),
        _needed("complaints", sa.Boolean),
        _needed("minutes", sa.Integer),
        _needed("hours"),
        _needed("timezone"),
        _needed("since", sa.Date),
        sa.Column("until", sa.Date),
        sqlite_autoincrement=True,
    )
    theme = sa.ForeignKey("themes.id", ondelete="CASCADE")
    op.create_table(
        "expectation_overrides",
        sa.Column("theme_id", NUMBER, theme, primary_key=True, autoincrement=False),
        _needed("expectation"),
    )
    op.create_index("ix_comments_customer", "comments", ["customer"])


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
