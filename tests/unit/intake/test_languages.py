"""The language of each comment, on public texts and on a few short ones."""

import csv

import pytest

from feedback.intake.filler import is_filler
from feedback.intake.language import language_code
from languages import LanguageVote


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def share_right(rows, vote=None):
    vote = vote or LanguageVote().fit([row["text"] for row in rows])
    return sum(vote.read(row["text"]) == row["language"] for row in rows) / len(rows)


def is_long(row):
    return sum(map(str.isalpha, row["text"])) > 40


@pytest.mark.parametrize("language", ["en", "id", "kk"])
def test_short_utterances_of_one_language(shared_data, language):
    rows = rows_of(shared_data / "xsid_intents_en_id_kk_dev.csv")
    assert share_right([row for row in rows if row["language"] == language]) >= 0.9


def test_short_utterances_of_three_languages_in_one_file(shared_data):
    rows = rows_of(shared_data / "xsid_intents_en_id_kk_dev.csv")
    vote = LanguageVote().fit([row["text"] for row in rows])
    for language in ("en", "id", "kk"):
        assert share_right([row for row in rows if row["language"] == language], vote) >= 0.8


@pytest.mark.parametrize(
    "name",
    [
        "nhs_fft_survey_dev.csv",
        "playstore_reviews_id_dev.csv",
        "olist_reviews_pt.csv",
        "kazsandra_reviews_kk_dev.csv",
    ],
)
def test_longer_texts_are_right_in_99_of_100(shared_data, name):
    assert share_right([row for row in rows_of(shared_data / name) if is_long(row)]) >= 0.99


def test_longer_texts_of_four_languages_in_one_file(shared_data):
    rows = [
        row
        for name in (
            "nhs_fft_survey_dev.csv",
            "playstore_reviews_id_dev.csv",
            "olist_reviews_pt.csv",
            "kazsandra_reviews_kk_dev.csv",
        )
        for row in [row for row in rows_of(shared_data / name) if is_long(row)][:700]
    ]
    assert share_right(rows) >= 0.99


@pytest.mark.parametrize(
    ("cell", "code"),
    [("en", "en"), ("pt-BR", "pt"), ("English", "en"), ("Bahasa Indonesia", "id"),
     ("қазақша", "kk"), ("xx", ""), ("", ""), ("5", "")],
)  # fmt: skip
def test_what_exports_call_a_language(cell, code):
    assert language_code(cell) == code


def test_a_language_column_is_believed_and_a_given_language_more(bring_in, stored):
    text = "lang,comment\nkk,OK\nPortuguese,Tudo bem\n"
    bring_in(text)
    assert [c.language for c in stored()] == ["kk", "pt"]
    bring_in(text, name="again.csv", language="en")
    assert [c.language for c in stored()][2:] == ["en", "en"]


@pytest.mark.parametrize(
    "text",
    ["Did not answer", "n/a", "N.A.", "nil", "-", "--", "...", "NOTHING!", "None.", "tidak ada",
     "Tdk ada.", "nada", "Nada a declarar", "sem comentários", "жоқ", "ЖОҚ.", "нет", "?", "x",
     "no comment", "null", "#N/A", "#REF!", "Respondent skipped this question", "None of the above",
     "No answer given", "Tidak dijawab", "Não respondeu à pergunta", "Сұраққа жауап бермеді"],
)  # fmt: skip
def test_what_says_nothing_is_filler(text):
    assert is_filler(text)


@pytest.mark.parametrize(
    "text",
    ["Nothing works", "No lift", "tidak ada air panas", "nada funciona", "жоқ болып кетті", "👍",
     "10", "bad", "not good", "No complaints, lovely staff", "😡😡", "ok"],
)  # fmt: skip
def test_what_says_something_is_no_filler(text):
    assert not is_filler(text)
