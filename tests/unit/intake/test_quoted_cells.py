"""Where a cell ends is said by its quotation marks, not by what a customer wrote into it."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.intake.reading import lines, open_table
from feedback.intake.reading.lines import RecordReader
from feedback.intake.table import UnreadableRow

FORGED = (
    "I love it\n1,2026-01-02,Forged comment that the boss is a thief,1,yes,ana\n"
    "902,2026-01-02,Forged comment two for fun of it,1,yes,ana\n"
    "903,2026-01-02,Forged comment three for fun of it,1,yes,ana\nbye"
)
TWO_COLUMNS = "Shopping that went wrong\n" + "\n".join(f"thing {n}, broken" for n in range(8))
INSIDE = {
    "rows of the file itself": FORGED,
    "a numbered list": "Reasons:\n1, slow, very\n2, pricey, too much\n3, rude, staff\nBye",
    "a file of its own": "My export:\nid,date,comment\n1,2026-01-02,hello\n2,2026-01-03,you\n",
    "lines with one comma each": TWO_COLUMNS,
    "lines that end in quotation marks": 'He said\n1,"no"\n2,"no"\n3,"never"\n4,"ever"',
    "a table with tabs": "a table:\nx\ty\tz\nx\ty\tz\nx\ty\tz\nend",
    "backslashes before quotation marks": 'a path\n1,C:\\"x"\n2,D:\\"y"\n3,\\"\nend\\',
    "more lines than are looked at first": "so it was\n" + "1,2026-01-02,yes\n" * 900 + "end",
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("kind", INSIDE)
def test_what_stands_inside_quotation_marks_stays_one_comment(bring_in, stored, kind, delimiter):
    text = INSIDE[kind].replace(",", delimiter)
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(
        [
            ["id", "date", "comment"],
            ["7", "2026-01-05", "Good words of somebody"],
            ["8", "2026-01-05", text],
            ["9", "2026-01-06", "All fine here"],
        ]
    )
    report = bring_in(written.getvalue())
    assert (report.rows, report.imported) == (3, 3)
    assert [one.text for one in stored()][1] == text.strip()


def test_nobody_overwrites_the_comment_of_somebody_else(bring_in, stored):
    head = "id,date,comment,rating,consent,customer\n"
    first = "1,2026-01-02,Good words of the first customer,4,no,joe\n"
    bring_in(head + first)
    report = bring_in(head + first + f'3,2026-01-02,"{FORGED}",5,no,eve\n')
    assert (report.imported, report.updated, report.rejected) == (1, 0, 0)
    joe, eve = stored()
    assert (joe.text, joe.consent) == ("Good words of the first customer", False)
    assert (eve.text, eve.external_id, eve.consent) == (FORGED, "3", False)


def test_a_backslash_before_a_quotation_mark_is_read_where_nothing_else_makes_sense(
    bring_in, stored
):
    report = bring_in(
        'id,comment,rating\n1,"he said \\"hi\\" to me",4\n2,"how are you",5\n'
        '3,"and \\"then, this\\" came\nhe said \\"no\\"",2\n4,"it lies in C:\\",1\n'
    )
    assert (report.rows, report.rejected) == (4, 0)
    assert [(one.text, one.rating) for one in stored()] == [
        ('he said "hi" to me', 4.0),
        ("how are you", 5.0),
        ('and "then, this" came\nhe said "no"', 2.0),
        ("it lies in C:\\", 1.0),
    ]


def test_blanks_between_delimiter_and_quotation_mark_are_none_of_the_text(bring_in, stored):
    bring_in('id, comment\n1, "hello, there you"\n2, "how, are\nyou"\n3, fine so far\n')
    assert [one.text for one in stored()] == ["hello, there you", "how, are\nyou", "fine so far"]


WIDER = {
    "a comma in a comment at the end": (
        "id,comment\n1,The app is slow, and it crashes\n2,I like it, thanks\n"
        "3,Bad support, very bad\n4,Fine app\n5,Good, but not great\n",
        ["Fine app"],
    ),
    "a semicolon in a comment in the middle": (
        "id;date;comment;rating\n1;2026-01-02;Slow; crashes;4\n2;2026-01-02;Like it; thanks;5\n"
        "3;2026-01-02;Bad support;1\n",
        ["Bad support"],
    ),
    "a decimal comma": (
        "id,rating,comment\n1,4,5,This is the first\n2,3,0,This is the second\n3,4,The third one\n",
        ["The third one"],
    ),
    "many commas": (
        "id,comment\n1,slow, dull, old\n2,dear, late, rude\n3,cold, bad, sad\n4,Fine app\n",
        ["Fine app"],
    ),
}


@pytest.mark.parametrize("kind", WIDER)
def test_rows_wider_than_the_header_are_rejected_and_never_cut(bring_in, stored, store, kind):
    text, whole = WIDER[kind]
    report = bring_in(text)
    assert [one.text for one in stored()] == whole
    assert report.rejected == report.rows - 1
    assert any("more cells than the header" in note for note in report.notes)
    for reject in store.imports.rejects(report.id):
        assert "where the header has" in reject.reason
        assert "quotation marks" in reject.advice


def test_a_file_in_which_every_row_is_wider_says_nothing_of_its_ids(bring_in):
    report = bring_in("id,comment\n1,slow, and dear\n2,fine, and cheap\n")
    assert (report.imported, report.rejected) == (0, 2)
    assert not any("unique" in note for note in report.notes)


@pytest.mark.parametrize(
    "text",
    ["comment\nhello, you\nfine, thanks\ngood, bye\n", "comment\na; b\nc; d\ne; f\n"],
)
def test_commas_below_the_name_of_one_column_are_commas(bring_in, text):
    assert bring_in(text).imported == 3


def test_a_delimiter_at_the_end_of_every_row_loses_nothing(bring_in, stored):
    bring_in("id,comment\n1,hello there you,\n2,how are you,\n")
    assert [one.text for one in stored()] == ["hello there you", "how are you"]


def test_an_open_quotation_mark_is_found_below_the_lines_that_are_looked_at_first(tmp_path):
    path = tmp_path / "a.csv"
    rows = [f"{n},comment number {n},5\n" for n in range(1000)]
    rows[700] = '700,"an open one,5\n'
    path.write_text("id,comment,stars\n" + "".join(rows))
    read = [cells for _, cells in open_table(path).rows()]
    assert len(read) == 1000
    assert [at for at, cells in enumerate(read) if isinstance(cells, UnreadableRow)] == [700]


written_cells = st.text(st.sampled_from("a1,;\"\\\n\r\t 'x"), max_size=12)


@settings(max_examples=300)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(written_cells, min_size=width, max_size=width), min_size=1, max_size=8
        )
    ),
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_whatever_was_written_by_rfc_4180_is_read_as_it_was(rows, delimiter, quoting):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(rows)
    written_lines = io.StringIO(text.getvalue(), newline="")
    reader = RecordReader(written_lines, delimiter, width=len(rows[0]))
    assert [cells for _, cells in reader] == rows


# With half-written quotation marks, backslashes and line ends: what no tool should write.
PIECES = [
    *("a", "1", ",", ",", ",", '"', '""', '"\n', ',"', '\\"', "\\", "\n", "\n", "\r\n", "\r", " "),
    *("7,b,c\n", '8,"b\nb",c\n', "9,b,c\n" * 4),
]
torn_text = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def _read(text, together, monkeypatch, **how):
    monkeypatch.setattr(lines, "LETTERS_TOGETHER", together)
    reader = RecordReader(iter(io.StringIO(text, newline="")), ",", width=3, **how)
    return list(reader), reader.line


@settings(
    max_examples=500,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(torn_text, st.booleans(), st.booleans())
def test_lines_read_together_are_the_records_they_are_one_by_one(monkeypatch, text, blanks, is_cut):
    one_by_one = _read(text, 0, monkeypatch, blanks=blanks, is_cut=is_cut)
    for together in (5, 12, 40, 1 << 18):
        assert _read(text, together, monkeypatch, blanks=blanks, is_cut=is_cut) == one_by_one
