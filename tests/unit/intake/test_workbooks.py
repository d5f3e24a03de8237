"""Excel workbooks: dates as they are meant, and the harm such a file can try to do."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from feedback.errors import InputError
from feedback.intake.reading import open_table
from tests.unit.intake.files import ROWS, as_workbook, zipped

SECRET = "what stands in a file of this computer"


def workbook(fill: Callable[[Any, Any], None], **options: object) -> bytes:
    """A workbook of one sheet that `fill(book, sheet)` writes."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet())
    return sink.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """The smallest workbook with this sheet in the place of its own."""
    with zipfile.ZipFile(io.BytesIO(as_workbook())) as plain:
        parts: dict[str, str | bytes] = {name: plain.read(name) for name in plain.namelist()}
    return zipped({**parts, "xl/worksheets/sheet1.xml": xml})


def sheet_xml() -> str:
    with zipfile.ZipFile(io.BytesIO(as_workbook())) as plain:
        return plain.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_of_a_workbook_are_the_days_its_author_saw(bring_in, stored, since_1904):
    days = [datetime(2026, 2, 28, 23, 59), datetime(2024, 2, 29), datetime(2026, 12, 1, 7, 5, 30)]

    def fill(book, sheet):
        shown = book.add_format({"num_format": "d mmm yyyy hh:mm"})
        sheet.write_row(0, 0, ["id", "created", "comment"])
        for row, day in enumerate(days, 1):
            sheet.write_number(row, 0, row)
            sheet.write_datetime(row, 1, day, shown)
            sheet.write_string(row, 2, f"The export is too slow, time {row}")

    bring_in(workbook(fill, default_date_format="", date_1904=since_1904), name="days.xlsx")
    assert [comment.created_at for comment in stored()] == days
    assert [comment.external_id for comment in stored()] == ["1", "2", "3"]


def test_day_numbers_without_a_date_format_are_read_as_days(bring_in, stored):
    def fill(_book, sheet):
        sheet.write_row(0, 0, ["id", "date", "comment"])
        for row, serial in enumerate([46_023, 46_024.5, 46_054], 1):
            sheet.write_row(row, 0, [row, serial, f"The export is too slow, time {row}"])

    bring_in(workbook(fill), name="serials.xlsx")
    assert [comment.created_at.date() for comment in stored()] == [
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 2, 1),
    ]


def test_numbers_errors_and_formulas_are_what_the_sheet_shows(bring_in, stored):
    def fill(_book, sheet):
        sheet.write_row(0, 0, ["id", "rating", "comment"])
        sheet.write_row(1, 0, [1_234_567_890_123, 4, "Works, but the export is slow"])
        sheet.write_formula(2, 0, "=1+1", value=2)
        sheet.write_formula(2, 1, "=2+3", value=5)
        sheet.write_formula(2, 2, '="I like"&" it a lot"', value="I like it a lot")
        sheet.write_row(3, 0, [3, 2])
        sheet.write_formula(3, 2, "=NA()", value="#N/A")

    report = bring_in(workbook(fill), name="formulas.xlsx")
    assert [(c.external_id, c.rating, c.text) for c in stored()][:2] == [
        ("1234567890123", 4, "Works, but the export is slow"),
        ("2", 5, "I like it a lot"),
    ]
    assert report.rows == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("padding", [0, 5_000, 200_000])
def test_entities_never_bring_in_a_file_of_this_computer(
    bring_in, stored, tmp_path, encoding, padding
):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    entity = f'<!DOCTYPE worksheet [<!ENTITY secret SYSTEM "{secret.as_uri()}">]>'
    xml = sheet_xml().replace("The export button is hard to find", "&amp; &secret; is")
    hidden = f"<!-- {'x' * padding} -->" if padding else ""
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    try:
        bring_in(with_sheet((head + hidden + entity + xml).encode(encoding)), name="entity.xlsx")
    except InputError as refused:
        assert "entities" in str(refused) or "damaged" in str(refused)
        assert stored() == []
    assert not any(SECRET in comment.text for comment in stored())


def test_a_doctype_behind_a_long_comment_is_seen(tmp_path):
    path = tmp_path / "late.xlsx"
    path.write_bytes(with_sheet(f"<!-- {'x' * 50_000} --><!DOCTYPE a []>{sheet_xml()}".encode()))
    with pytest.raises(InputError, match="declares XML entities"):
        open_table(path)


def test_a_workbook_over_two_hundred_megabytes_inside_is_refused_unread(tmp_path):
    noise = random.Random(1)
    path = tmp_path / "large.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(210):
                sheet.write(noise.randbytes(20_000) + b" " * ((1 << 20) - 20_000))
    assert 210 / (path.stat().st_size / (1 << 20)) < 100
    start = time.process_time()
    with pytest.raises(InputError, match="would unpack to more than 200 MB"):
        open_table(path)
    assert time.process_time() - start < 1


def test_a_million_empty_rows_cost_little(bring_in):
    full = "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for number, row in enumerate(ROWS, 1)
    )
    empty = "".join(f'<row r="{number}"/>' for number in range(5, 1_000_000))
    start = time.monotonic()
    assert bring_in(as_workbook(rows_xml=full + empty), name="empty.xlsx").imported == 3
    assert time.monotonic() - start < 60


def test_a_cell_far_away_is_told_before_its_rectangle_is_filled(bring_in):
    def fill(_book, sheet):
        for row in range(5):
            sheet.write_row(row, 0, ["id", "text"] if row == 0 else [row, f"It is slow {row}"])
        sheet.write(1_048_575, 70, "x")

    with pytest.raises(InputError, match="cells far away from its table"):
        bring_in(workbook(fill), name="far.xlsx")
