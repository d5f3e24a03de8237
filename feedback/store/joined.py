"""The numbers of a group in one piece, which takes no row for each of them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class NumbersJoined(GenericFunction[str]):
    """A group's whole numbers as text, in any order, without NULL."""

    name = "heard_numbers"
    type = sa.Text()
    inherit_cache = True


@compiles(NumbersJoined, "sqlite")
def _sqlite(element: NumbersJoined, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **kwargs)})"


@compiles(NumbersJoined, "postgresql")
def _postgresql(element: NumbersJoined, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"string_agg(CAST({compiler.process(element.clauses, **kwargs)} AS TEXT), ',')"


def split_numbers(joined: str | None) -> list[int]:
    """The numbers of a text that `NumbersJoined` made."""
    return [int(number) for number in joined.split(",")] if joined else []
