"""Announcements, and what they speak of."""

import sqlalchemy as sa

from feedback.store.tables.parts import needed, numbered, reference, table

announcements = numbered(
    "announcements",
    needed("language"),
    needed("tone"),
    needed("headline"),
    needed("you_said"),
    needed("we_did"),
    needed("facts", sa.JSON),
    needed("status"),
    sa.Column("created_at", sa.DateTime),
    sa.Column("approved_at", sa.DateTime),
    sa.Column("published_at", sa.DateTime),
    sa.Column("scheduled_for", sa.Date),
    sa.Column("withdrawn_at", sa.DateTime),
    needed("version", sa.Integer),
)

announcement_themes = table(
    "announcement_themes",
    reference("announcement_id", "announcements", primary_key=True, autoincrement=False),
    reference("theme_id", "themes", primary_key=True, autoincrement=False, index=True),
    needed("position", sa.Integer),
)

# The changes that the facts of an announcement name, as far as they are still there.
announcement_changes = table(
    "announcement_changes",
    reference("announcement_id", "announcements", primary_key=True, autoincrement=False),
    reference("change_id", "changes", primary_key=True, autoincrement=False, index=True),
)

# The text and status after each step.
announcement_steps = numbered(
    "announcement_steps",
    reference("announcement_id", "announcements", index=True),
    needed("at", sa.DateTime),
    needed("who"),
    needed("status"),
    needed("headline"),
    needed("you_said"),
    needed("we_did"),
)

# The latest file of each format that was made of an announcement.
announcement_exports = table(
    "announcement_exports",
    reference("announcement_id", "announcements", primary_key=True, autoincrement=False),
    sa.Column("format", sa.Text, primary_key=True),
    needed("at", sa.DateTime),
    needed("version", sa.Integer),
)
