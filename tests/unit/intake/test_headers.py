"""Where the header is, and files without one: no comment is lost above it or in it."""

import pytest

from feedback.actions.importing import preview_file
from tests.unit.intake.files import as_workbook

PLAIN = [
    "Great app but it crashes when I open the camera",
    "The delivery was late and cold",
    "Cannot log in any more since update",
    "Support never answers my tickets",
]
WITHOUT_HEADER = {
    "one column": ("".join(f"{text}\n" for text in PLAIN), PLAIN),
    "one column with commas": (
        "It is slow, and dear\nI like it, thanks\nFine, but late\n",
        ["It is slow, and dear", "I like it, thanks", "Fine, but late"],
    ),
    "with names": (
        f"{PLAIN[0]},Maria\n{PLAIN[1]},John\n{PLAIN[2]},Ana\n",
        PLAIN[:3],
    ),
    "two comments a row": (
        "good app,bad support\nThe delivery was late,never again\nCannot log in,very sad\n",
        ["good app", "The delivery was late", "Cannot log in"],
    ),
    "with kinds": (
        f"jdoe,positive,{PLAIN[0]}\nmary,negative,{PLAIN[1]}\nana,negative,{PLAIN[2]}\n",
        PLAIN[:3],
    ),
    "with ratings": (f"ana,{PLAIN[0]},fine,5\nben,{PLAIN[1]},dull,4\n", PLAIN[:2]),
}


@pytest.mark.parametrize("kind", WITHOUT_HEADER)
def test_the_first_comment_of_a_file_without_header_is_not_lost(bring_in, stored, kind):
    text, expected = WITHOUT_HEADER[kind]
    report = bring_in(text)
    assert [one.text for one in stored()] == expected
    assert any("numbered" in note for note in report.notes)


def test_personal_data_in_a_first_comment_is_replaced_and_not_a_name(bring_in, stored, store):
    report = bring_in(
        "The app of yours is so slow since leak@example.com came\nAnother long thing that he said\n"
        "Yet another one for you my friend\n"
    )
    assert report.imported == 3
    assert "leak@example.com" not in repr((stored(), report, store.imports.recent()))


WITH_HEADER = {
    "a title only": "Opinion\nThe delivery was late and cold\nIt is far too slow for me\n",
    "a question": "What do you think about our new app?\nThe delivery was late\nIt is too slow\n",
    "unknown names above numbers": "Zufriedenheit;Anmerkung zu uns\n4;Das ist zu langsam\n"
    "5;Das ist sehr schön\n",
    "a name above kinds": "mood,what came\n" + "".join(f"{m},it is number {n} of them all\n"
                                                       for n, m in enumerate("aabbab")),
    "a known name": "Comment of the day,feedback\nyes,this was good\nno,that was bad\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", WITH_HEADER)
def test_a_header_of_unknown_names_is_still_one(bring_in, kind):
    report = bring_in(WITH_HEADER[kind])
    assert report.rows == WITH_HEADER[kind].count("\n") - 1
    assert not any("numbered" in note for note in report.notes)


ABOVE = {
    "filled up with empty cells": (
        "Report: Customer feedback,,,\nGenerated,2026-11-01,,\nFilter,All,,\n,,,\n", 4,
    ),
    "as wide as the table": (
        "Customer Feedback Export\nDate range:,2026-01-01,to,2026-01-31\nStatus:,All,,\n\n", 4,
    ),
    "half as wide, in words": ("Name of survey,Q4 customer survey,,\nOwner,Marketing,,\n", 2),
    "names of groups": ("Respondent,,Answers,\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", ABOVE)
def test_the_header_is_found_below_what_a_tool_wrote_above_it(bring_in, stored, kind):
    above, lines = ABOVE[kind]
    report = bring_in(
        above + "id,date,comment,rating\n1,2026-01-02,It is too slow,5\n2,2026-01-03,Too dear,1\n"
    )
    assert [(one.external_id, one.text, one.rating) for one in stored()] == [
        ("1", "It is too slow", 5.0), ("2", "Too dear", 1.0),
    ]  # fmt: skip
    assert any(f"{lines} line" in note and "before the header" in note for note in report.notes)


@pytest.mark.parametrize(
    "head", ["Respondent,Response,Response,Response", "comment,date,comment,date", "x,y,y,y"]
)
def test_names_that_come_twice_are_names(tmp_path, head):
    path = tmp_path / "a.csv"
    path.write_text(f"{head}\n1,2026-01-02,I like the speed,Too dear\n2,2026-01-02,I like it,No\n")
    seen = preview_file(path, mapping={"text": head.rpartition(",")[2]})
    assert len(seen.rows) == 2
    assert seen.columns[0] == head.split(",")[0]


def test_names_and_questions_of_qualtrics_are_no_comments(bring_in, stored):
    import_ids = ",".join(f'"{{""ImportId"":""{one}""}}"' for one in ("startDate", "_id", "QID1"))
    bring_in(
        "StartDate,ResponseId,Q1\nStart Date,Response ID,What could we do better?\n"
        f"{import_ids}\n2026-02-03 10:11:12,R_1,It is too slow for me\n"
        "2026-02-04 10:11:12,R_2,Please add a calendar\n"
    )
    assert [(one.external_id, one.text, one.created_at.day) for one in stored()] == [
        ("R_1", "It is too slow for me", 3),
        ("R_2", "Please add a calendar", 4),
    ]


def test_rows_of_a_sheet_are_counted_from_its_top_wherever_its_table_begins(bring_in, store):
    rows = [("10", ["id", "comment"]), ("11", ["1", "It is too slow"]), ("12", ["2", ""])]
    cells = "".join(
        f'<row r="{line}">'
        + "".join(f'<c r="{column}{line}" t="inlineStr"><is><t>{cell}</t></is></c>'
                  for column, cell in zip("AB", row, strict=True))
        + "</row>"
        for line, row in rows
    )  # fmt: skip
    report = bring_in(as_workbook(rows_xml=cells), name="a.xlsx")
    (reject,) = store.imports.rejects(report.id)
    assert (reject.line, report.imported) == (12, 1)
    assert not any("before the header" in note for note in report.notes)
