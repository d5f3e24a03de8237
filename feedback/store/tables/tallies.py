"""Counts kept beside what they count, so that no page adds up a million comments.

The database itself keeps them true, by triggers that the migrations make: whatever changes or
deletes comments, or writes assignments, they follow in the same transaction. New comments come from
one place (`SqlComments.upsert`), which counts them: a trigger would take as long as the insertion.
Week −1 stands for comments without a date; bands are those of feedback.domain.rating_bands.
"""

import sqlalchemy as sa

from feedback.store.columns import Id
from feedback.store.tables.parts import needed, reference, table

comment_weeks = table(
    "comment_weeks",
    reference("source_id", "sources", primary_key=True, autoincrement=False),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("is_filler", sa.Boolean, primary_key=True),
    sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
    needed("comments", sa.Integer),
    sqlite_with_rowid=False,
)

theme_weeks = table(
    "theme_weeks",
    reference("theme_id", "themes", primary_key=True, autoincrement=False),
    sa.Column("source_id", Id, primary_key=True, autoincrement=False),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
    needed("comments", sa.Integer),
    needed("filler", sa.Integer),
    needed("rated", sa.Integer),
    needed("ratings", sa.Float),
    sqlite_with_rowid=False,
)
