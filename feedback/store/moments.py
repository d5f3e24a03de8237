"""Parts of a moment, which the two databases spell differently."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class DayOf(GenericFunction[str]):
    """The day of a moment as ISO 8601 text, which sorts as days do."""

    name = "heard_day"
    type = sa.Text()
    inherit_cache = True


class HasTime(GenericFunction[bool]):
    """Whether a moment has a time of day: midnight to the second is how a day alone is stored."""

    name = "heard_has_time"
    type = sa.Boolean()
    inherit_cache = True


class HoursJoined(GenericFunction[str]):
    """Of moments with a number each: day, hour (00 to 23; 24 for midnight to the second, which is
    a day without a time) and number, with commas in between."""

    name = "heard_hours"
    type = sa.Text()
    inherit_cache = True


class MinutesBetween(GenericFunction[int]):
    """Whole minutes from one moment to another, rounded down, seconds' fractions left out."""

    name = "heard_minutes"
    type = sa.Integer()
    inherit_cache = True


@compiles(DayOf, "sqlite")
def _sqlite_day(element: DayOf, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"substr({compiler.process(element.clauses, **kwargs)}, 1, 10)"


@compiles(DayOf, "postgresql")
def _postgresql_day(element: DayOf, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **kwargs)}, 'YYYY-MM-DD')"


@compiles(HasTime, "sqlite")
def _sqlite_has_time(element: HasTime, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"(substr({compiler.process(element.clauses, **kwargs)}, 12, 8) <> '00:00:00')"


@compiles(HasTime, "postgresql")
def _postgresql_has_time(element: HasTime, compiler: SQLCompiler, **kwargs: Any) -> str:
    moment = compiler.process(element.clauses, **kwargs)
    return f"(to_char({moment}, 'HH24:MI:SS') <> '00:00:00')"


@compiles(HoursJoined, "sqlite")
def _sqlite_hours(element: HoursJoined, compiler: SQLCompiler, **kwargs: Any) -> str:
    moment, number = (compiler.process(part, **kwargs) for part in element.clauses)
    hour = (
        f"CASE substr({moment}, 12, 8) WHEN '00:00:00' THEN '24' ELSE substr({moment}, 12, 2) END"
    )
    return f"group_concat(substr({moment}, 1, 10) || {hour} || {number})"


@compiles(HoursJoined, "postgresql")
def _postgresql_hours(element: HoursJoined, compiler: SQLCompiler, **kwargs: Any) -> str:
    moment, number = (compiler.process(part, **kwargs) for part in element.clauses)
    hour = (
        f"CASE to_char({moment}, 'HH24:MI:SS') WHEN '00:00:00' THEN '24' "
        f"ELSE to_char({moment}, 'HH24') END"
    )
    day = f"to_char({moment}, 'YYYY-MM-DD')"
    return f"string_agg({day} || {hour} || CAST({number} AS TEXT), ',')"


@compiles(MinutesBetween, "sqlite")
def _sqlite_minutes(element: MinutesBetween, compiler: SQLCompiler, **kwargs: Any) -> str:
    begin, end = (compiler.process(part, **kwargs) for part in element.clauses)
    seconds = f"(CAST(strftime('%s', {end}) AS INTEGER) - CAST(strftime('%s', {begin}) AS INTEGER))"
    # Division truncates towards zero; below zero it has to go down.
    return f"(({seconds} - CASE WHEN {seconds} < 0 THEN 59 ELSE 0 END) / 60)"


@compiles(MinutesBetween, "postgresql")
def _postgresql_minutes(element: MinutesBetween, compiler: SQLCompiler, **kwargs: Any) -> str:
    begin, end = (compiler.process(part, **kwargs) for part in element.clauses)
    span = f"(date_trunc('second', {end}) - date_trunc('second', {begin}))"
    return f"CAST(floor(extract(epoch FROM {span}) / 60) AS INTEGER)"
