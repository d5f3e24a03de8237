"""Hostile files: drop one into ../shared/data/torture and it is a test.

Whatever a file is, it comes in and adds up, or is refused in one sentence with nothing stored; it
takes seconds and little memory, and importing it again changes nothing.
"""

import json
import resource
import time
from pathlib import Path

import pytest

from feedback.errors import InputError
from feedback.intake.reading import open_table

TORTURE = Path(__file__).parents[4] / "shared" / "data" / "torture"
FILES = sorted(path for path in TORTURE.rglob("*") if path.is_file()) if TORTURE.is_dir() else []
SECONDS = 60
MEGABYTES = 700

if not FILES:
    pytest.skip("the torture files are not here", allow_module_level=True)


def peak() -> float:
    """The most memory ever held by this process and by its largest child, in MB."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def name_of(path: Path) -> str:
    return path.relative_to(TORTURE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_comes_in_once_or_is_refused_in_a_sentence(bring_in, stored, store, path):
    start = time.monotonic()
    before = peak()
    try:
        report = bring_in(path)
    except InputError as refused:
        assert str(refused).endswith(".") and "Traceback" not in str(refused)
        assert str(path.parent) not in str(refused)
        assert stored() == [] and store.imports.recent() == []
    else:
        again = bring_in(path)
        assert (again.imported, again.updated) == (0, 0)
        assert (again.duplicates, again.rejected) == (
            report.imported + report.updated + report.duplicates,
            report.rejected,
        )
        assert all("\x00" not in comment.text for comment in stored())
    assert time.monotonic() - start < SECONDS
    assert peak() - before < MEGABYTES


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.match("encodings/feedback_*.csv")], ids=name_of
)
def test_an_encoding_is_told_from_the_letters(path):
    table = open_table(path)
    rows = [dict(zip(table.columns, cells, strict=True)) for _, cells in table.rows()]
    expected = path.with_name(f"{path.stem}.expected.json")
    assert rows == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.match("xlsx/hostile/*") and "bomb" in path.name],
    ids=name_of,
)
def test_a_workbook_that_would_grow_is_refused_at_once(path):
    start = time.process_time()
    with pytest.raises(InputError, match="would unpack to more than"):
        open_table(path)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("billion_laughs.xlsx", "declares XML entities"),
        ("xxe_file.xlsx", "declares XML entities"),
        ("zip_slip.xlsx", "outside it"),
        ("many_entries_1200.xlsx", "1,209 files"),
    ],
)
def test_a_hostile_workbook_is_refused_with_its_reason(name, sentence):
    with pytest.raises(InputError, match=sentence):
        open_table(TORTURE / "xlsx" / "hostile" / name)


def test_the_same_source_exported_twice_is_updated_and_never_doubled(bring_in, stored):
    shapes = TORTURE / "csv" / "shapes"
    for _ in range(2):
        bring_in(shapes / "idempotent_a.csv", source="survey")
    assert len(stored()) == 2
    report = bring_in(shapes / "idempotent_b.csv", source="survey")
    assert (report.imported, report.updated) == (1, 1)
    assert {c.external_id: c.text for c in stored()} == {
        "A1": "slow",
        "A2": "crash on save",
        "A3": "love it",
    }


def test_bad_json_lines_are_listed_by_number_and_good_ones_come_in(bring_in, stored, store):
    report = bring_in(TORTURE / "json" / "feedback_torture.jsonl.txt")
    assert [reject.line for reject in store.imports.rejects(report.id)] == [2, 3, 4, 7]
    assert [c.external_id for c in stored()] == ["1", "7", "9007199254740993", "12", "14"]


def test_ids_that_look_like_numbers_stay_as_they_are(bring_in, stored):
    bring_in(TORTURE / "csv" / "shapes" / "ids_as_float.csv")
    ids = [comment.external_id for comment in stored()]
    assert ids[:7] == ["00123", "1E5", "9007199254740993", "0x1F", "1_000", "TRUE", "NA"]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only(bring_in, store, stored):
    report = bring_in(TORTURE / "csv" / "shapes" / "unterminated_quote.csv")
    (reject,) = store.imports.rejects(report.id)
    assert (reject.line, len(stored())) == (2, 2)
    assert "quotation mark" in reject.reason
