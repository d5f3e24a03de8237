"""Workbooks, JSON, Parquet and packed files: the same comments as from CSV, and the same limits."""

import csv
import gzip
import io
import json
import resource
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter

from feedback.errors import InputError
from feedback.intake.reading import open_table

ROWS = [
    ["id", "date", "stars", "comment"],
    ["1", "2026-01-05", "5", "The export button is hard to find"],
    ["2", "2026-01-06", "1", 'It crashes, "every" time\nI save'],
    ["5.7E5", "2026-01-07", "3", "Жақсы қосымша, бірақ баяу"],
]


def as_csv(rows=ROWS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_json(rows=ROWS) -> bytes:
    head, *body = rows
    records = [dict(zip(head, row, strict=True)) for row in body]
    return json.dumps(records, ensure_ascii=False).encode()


def as_json_lines(rows=ROWS) -> bytes:
    return b"\n".join(json.dumps(record).encode() for record in json.loads(as_json(rows)))


def as_parquet(rows=ROWS) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(json.loads(as_json(rows))), sink)
    return sink.getvalue()


def as_workbook(rows=ROWS, *, rows_xml: str = "") -> bytes:
    """The smallest XLSX a spreadsheet program would open."""
    body = rows_xml or "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>'
        "</worksheet>",
    }
    return zipped(parts)


def zipped(members: dict[str, str | bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


FORMATS = {
    "csv": as_csv,
    "json": as_json,
    "jsonl": as_json_lines,
    "parquet": as_parquet,
    "xlsx": as_workbook,
}


@pytest.mark.parametrize("packing", ["", ".gz", ".zip"])
@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_holds_the_same_comments(bring_in, stored, kind, packing):
    content = FORMATS[kind]()
    name = f"answers.{kind}"
    if packing == ".gz":
        content = gzip.compress(content)
    elif packing == ".zip":
        content = zipped({name: content, "readme.md": "what this is"})
    report = bring_in(content, name=name + packing)
    assert (report.rows, report.imported) == (3, 3)
    assert [
        [c.external_id, c.created_at.date().isoformat(), f"{c.rating:.0f}", c.text]
        for c in stored()
    ] == ROWS[1:]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_a_file_is_is_told_from_its_bytes_and_not_from_its_name(bring_in, kind):
    assert bring_in(FORMATS[kind](), name="comments.txt").imported == 3


@pytest.mark.parametrize("kind", ["json", "parquet", "xlsx"])
def test_a_file_cut_in_half_is_refused_and_nothing_stored(bring_in, stored, kind):
    content = FORMATS[kind]([ROWS[0], *([*row] for row in ROWS[1:] * 500)])
    with pytest.raises(InputError, match="damaged"):
        bring_in(content[: len(content) // 2], name=f"half.{kind}")
    assert stored() == []


def test_a_gzip_cut_in_half_is_refused(bring_in):
    content = gzip.compress(as_csv(ROWS * 500))
    with pytest.raises(InputError, match="damaged"):
        bring_in(content[: len(content) // 2], name="half.csv.gz")


def test_nested_records_become_columns_with_dots(bring_in, stored):
    records = [{"id": 7, "review": {"text": "It is far too slow", "stars": 2}, "tags": ["a", "b"]}]
    bring_in(
        json.dumps({"meta": {"count": 1}, "data": records}).encode(),
        name="nested.json",
        mapping={"text": "review.text", "rating": "review.stars"},
    )
    (comment,) = stored()
    assert (comment.external_id, comment.text, comment.rating) == ("7", "It is far too slow", 2.0)


def test_a_zip_with_two_tables_asks_for_one_at_a_time(bring_in):
    with pytest.raises(InputError, match="holds 2 tables"):
        bring_in(zipped({"a.csv": as_csv(), "b.csv": as_csv()}), name="two.zip")


@pytest.mark.parametrize("name", ["../outside.csv", "/etc/outside.csv", "..\\outside.csv"])
def test_a_zip_with_a_path_outside_it_is_refused(bring_in, name):
    with pytest.raises(InputError, match="outside it"):
        bring_in(zipped({name: as_csv()}), name="slip.zip")


def test_a_zip_inside_a_zip_is_refused(bring_in):
    inner = zipped({"a.csv": as_csv()})
    with pytest.raises(InputError):
        bring_in(zipped({"inner.zip": inner}), name="nested.zip")
    with pytest.raises(InputError, match="packed twice"):
        bring_in(gzip.compress(gzip.compress(as_csv())), name="nested.csv.gz.gz")


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped({"a.csv": content})])
def test_a_bomb_is_refused_before_it_goes_off(bring_in, pack):
    bomb = pack(b"id,comment\n" + b"0" * 300_000_000)
    start = time.process_time()
    with pytest.raises(InputError, match="would unpack to more than"):
        bring_in(bomb, name="bomb.gz")
    assert time.process_time() - start < 5


def test_a_workbook_of_empty_rows_costs_little(bring_in):
    empty = "".join(f'<row r="{number}"></row>' for number in range(5, 200_000))
    full = "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for number, row in enumerate(ROWS, 1)
    )
    start = time.monotonic()
    assert bring_in(as_workbook(rows_xml=full + empty), name="empty.xlsx").imported == 3
    assert time.monotonic() - start < 60


def test_a_table_of_ten_thousand_columns_is_refused(bring_in):
    head = ",".join(f"column {n}" for n in range(10_000))
    row = ",".join("x" for _ in range(10_000))
    with pytest.raises(InputError, match="10,000 columns"):
        bring_in(f"{head}\n{row}\n{row}\n")


def test_a_cell_of_fifty_megabytes_is_refused_with_its_line(bring_in, stored):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match="line 3"):
        bring_in(b'id,comment\n1,fine\n2,"' + b"word " * 10_000_000 + b'"\n')
    assert stored() == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024


def test_an_unpacked_file_is_gone_when_its_table_is(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(as_csv()))
    table = open_table(path)
    (folder,) = table.holds
    assert sum(1 for _ in table.rows()) == 3
    name = folder.name  # type: ignore[attr-defined]
    del table, folder
    assert not Path(name).exists()


def test_a_cell_far_away_is_told_before_its_rectangle_is_filled(bring_in):
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(5):
            sheet.write_row(row, 0, ["id", "text"] if row == 0 else [row, f"It is slow {row}"])
        sheet.write(1_048_575, 70, "x")
    with pytest.raises(InputError, match="cells far away from its table"):
        bring_in(sink.getvalue(), name="far.xlsx")
