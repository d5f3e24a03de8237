"""The tables of the present schema. The migrations make them; a test compares the two.

Short columns come before long ones, so that reading the former does not mean reading the latter.
"""

from typing import Any

import sqlalchemy as sa

from feedback.store.columns import Id

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: Any) -> sa.Table:
    return sa.Table(name, metadata, *parts)


def _numbered(name: str, *parts: Any) -> sa.Table:
    """A table whose ids are never used again, even after the latest row is deleted."""
    return sa.Table(
        name, metadata, sa.Column("id", Id, primary_key=True), *parts, sqlite_autoincrement=True
    )


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _of(name: str, target: str, **options: Any) -> sa.Column[Any]:
    """A reference; the row goes when what it refers to goes."""
    key = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, Id, key, nullable=False, **options)


sources = _numbered(
    "sources",
    _needed("name"),
    _needed("channel"),
    _needed("is_sample", sa.Boolean),
    sa.Column("timezone", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("name"),
)

comments = _numbered(
    "comments",
    _of("source_id", "sources"),
    _needed("language"),
    _needed("is_filler", sa.Boolean),
    sa.Column("week", sa.Integer),  # of created_at, see weeks.py
    sa.Column("created_at", sa.DateTime),
    sa.Column("rating", sa.Float),
    sa.Column("consent", sa.Boolean),
    _needed("redacted", sa.Integer),
    _needed("key"),
    _needed("customer"),
    _needed("external_id"),
    _needed("rating_given"),
    sa.Column("answered_at", sa.DateTime),
    _needed("segment"),
    _needed("question"),
    _needed("answer"),
    _needed("text"),
    _needed("folded"),  # text.casefold(): databases fold the letters of some languages only
    # The import that brought it. No reference: that would be looked up for each of a million rows,
    # and the number of a deleted import is never used again.
    sa.Column("import_id", Id),
    sa.UniqueConstraint("source_id", "key"),
    sa.Index("ix_comments_import_id", "import_id"),
    # Counts by source and language read this index alone; new rows lie close together in it.
    sa.Index("ix_comments_source_language", "source_id", "language", "is_filler"),
    # Counts by week, and the rows of a page by date, are found in this index alone. In PostgreSQL
    # it is descending with NULLS LAST; SQLite cannot say that, and reads it backwards to the same
    # effect.
    sa.Index(
        "ix_comments_newest", "week", "created_at", "id", "source_id", "language", "is_filler"
    ),
)

# What a comment was before an import updated it: a copy of its columns, to be copied back.
comment_versions = _numbered(
    "comment_versions",
    _of("comment_id", "comments"),
    _needed("import_id", Id),
    _needed("replaced_at", sa.DateTime),
    *(
        sa.Column(column.name, column.type, nullable=column.nullable)
        for column in comments.c
        if column.name not in ("id", "source_id", "key", "import_id")
    ),
    sa.UniqueConstraint("comment_id", "import_id"),
    sa.Index("ix_comment_versions_import_id", "import_id"),
)

imports = _numbered(
    "imports",
    _needed("at", sa.DateTime),
    _needed("source"),
    _needed("report", sa.JSON),
    sa.Column("finished", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("undone_at", sa.DateTime),
)

rejects = _numbered(
    "rejects",
    _of("import_id", "imports", index=True),
    _needed("line", sa.Integer),
    _needed("reason"),
    _needed("advice"),
    _needed("excerpt"),
)

# Which column holds what, as a person said it for a header.
mappings = _table(
    "mappings",
    sa.Column("header_key", sa.Text, primary_key=True),
    _needed("mapping", sa.JSON),
)

themes = _numbered(
    "themes",
    _needed("name"),
    _needed("terms", sa.JSON),
    _needed("language"),
    _needed("named_by_person", sa.Boolean),
    _needed("outcome"),
    _needed("owner"),
    _needed("retired", sa.Boolean),
    sa.Column("cohesion", sa.Float),
    _needed("representatives", sa.JSON),
    sa.Column("created_at", sa.DateTime),
    _needed("version", sa.Integer),
)

# With copies of what the list of themes adds up: its index then gives the sums of a million
# comments without sorting or looking up a single one of them.
assignments = _table(
    "assignments",
    _of("comment_id", "comments", primary_key=True, autoincrement=False),
    _of("theme_id", "themes"),
    _needed("score", sa.Float),
    _needed("assigned_by"),
    _needed("language"),
    sa.Column("week", sa.Integer),
    sa.Column("created_at", sa.DateTime),
    sa.Column("rating", sa.Float),
    sa.Index("ix_assignments_theme_id", "theme_id", "comment_id"),
    sa.Index("ix_assignments_figures", "theme_id", "language", "week", "created_at", "rating"),
)

runs = _numbered(
    "runs",
    _needed("at", sa.DateTime),
    _needed("params", sa.JSON),
    _needed("report", sa.JSON),
)

changes = _numbered(
    "changes",
    _needed("product"),
    _needed("key"),
    _needed("title"),
    _needed("details"),
    _needed("component"),
    _needed("version"),
    sa.Column("shipped_on", sa.Date),
    _needed("url"),
    _needed("kind"),
    _needed("external_id"),
    _needed("generic", sa.Boolean),
    _needed("is_sample", sa.Boolean),
    sa.UniqueConstraint("product", "key"),
)

links = _table(
    "links",
    _of("theme_id", "themes", primary_key=True, autoincrement=False),
    _of("change_id", "changes", primary_key=True, autoincrement=False, index=True),
    _needed("state"),
    _needed("outcome"),
    sa.Column("score", sa.Float),
    _needed("reasons", sa.JSON),
    sa.Column("decided_at", sa.DateTime),
    _needed("decided_by"),
)

suggestions = _table(
    "suggestions",
    _of("theme_id", "themes", primary_key=True, autoincrement=False),
    _of("change_id", "changes", primary_key=True, autoincrement=False, index=True),
    _needed("score", sa.Float),
    _needed("reasons", sa.JSON),
)

announcements = _numbered(
    "announcements",
    _needed("language"),
    _needed("tone"),
    _needed("headline"),
    _needed("you_said"),
    _needed("we_did"),
    _needed("facts", sa.JSON),
    _needed("status"),
    sa.Column("created_at", sa.DateTime),
    sa.Column("approved_at", sa.DateTime),
    sa.Column("published_at", sa.DateTime),
    _needed("version", sa.Integer),
)

announcement_themes = _table(
    "announcement_themes",
    _of("announcement_id", "announcements", primary_key=True, autoincrement=False),
    _of("theme_id", "themes", primary_key=True, autoincrement=False, index=True),
    _needed("position", sa.Integer),
)

# The changes that the facts of an announcement name, as far as they are still there.
announcement_changes = _table(
    "announcement_changes",
    _of("announcement_id", "announcements", primary_key=True, autoincrement=False),
    _of("change_id", "changes", primary_key=True, autoincrement=False, index=True),
)

jobs = _numbered(
    "jobs",
    _needed("kind"),
    _needed("params", sa.JSON),
    _needed("status"),
    _needed("progress", sa.Float),
    _needed("message"),
    _needed("result", sa.JSON),
    _needed("error"),
    sa.Column("created_at", sa.DateTime),
    sa.Column("heartbeat_at", sa.DateTime),
    sa.Column("finished_at", sa.DateTime),
)

# One row: how often something other than a job was written.
revisions = _table("revisions", _needed("number", sa.BigInteger))
