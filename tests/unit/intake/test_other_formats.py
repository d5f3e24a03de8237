"""JSON, Parquet and packed files: the same comments as from CSV, and the same limits."""

import gzip
import io
import json
import resource
import time
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from feedback.errors import InputError
from feedback.intake.reading import open_table, tables_of
from tests.unit.intake.files import FORMATS, ROWS, as_csv, zipped


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


@pytest.mark.parametrize(
    "first",
    [
        {"id": "1", "comment": "The first one is great", "tags": ["a", "b"]},
        {"id": "1", "comment": "The first one is great", "replies": [{"by": "us"}, {"by": "you"}]},
        {"id": "1", "comment": "The first one is great " + "and long " * 10_000},
    ],
)
def test_json_lines_may_begin_with_a_list_or_a_long_record(bring_in, stored, first):
    lines = [first, {"id": "2", "comment": "The second one is bad", "tags": []}]
    bring_in("\n\n".join(json.dumps(line) for line in lines), name="a.jsonl")
    assert [comment.external_id for comment in stored()] == ["1", "2"]
    assert stored()[0].text.startswith("The first one is great")


def test_a_struct_that_begins_with_nothing_keeps_its_columns(bring_in, stored):
    user = pyarrow.struct([("id", pyarrow.string()), ("rating", pyarrow.int64())])
    table = pyarrow.table(
        {
            "comment": ["The first one is good", "The second one is bad"],
            "user": pyarrow.array([None, {"id": "u1", "rating": 5}], type=user),
        }
    )
    sink = io.BytesIO()
    pyarrow.parquet.write_table(table, sink)
    bring_in(
        sink.getvalue(), name="a.parquet", mapping={"customer": "user.id", "rating": "user.rating"}
    )
    assert [(bool(one.customer), one.rating) for one in stored()] == [(False, None), (True, 5.0)]


@pytest.mark.parametrize("name", ["readme.txt", "export/README.txt", "LICENSE.txt", "leia-me.txt"])
def test_a_text_about_the_table_is_not_imported_with_it(bring_in, name):
    packed = zipped({name: "All about this export\nand how to read it\n", "a.csv": as_csv()})
    assert bring_in(packed, name="a.zip").imported == 3


def test_a_text_that_is_alone_is_a_table(bring_in):
    assert bring_in(zipped({"readme.txt": as_csv()}), name="a.zip").imported == 3


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_one_name_both_are_tables(bring_in, stored, tmp_path):
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "id,comment\n1,The first one is good\n")
        archive.writestr("a.csv", "id,comment\n2,The second one is bad\n")
    assert tables_of(path) == ("a.csv", "a.csv (2)")
    for table in tables_of(path):
        bring_in(path, table=table)
    assert [one.text for one in stored()] == ["The first one is good", "The second one is bad"]
