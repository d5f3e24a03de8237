"""Totals, blank rows and fillers of tools: nothing a customer said, and said to be so."""

import time

import pytest

from feedback.errors import InputError
from feedback.intake.columns import guess_columns
from feedback.intake.filler import is_filler
from tests.unit.intake.files import as_workbook

ROWS = [["id", "date", "comment", "rating"], ["1", "2026-01-02", "It is too slow", "5"]]


@pytest.mark.parametrize("word", ["Total", "Grand total:", "Jumlah", "Média", "Барлығы", "ИТОГО"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("below", [[], [["", "", "", ""]]])
def test_a_total_below_the_rows_is_rejected_and_no_comment(bring_in, store, word, kind, below):
    rows = [*ROWS, [word, "", "2 comments", "4.5"], *below]
    text = "".join(",".join(row) + "\n" for row in rows)
    report = bring_in(as_workbook(rows) if kind == "xlsx" else text, name=f"a.{kind}")
    (reject,) = store.imports.rejects(report.id)
    assert (report.imported, reject.line) == (1, 3)
    assert "total" in reject.reason


@pytest.mark.parametrize(
    "row", ["Total,,It broke totally,1\n2,2026-01-02,Fine,5", "Total,2026-01-02,It broke,1",
            "Totally,,It broke,1"],
)  # fmt: skip
def test_what_only_looks_like_a_total_is_a_comment(bring_in, stored, row):
    bring_in("id,date,comment,rating\n1,2026-01-02,It is too slow,5\n" + row + "\n")
    assert len(stored()) == 2 + row.count("\n")
    assert any("It broke" in one.text for one in stored())


def test_the_word_total_as_a_comment_of_a_small_table_is_one(bring_in):
    assert bring_in("comment,rating\nIt is too slow,5\nTotal,\n").imported == 2


@pytest.mark.parametrize("text", ["id,date,comment\n,,\n,,\n ,\t,\n", "id,comment\n\n\n,\n"])
def test_a_file_of_blank_rows_has_no_rows(bring_in, stored, text):
    with pytest.raises(InputError, match="no rows"):
        bring_in(text)
    assert stored() == []


@pytest.mark.parametrize(
    "text",
    ["Respondent skipped this question", "None of the above", "No answer given", "Did not respond",
     "Não respondeu à pergunta", "#REF!", "#VALUE!", "#NAME?", "#N/A"],
)  # fmt: skip
def test_what_tools_write_for_no_answer_is_filler(text):
    assert is_filler(text)


@pytest.mark.parametrize("text", ["ref", "value", "# a remark", "skipped my delivery", "What a"])
def test_words_that_say_something_are_none(text):
    assert not is_filler(text)


def test_a_table_of_thousands_of_columns_is_understood_in_seconds():
    columns = [f"field {n}" for n in range(4_997)] + ["id", "date", "comment"]
    row = ["some words of it"] * 4_997 + ["1", "2026-01-02", "It is far too slow"]
    began = time.process_time()
    guess = guess_columns(columns, [row] * 500)
    assert guess.mapping["text"] == "comment"
    assert time.process_time() - began < 20
