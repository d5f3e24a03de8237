"""Whether a person or a bot answered a comment, where its source says."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """A column that is empty for all there is: nobody asked before."""
    for table in ("comments", "comment_versions"):
        op.add_column(table, sa.Column("answered_by_bot", sa.Boolean))
    op.create_index(
        "ix_comments_by_bot",
        "comments",
        ["answered_by_bot"],
        sqlite_where=sa.text("answered_by_bot IS 1"),
        postgresql_where=sa.text("answered_by_bot IS TRUE"),
    )
