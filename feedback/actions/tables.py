"""Write tables that a spreadsheet opens without running anything."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, TextIO

import xlsxwriter

from feedback.announcements.plain import REPLACEMENT, visible

FORMULA_SIGNS = "=+-@|%"
PLAIN_NUMBER = re.compile(r"-?\d+([.,]\d+)*([eE][+-]?\d+)?")
AFTER_SEPARATOR = re.compile(r"([;\t\r\n][\s\"']*)(?=[=+\-@＝＋－＠])")
RETURN = re.compile(r"\r\n?")
UNSEEN_STARTS = ("\t", "\r", "\n", "\0", "\ufeff")
LONGEST_CELL = 32_767  # characters a cell of a workbook holds
CUT = " […]"
EARLIEST = datetime(1980, 1, 1)
FIRST_YEAR = 1900  # of a workbook's calendar; what is older is text
WIDEST_COLUMN = 60  # characters
UNSEEN_CATEGORIES = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def csv_cell(text: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet might take for a formula.

    Looked at is the first sign a reader sees, in its usual form: blanks and control characters
    before it do not stop every spreadsheet, and full-width signs count for some. The same goes
    for a sign behind a semicolon or a line break inside the cell, because a spreadsheet set to
    semicolons splits there. A plain number may begin with a minus sign;
    of one with a plus a spreadsheet would lose the plus. (OWASP, "CSV Injection".)
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
        cells = [csv_cell(cell_text(row[column])) for column in columns]
        # The writer does not quote a lone carriage return, and readers take it for a new row.
        writer.writerow([RETURN.sub("\n", cell) for cell in cells])
        written += 1
    return written


def write_xlsx(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: BinaryIO, *, sheet: str
) -> int:
    """Write a workbook with one sheet to `out`; how many rows.

    Numbers, dates and true or false are such (moments without their time zone, which a workbook
    does not know; what is no number is an error in its cell); all else is text, which no
    spreadsheet reads as a formula, a link or a number. Text that would be one if somebody typed it
    keeps the mark of typed-in text, so that editing the cell does not bring it to life. What is
    longer than a cell can hold ends with […].
    """
    options = dict.fromkeys(
        ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False
    ) | {"in_memory": True, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(out, options) as book:
        # The same rows give the same bytes: no time of day among the properties.
        book.set_properties({"created": EARLIEST})
        page = book.add_worksheet(sheet)
        cells = _Cells(book, page)
        head = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            page.write_string(0, number, column, head)
        written = 0
        widths = [len(column) for column in columns]
        for written, row in enumerate(rows, start=1):
            for number, column in enumerate(columns):
                width = cells.write(written, number, row[column])
                widths[number] = max(widths[number], min(width, WIDEST_COLUMN))
        for number, width in enumerate(widths):
            page.set_column(number, number, width + 2)
    return written


class _Cells:
    """Writes the cells of one sheet."""

    def __init__(self, book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        look = {"text_wrap": True, "valign": "top"}
        self._page = page
        self._plain = book.add_format(look)
        self._quoted = book.add_format(look | {"quote_prefix": True})
        self._day = book.add_format(look | {"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format(look | {"num_format": "yyyy-mm-dd hh:mm"})

    def write(self, row: int, column: int, value: Any) -> int:
        """Write one cell; how wide it is, in characters."""
        match value:
            case bool():
                self._page.write_boolean(row, column, value, self._plain)
                return 5
            case int() | float():
                self._page.write_number(row, column, value, self._plain)
                return 0
            case datetime() if value.year >= FIRST_YEAR:
                self._page.write_datetime(row, column, value.replace(tzinfo=None), self._moment)
                return 16
            case date() if value.year >= FIRST_YEAR:
                self._page.write_datetime(row, column, value, self._day)
                return 10
        text = _shortened(visible(cell_text(value)))
        marked = csv_cell(text) != text
        self._page.write_string(row, column, text, self._quoted if marked else self._plain)
        return len(text)


def _shortened(text: str) -> str:
    units = len(text.encode("utf-16-le")) // 2
    if units <= LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def cell_text(value: Any) -> str:
    """A value as a person would write it into a cell; NULs, which no reader takes, are replaced."""
    match value:
        case None:
            return ""
        case Mapping():
            return ", ".join(f"{key} {cell_text(item)}" for key, item in value.items())
        case list() | tuple():
            return ", ".join(cell_text(item) for item in value)
        case _:
            return str(value).replace("\0", REPLACEMENT)
