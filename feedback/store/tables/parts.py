"""What tables are made of: their names, ids, columns and references."""

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


def table(name: str, *parts: Any, **options: Any) -> sa.Table:
    return sa.Table(name, metadata, *parts, **options)


def numbered(name: str, *parts: Any) -> sa.Table:
    """A table whose ids are never used again, even after the latest row is deleted."""
    return sa.Table(
        name, metadata, sa.Column("id", Id, primary_key=True), *parts, sqlite_autoincrement=True
    )


def needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def reference(name: str, target: str, **options: Any) -> sa.Column[Any]:
    """A reference; the row goes when what it refers to goes."""
    key = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, Id, key, nullable=False, **options)
