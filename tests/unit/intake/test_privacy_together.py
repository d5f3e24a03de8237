"""Personal data in many texts at once: the same as in each text alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.intake.privacy import redact, redact_all
from feedback.intake.privacy.signs import Signs, letters_of
from feedback.intake.privacy.suspects import suspects

CORPUS = Path(__file__).parents[2] / "data" / "privacy"
PIECES = (
    "@", "＠", "a", "mia", "mia@example.org", ".", ":", "://", "www.", "t.me/", "wa.me/6281234567",
    " at ", "(at)", "[at]", " arroba ", "gmail", " dot ", ".com", "0", "12", "+62 812 3456 7890",
    "10.0.0.1", "fe80::1:2", "4111 1111 1111 1111", "KZ86 125K ZT50 0410 0100", "-", " ", "\n",
    "İ", "K", "Ⓐ", "ß", "?token=abcdef", "https", "@united", "5.70306E+17", "\t", "123.456.789-09",
    "0812\u20113456\u20117890", "\u00a0", "\u200b", "_", "０８１２３４５６７８９",
    "Budi081234567890",
    "%40mail.org", "instagram.com/mia", "password: ab12cd", "ghp_abcdefghijklmnopqrst1", "mia#1234",
    "/", ",", "CPF.", "ig:", "instagram saya ", "mas_bejo77", " собака ", " точка ", "plus ",
    "0xx21 ", "@gmail", "sk-", "github.com/wren",
)  # fmt: skip

texts = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=12)


@given(texts)
def test_together_gives_what_each_gives_alone(given_texts):
    alone = {
        place: found
        for place, text in enumerate(given_texts)
        if (found := redact(text, {"@united"})).found
    }
    assert redact_all(given_texts, {"@united"}) == alone


def test_together_gives_what_each_gives_alone_in_all_hand_written_cases():
    cases = [line for file in CORPUS.glob("*") for line in file.read_text("utf-8").splitlines()]
    found = redact_all(cases)
    assert len(found) > 200
    assert found == {n: one for n, case in enumerate(cases) if (one := redact(case)).found}


def test_a_text_with_the_sign_between_texts_hides_nobody():
    given_texts = ["fine", "two\n\0parts", "mia@example.org"]
    assert list(redact_all(given_texts)) == [2]


def test_what_says_nothing_personal_is_not_looked_at_again():
    assert not list(suspects(["It is slow at night", "Version 4.2, 5 stars: 10:30", "", "ok"]))


@given(st.text(st.sampled_from("abkey😀\ud800 １"), max_size=30))
def test_signs_looked_for_together_are_found_where_they_stand(text):
    signs = ("key", "keyb", "a b", "😀ab", " １a", "bbbbbb")
    alone = [place for place in range(len(text)) if text.startswith(signs, place)]
    assert list(Signs(signs).places(text, letters_of(text))) == alone


def test_a_sign_of_two_letters_is_refused():
    with pytest.raises(ValueError, match="3 letters"):
        Signs(["key", "ab"])
