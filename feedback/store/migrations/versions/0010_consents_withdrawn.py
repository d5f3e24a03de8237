"""Customers who agree to be quoted no more are remembered, whatever a file says later."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"


def upgrade() -> None:
    """A table of its own: the consent of a comment is what its file said."""
    op.create_table(
        "unquoted",
        sa.Column("customer", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
