"""Write tables that a spreadsheet opens without running anything."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

FORMULA_SIGNS = "=+-@|%"
PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*([eE][+-]?\d+)?")
AFTER_SEPARATOR = re.compile(r"([;\t\r\n][\s\"']*)(?=[=+\-@＝＋－＠])")
UNSEEN_STARTS = ("\t", "\r", "\n", "\0", "\ufeff")
UNSEEN_CATEGORIES = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def csv_cell(text: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet might take for a formula.

    Looked at is the first sign a reader sees, in its usual form: blanks and control characters
    before it do not stop every spreadsheet, and full-width signs count for some. The same goes
    for a sign behind a semicolon or a line break inside the cell, because a spreadsheet set to
    semicolons splits there. A plain number may begin with a minus sign. (OWASP, "CSV Injection".)
    """
    if PLAIN_NUMBER.fullmatch(text):
        return text
    quoted = AFTER_SEPARATOR.sub(r"\1'", text)
    seen = next((c for c in text if unicodedata.category(c) not in UNSEEN_CATEGORIES), "")
    starts_formula = unicodedata.normalize("NFKC", seen)[:1] in tuple(FORMULA_SIGNS)
    return f"'{quoted}" if starts_formula or text.startswith(UNSEEN_STARTS) else quoted


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: TextIO) -> int:
    """Write a header and the rows to `out`; how many rows."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([csv_cell(column) for column in columns])
    written = 0
    for row in rows:
        writer.writerow([csv_cell(cell_text(row[column])) for column in columns])
        written += 1
    return written


def cell_text(value: Any) -> str:
    """A value as a person would write it into a cell; NULs are dropped, as no reader takes them."""
    match value:
        case None:
            return ""
        case Mapping():
            return ", ".join(f"{key} {cell_text(item)}" for key, item in value.items())
        case list() | tuple():
            return ", ".join(cell_text(item) for item in value)
        case _:
            return str(value)
