"""Print what was asked for: to standard output, as a table, JSON or CSV."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from feedback.actions.tables import cell_text, write_csv

Row = Mapping[str, Any]


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Format(StrEnum):
    """How data is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the data.")]


def print_rows(
    rows: Sequence[Row],
    style: Format,
    *,
    columns: Sequence[str],
    table_columns: Sequence[str] = (),
) -> None:
    """Print a list. `columns` are all there are; a table shows `table_columns` where given."""
    if style is Format.JSON:
        _print_json(list(rows))
    elif style is Format.CSV:
        write_csv(map(_inert, rows), columns, sys.stdout)
    else:
        _print_table(rows, table_columns or columns)


def print_row(row: Row, style: Format) -> None:
    """Print one thing: an object in JSON, two columns in a table."""
    if style is Format.JSON:
        _print_json(dict(row))
    elif style is Format.CSV:
        write_csv([_inert(row)], list(row), sys.stdout)
    else:
        pairs = [{"": key.replace("_", " "), " ": value} for key, value in row.items()]
        _print_table(pairs, ("", " "))


def say(sentence: str) -> None:
    """A remark on the side, to standard error."""
    print(_visible(sentence), file=sys.stderr)  # noqa: T201


def show_progress(share: float, message: str) -> None:
    """How far the work is, on one line of a terminal; nothing where nobody watches."""
    if sys.stderr.isatty():
        end = "\n" if share >= 1 else ""
        print(f"\r\x1b[K{share:4.0%} {_visible(message)}", end=end, file=sys.stderr)  # noqa: T201


def _inert(row: Row) -> Row:
    """A row for CSV, which may go to a terminal that would obey control characters."""
    return {name: _CONTROL.sub("�", cell_text(value)) for name, value in row.items()}


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=_json_value)
    sys.stdout.write("\n")


def _json_value(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _print_table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    if not rows:
        say("Nothing to show.")
        return
    table = Table(show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "))
    for row in rows:
        # Text, not markup: brackets in a name are brackets.
        table.add_row(*[Text(_visible(_short(row[column]))) for column in columns])
    Console(file=sys.stdout, soft_wrap=False).print(table)


def _short(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.2f}".rstrip("0").rstrip(".")
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case _:
            return cell_text(value)


def _visible(text: str) -> str:
    """Without control characters: a terminal would obey them."""
    return "".join(letter if letter.isprintable() or letter in "\n" else "�" for letter in text)
