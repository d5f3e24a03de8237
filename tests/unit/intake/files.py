"""The same three comments as a file of every format."""

import csv
import io
import json
import zipfile
from xml.sax.saxutils import escape

import pyarrow
import pyarrow.parquet

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
