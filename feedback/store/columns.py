"""Kinds of columns and functions that the two databases spell differently."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

_LIMIT = 2**63


class Id(sa.types.TypeDecorator[int]):
    """A row's number. Asking for one too large for a database finds nothing, as it should."""

    impl = sa.BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """SQLite numbers rows only in a column declared INTEGER."""
        return dialect.type_descriptor(
            sa.Integer() if dialect.name == "sqlite" else sa.BigInteger()
        )

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """No row has the number 0."""
        if value is not None and not -_LIMIT <= value < _LIMIT:
            return 0
        return value


def scanned(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """A column to compare or sort by without its index: for when another index serves better.

    SQLite, which counts nothing beforehand, thinks of every comparison as finding few rows.
    """
    return column + sa.literal_column("0")


class Position(GenericFunction[int]):
    """Where a text occurs in another, from 1; 0 if it does not.

    Unlike LIKE it knows no wildcards, and takes a text to look for of any length.
    """

    name = "instr"
    type = sa.Integer()
    inherit_cache = True


@compiles(Position, "postgresql")
def _position(element: Position, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kwargs)})"
