"""Comments, their sources, and the imports that brought them."""

import sqlalchemy as sa

from feedback.store.columns import Id
from feedback.store.tables.parts import needed, numbered, reference, table

HAS_SEGMENT = "segment <> ''"
"""The condition of ix_comments_segment, which a query has to repeat."""

sources = numbered(
    "sources",
    needed("name"),
    needed("channel"),
    needed("is_sample", sa.Boolean),
    sa.Column("timezone", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("name"),
)

comments = numbered(
    "comments",
    reference("source_id", "sources"),
    needed("language"),
    needed("is_filler", sa.Boolean),
    sa.Column("week", sa.Integer),  # of created_at, see weeks.py
    sa.Column("created_at", sa.DateTime),
    sa.Column("rating", sa.Float),
    sa.Column("consent", sa.Boolean),
    needed("redacted", sa.Integer),
    needed("key"),
    needed("customer"),
    needed("external_id"),
    needed("rating_given"),
    sa.Column("answered_at", sa.DateTime),
    sa.Column("answered_by_bot", sa.Boolean),
    needed("segment"),
    needed("question"),
    needed("answer"),
    needed("text"),
    needed("folded"),  # text.casefold(): databases fold the letters of some languages only
    # The import that brought it. No reference: that would be looked up for each of a million rows,
    # and the number of a deleted import is never used again.
    sa.Column("import_id", Id),
    sa.UniqueConstraint("source_id", "key"),
    sa.Index("ix_comments_import_id", "import_id"),
    # One customer's comments over all sources.
    sa.Index("ix_comments_customer", "customer"),
    # Counts by source and language read this index alone; new rows lie close together in it.
    sa.Index("ix_comments_source_language", "source_id", "language", "is_filler"),
    # Counts by week, and the rows of a page by date, are found in this index alone. In PostgreSQL
    # it is descending with NULLS LAST; SQLite cannot say that, and reads it backwards to the same
    # effect.
    sa.Index(
        "ix_comments_newest", "week", "created_at", "id", "source_id", "language", "is_filler"
    ),
    # The same within a segment; most files name none, and then this costs nothing.
    sa.Index(
        "ix_comments_segment",
        "segment",
        "week",
        "created_at",
        "id",
        "rating",
        "source_id",
        "language",
        "is_filler",
        sqlite_where=sa.text(HAS_SEGMENT),
        postgresql_where=sa.text(HAS_SEGMENT),
    ),
    # What bots answered, which is looked for by itself; most files do not say who answered.
    sa.Index(
        "ix_comments_by_bot",
        "answered_by_bot",
        sqlite_where=sa.text("answered_by_bot IS 1"),
        postgresql_where=sa.text("answered_by_bot IS TRUE"),
    ),
)

# What a comment was before an import updated it: a copy of its columns, to be copied back.
comment_versions = numbered(
    "comment_versions",
    reference("comment_id", "comments"),
    needed("import_id", Id),
    needed("replaced_at", sa.DateTime),
    *(
        sa.Column(column.name, column.type, nullable=column.nullable)
        for column in comments.c
        if column.name not in ("id", "source_id", "key", "import_id")
    ),
    sa.UniqueConstraint("comment_id", "import_id"),
    sa.Index("ix_comment_versions_import_id", "import_id"),
)

imports = numbered(
    "imports",
    needed("at", sa.DateTime),
    needed("source"),
    needed("report", sa.JSON),
    sa.Column("finished", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("undone_at", sa.DateTime),
)

rejects = numbered(
    "rejects",
    reference("import_id", "imports", index=True),
    needed("line", sa.Integer),
    needed("reason"),
    needed("advice"),
    needed("excerpt"),
)

# Which column holds what, as a person said it for a header.
mappings = table(
    "mappings",
    sa.Column("header_key", sa.Text, primary_key=True),
    needed("mapping", sa.JSON),
)
