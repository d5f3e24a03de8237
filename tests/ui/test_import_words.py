"""What the page of imports says about a file, and the examples it gives."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from feedback.domain.comment import ImportReport
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import Outcome, ThemeStatus
from feedback.intake.privacy import KINDS, redact
from feedback.intake.questions import Redaction
from feedback.ui import map_chart
from feedback.ui.import_examples import (
    dates_with_offset,
    readings_of_dates,
    readings_of_letters,
    readings_of_ratings,
)
from feedback.ui.import_form import _for_the_page
from feedback.ui.import_history import effect_of_undo
from feedback.ui.import_questions import scale_words
from feedback.ui.import_redactions import KIND_WORDS, aligned, excerpt, kinds_in_words
from feedback.ui.import_report import remarks, where_they_went


def test_only_dates_that_can_be_meant_two_ways_are_examples() -> None:
    rows = [{"when": cell} for cell in ("24/02/2026", "03/03/2026", "03/04/2026", "no date")]
    assert readings_of_dates(rows, "when") == [("03/04/2026", date(2026, 4, 3), date(2026, 3, 4))]


def test_ratings_are_shown_as_each_scale_would_read_them() -> None:
    rows = [{"score": cell} for cell in ("7", "1", "", "7")]
    assert readings_of_ratings(rows, "score", "1-7") == [("7", 5.0), ("1", 1.0)]
    assert readings_of_ratings(rows, "score", "7-1") == [("1", 5.0), ("7", 1.0)]
    assert (scale_words("1-7"), scale_words("7-1")) == (
        "1 to 7, 7 is best",
        "1 to 7, 1 is best",
    )


def test_a_date_that_names_its_zone_is_found() -> None:
    rows = [{"at": "2026-02-24 10:11"}, {"at": "2026-02-24T10:11Z"}]
    assert dates_with_offset(rows, "at") == "2026-02-24T10:11Z"
    assert dates_with_offset(rows[:1], "at") == ""


def test_letters_are_shown_as_each_encoding_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("texto\nNão gostei\n".encode("cp1252"))
    read = readings_of_letters(path, ["utf-8", "cp1252", "cp1251"])
    assert read == {"cp1252": "Não gostei", "cp1251": "Nгo gostei"}
    path.write_bytes(b"PK\x03\x04" + b"\xe3" * 50)
    assert readings_of_letters(path, ["cp1252"]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Write to mia@example.org or call +44 7911 123456, thanks",
        "mia@example.org",
        "[email] is a word, mia@example.org is not",
    ],
)
def test_what_is_replaced_is_found_in_the_text_and_nothing_is_lost(text: str) -> None:
    pieces = aligned(text, redact(text).text)
    assert "".join(piece for piece, _ in pieces) == text
    assert ("mia@example.org", "[email]") in pieces


def test_long_texts_are_cut_to_what_lies_around_the_markers() -> None:
    text = "word " * 200 + "mia@example.org" + " word" * 200
    short = excerpt(aligned(text, redact(text).text))
    assert sum(len(piece) for piece, _ in short) < 200
    assert ("mia@example.org", "[email]") in short


def test_the_effect_of_an_undo_is_said_before() -> None:
    both = effect_of_undo(ImportReport(file="a.csv", imported=2, updated=1))
    assert both[0].startswith("The 2 comments it brought go")
    assert both[1].startswith("The 1 comment it updated says again")
    nothing = effect_of_undo(ImportReport(file="a.csv", duplicates=5))
    assert nothing == ["It brought and updated nothing, so no comment changes."]


def test_names_on_the_map_do_not_lie_over_each_other() -> None:
    rows = [_theme(number, comments=100 - number) for number in range(1, 20)]
    close = [(row.id, 0.01 * row.id, 0.0) for row in rows]
    wide = map_chart.map_of_themes(close, rows).figure.data[0].text
    # The first above its mark, the last beside its own, at the end of the row.
    assert [name for name in wide if name] == ["Theme number 1", "Theme number 19"]
    apart = [(1, -0.5, 0.0), (2, 0.5, 0.0)]
    assert all(map_chart.map_of_themes(apart, rows[:2]).figure.data[0].text)
    near = [(1, -0.2, 0.0), (2, 0.2, 0.0)]
    narrow = map_chart.map_of_themes(near, rows[:2], narrow=True).figure.data[0]
    assert narrow.textposition == ("top center", "middle right")


def _theme(number: int, *, comments: int) -> ThemeSummary:
    return ThemeSummary(
        id=number,
        name=f"Theme number {number}",
        terms=(),
        comments=comments,
        languages={},
        status=ThemeStatus.OPEN,
        outcome=Outcome.UNDECIDED,
        owner="",
        first_seen=None,
        last_seen=None,
        mean_rating=None,
    )


ASKS = """
from pathlib import Path

import streamlit as st

from feedback.actions.importing import preview_file
from feedback.ui.import_questions import ask
from feedback.ui.state import Upload

seen = preview_file(Path(PATH))
st.session_state["said"] = ask(seen, Upload(PATH, "a.csv", 1), {}, "a").rating_scale
"""


def test_a_scale_that_was_only_guessed_from_the_first_rows_is_not_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    ratings = [n % 7 + 1 for n in range(1000)] + [n % 3 + 8 for n in range(400)]
    rows = "".join(f"text number {n} is here,{rating}\n" for n, rating in enumerate(ratings))
    path.write_text("comment,rating\n" + rows)
    page = AppTest.from_string(ASKS.replace("PATH", repr(str(path)))).run()
    assert page.radio[0].value == "1-7"
    assert page.session_state["said"] == ""
    page.radio[0].set_value("0-10").run()
    assert page.session_state["said"] == "0-10"


def test_every_kind_of_personal_data_has_words_and_is_shown_where_it_was() -> None:
    examples = {
        "email": "mia@example.org",
        "phone": "+44 7911 123456",
        "card": "4111 1111 1111 1111",
        "iban": "DE89 3704 0044 0532 0130 00",
        "ip": "192.168.0.17",
        "link": "https://a.example/reset?token=abcdef",
        "handle": "@mia_writes",
        "id-number": "529.982.247-25",
        "secret": "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    }
    assert set(examples) == set(KIND_WORDS) == KINDS
    for kind, personal in examples.items():
        before = f"this one: {personal} is mine"
        after = redact(before).text
        assert aligned(before, after) == [
            ("this one: ", ""),
            (personal, f"[{kind}]"),
            (" is mine", ""),
        ]
        assert kinds_in_words([Redaction(before, after, kinds={kind: 1})]) == KIND_WORDS[kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "“a.b” and “c” hold comments, each its own. Switch one off with --map text2= (and so on).",
        "“x” was taken for the date. Say --map created_at=COLUMN if it should be another one.",
        "No column looks like comments: a, b. Say which one holds them with --map text=COLUMN.",
    ],
)
def test_a_sentence_on_the_page_names_no_option_of_a_command(sentence: str) -> None:
    shown = _for_the_page(sentence)
    assert "--" not in shown
    assert shown == sentence.rpartition(". ")[0] + "."


def test_the_report_says_of_how_many_rows_its_figures_are_and_what_was_replaced() -> None:
    notes = ("Personal data was replaced before storing: 1,250 [handle], 3 [email].",)
    again = ImportReport(
        file="a.csv", rows=2510, imported=500, duplicates=2000, rejected=10, redacted=1253,
        languages={"en": 2500}, notes=notes,
    )  # fmt: skip
    said = remarks(again)
    assert said[0] == "Of all 2,500 rows of the file, whether new or not:"
    assert (
        "Personal data: 1,253 pieces replaced before storing (1,250 @names, 3 e-mail addresses)."
        in said
    )
    new = ImportReport(file="a.csv", rows=500, imported=500, languages={"en": 500})
    assert remarks(new) == ["Languages: English 500."]


def test_the_report_says_where_the_new_comments_went() -> None:
    assert where_they_went(320, 150) == (
        "In a theme by now: 320 of the 470 new comments that say something, 150 in none yet."
    )
    assert where_they_went(0, 500) == ""


ORIGIN = """
import streamlit as st

from feedback.ui.import_origin import choose_origin
from feedback.ui.state import Upload

st.session_state["said"] = choose_origin(CHOSEN, Upload("/x", "playstore.csv", 1), "", "")
"""


@pytest.mark.parametrize(
    ("chosen", "caption"),
    [
        ({"source": "from"}, "Recognised: Reviews."),
        (
            {"source": "from", "channel": "via"},
            "Each row names its channel in the column “via”; where it does not: Reviews.",
        ),
    ],
)
def test_the_channel_that_was_recognised_stands_beside_the_choice(
    chosen: dict[str, str], caption: str
) -> None:
    page = AppTest.from_string(ORIGIN.replace("CHOSEN", repr(chosen))).run()
    assert [one.value for one in page.caption] == [caption]
    page.selectbox[0].set_value("chat").run()
    assert page.session_state["said"] == ("", "chat")
    assert not page.caption
