"""Who was told what, who asked not to be told or quoted, and what they answered."""

import sqlalchemy as sa

from feedback.store.tables.parts import needed, reference, table

told = table(
    "told",
    reference("announcement_id", "announcements", primary_key=True, autoincrement=False),
    sa.Column("customer", sa.Text, primary_key=True),
    needed("at", sa.DateTime),
    needed("language"),
    sa.Index("ix_told_customer", "customer"),
)

refusals = table(
    "refusals",
    sa.Column("customer", sa.Text, primary_key=True),
    needed("at", sa.DateTime),
)

unquoted = table(
    "unquoted",
    sa.Column("customer", sa.Text, primary_key=True),
    needed("at", sa.DateTime),
)

replies = table(
    "replies",
    reference("announcement_id", "announcements", primary_key=True, autoincrement=False),
    sa.Column("customer", sa.Text, primary_key=True),
    needed("at", sa.DateTime),
    needed("helped", sa.Boolean),
)
