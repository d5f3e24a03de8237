"""Decisions with their history in place of one outcome per theme; changes edited and removed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Every outcome that was decided becomes the first decision in its theme's history."""
    theme = sa.ForeignKey("themes.id", ondelete="CASCADE")
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("theme_id", NUMBER, theme, nullable=False),
        _needed("outcome"),
        _needed("before"),
        sa.Column("planned_for", sa.Date),
        sa.Column("review_on", sa.Date),
        sa.Column("decided_at", sa.DateTime),
        _needed("decided_by"),
        _needed("place"),
        _needed("reason"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_theme_id", "decisions", ["theme_id", "id", "outcome"])
    # Until now only accepting a link decided anything: the last one tells when.
    op.execute(
        "INSERT INTO decisions (theme_id, outcome, before, decided_at, decided_by, place, reason) "
        "SELECT id, outcome, 'undecided', (SELECT max(decided_at) FROM links "
        "WHERE links.theme_id = themes.id AND state = 'accepted'), '', '', '' "
        "FROM themes WHERE outcome <> 'undecided' ORDER BY id"
    )
    op.drop_column("themes", "outcome")
    op.add_column(
        "changes", sa.Column("removed", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.add_column("changes", sa.Column("edited_from", sa.Text, nullable=False, server_default=""))


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
