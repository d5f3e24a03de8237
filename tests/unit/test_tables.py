"""What is printed is data: never markup, never a formula."""

import csv
import io
import json
import unicodedata
import zipfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest

from feedback.actions.tables import csv_cell, write_csv, write_xlsx


@pytest.mark.parametrize(
    "text", ["plain", "-3.5", "49", "a=b", "3 - 2", "-1e5", "1,000.5", "", "жоқ", "(nil)"]
)
def test_plain_cells_stay_as_they_are(text: str) -> None:
    assert csv_cell(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd",
        "+1",
        "+49 170 123",
        "+1e5",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "\0=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
@pytest.mark.parametrize(
    "before", ["", " ", "  ", "\t", "\r", "\n", "\0", " \0 ", "\xa0", "\u3000"]
)
def test_no_sign_that_starts_a_formula_lives_after_any_blank(sign: str, before: str) -> None:
    text = f"{before}{sign}HYPERLINK(1)"
    assert csv_cell(text).startswith("'")
    out = io.BytesIO()
    write_xlsx([{"a": text}], ["a"], out, sheet="x")
    with zipfile.ZipFile(out) as book:
        assert b"<f" not in book.read("xl/worksheets/sheet1.xml")


def is_live(cell: str) -> bool:
    """Whether some spreadsheet would run the cell."""
    return unicodedata.normalize("NFKC", cell).lstrip(" \t\r\n\0\ufeff")[:1] in tuple("=+-@")


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_no_formula_of_the_collection_lives_wherever_cells_are_split(
    shared_data: Path, delimiter: str
) -> None:
    file = shared_data / "torture" / "formula" / "formula_injection.jsonl"
    cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    dangerous = [case["s"] for case in cases if case["danger"] is True]
    assert len(dangerous) > 50
    for text in dangerous:
        out = io.StringIO(newline="")
        write_csv([{"a": "x", "b": text}], ["a", "b"], out)
        for line in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter):
            assert [cell for cell in line if is_live(cell)] == [], repr(text)


def test_a_row_stays_one_row_whatever_breaks_lines_in_its_cells() -> None:
    out = io.StringIO(newline="")
    write_csv([{"a": "one\rtwo\r\nthree\nfour\0", "b": "x"}], ["a", "b"], out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert rows == [{"a": "one\ntwo\nthree\nfour\ufffd", "b": "x"}]


def test_a_workbook_does_not_say_when_it_was_written() -> None:
    out = io.BytesIO()
    write_xlsx([{"a": 1}], ["a"], out, sheet="x")
    with zipfile.ZipFile(out) as book:
        about = book.read("docProps/core.xml").decode()
        assert {part.date_time[0] for part in book.infolist()} == {1980}
    assert about.count("1980-01-01T00:00:00Z") == 2


def test_a_workbook_holds_numbers_dates_and_text_as_such(tmp_path: Path) -> None:
    almaty = timezone(timedelta(hours=5))
    rows = [
        {"a": "=1+1", "b": 2, "c": date(2024, 5, 6), "d": None, "e": "http://x.example"},
        {"a": "жауап", "b": 2.5, "c": datetime(2024, 5, 6, 7, 8, tzinfo=almaty), "d": True,
         "e": ("x", "y")},
        {"a": "", "b": float("nan"), "c": date(1850, 1, 2), "d": False, "e": ""},
    ]  # fmt: skip
    path = tmp_path / "book.xlsx"
    with path.open("wb") as out:
        assert write_xlsx(rows, list("abcde"), out, sheet="book") == 3
    found = pd.read_excel(path, engine="calamine", keep_default_na=False)
    assert list(found["a"]) == ["=1+1", "жауап", ""]
    assert list(found["b"][:2]) == [2, 2.5]
    assert list(found["c"]) == [
        datetime(2024, 5, 6), datetime(2024, 5, 6, 7, 8), "1850-01-02"
    ]  # fmt: skip
    assert list(found["d"]) == ["", True, False]
    assert list(found["e"][:2]) == ["http://x.example", "x, y"]
