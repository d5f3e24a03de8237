"""The same tables as a workbook, for those who work in one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from feedback.actions.tables import cell_text

OPTIONS = {
    # Whatever people wrote is text in its cell: no formula, no link.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "in_memory": True,
}


def xlsx_bytes(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """A workbook of one sheet: a header, and the rows with numbers and dates as such.

    Dates are without a time zone, as a workbook knows none.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                value = row[column]
                match value:
                    case bool():
                        sheet.write_boolean(number, place, value)
                    case int() | float():
                        sheet.write_number(number, place, value)
                    case datetime():
                        sheet.write_datetime(number, place, value.replace(tzinfo=None), moment)
                    case date():
                        sheet.write_datetime(number, place, value, day)
                    case _:
                        sheet.write_string(number, place, cell_text(value))
    return out.getvalue()
