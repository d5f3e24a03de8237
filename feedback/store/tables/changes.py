"""Changes, and which themes they answer."""

import sqlalchemy as sa

from feedback.store.tables.parts import needed, numbered, reference, table

changes = numbered(
    "changes",
    needed("product"),
    needed("key"),
    needed("title"),
    needed("details"),
    needed("component"),
    needed("version"),
    sa.Column("shipped_on", sa.Date),
    needed("url"),
    needed("kind"),
    needed("external_id"),
    needed("generic", sa.Boolean),
    needed("is_sample", sa.Boolean),
    sa.Column("removed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("edited_from", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("product", "key"),
)

links = table(
    "links",
    reference("theme_id", "themes", primary_key=True, autoincrement=False),
    reference("change_id", "changes", primary_key=True, autoincrement=False, index=True),
    needed("state"),
    needed("outcome"),
    sa.Column("score", sa.Float),
    needed("reasons", sa.JSON),
    sa.Column("decided_at", sa.DateTime),
    needed("decided_by"),
)

suggestions = table(
    "suggestions",
    reference("theme_id", "themes", primary_key=True, autoincrement=False),
    reference("change_id", "changes", primary_key=True, autoincrement=False, index=True),
    needed("score", sa.Float),
    needed("reasons", sa.JSON),
)
