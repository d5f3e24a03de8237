"""How text is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.analyzer import Analyzer
from models.text.cleaning import LONGEST_TEXT, clean
from models.text.sentences import split_sentences
from models.text.word_lists import negations, stop_words
from models.vectors.term_counter import TermCounter

LANGUAGES = ("en", "id", "kk", "pt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_negation_is_never_a_stop_word(language):
    assert negations(language)
    assert not negations(language) & stop_words(language)


@pytest.mark.parametrize(
    "language, words",
    [
        ("en", ("working", "worked")),
        ("id", ("pembayaran", "bayar")),
        ("kk", ("қосымша", "қосымшаны")),
        ("kk", ("сағат", "сағатта")),
        ("kk", ("аптада", "аптадағы")),
        ("kk", ("альбом", "альбомдарымызды")),
        ("kk", ("жұлдыз", "жулдыздын")),  # without the letters a keyboard lacks
        ("pt", ("péssimo", "pessimo")),
        ("pt", ("quarto", "quartos")),
        ("id", ("nggak", "tidak")),
    ],
)
def test_spellings_of_one_word_are_one_term(language, words):
    analyzer = Analyzer(language)
    assert analyzer.term(words[0]) == analyzer.term(words[1]) != ""


def test_a_short_kazakh_word_keeps_what_looks_like_an_ending():
    terms = {Analyzer("kk").term(word) for word in ("бала", "балда", "қала", "алма")}
    assert len(terms) == 4


def test_english_function_words_in_a_kazakh_text_say_nothing():
    assert [Analyzer("kk").term(word) for word in ("the", "of", "not")] == ["", "", "not"]


def test_stretched_words_are_the_plain_word():
    assert Analyzer("en").term("sloooow") == Analyzer("en").term("slow")


def test_handles_addresses_and_redactions_are_not_words():
    text = clean("@anna_k wrote to a.b@c.org at https://x.y/z on XX/XX/XXXX, call <phone>")
    assert Analyzer("en").words(text) == ["wrote", "to", "at", "on", "call"]


@pytest.mark.parametrize(
    "marker",
    ["[email]", "<email>", "[PHONE]", "[card]", "[handle]", "[card_number]", "{name}", "[user 2]"],
)
def test_what_stands_for_personal_data_is_no_word(marker):
    assert Analyzer("en").words(clean(f"refund{marker}late")) == ["refund", "late"]


@pytest.mark.parametrize("label", ["e-mail", "E-mail: ", "mailto:", "telefone ", "Phone :"])
def test_the_label_of_a_mark_is_part_of_it(label):
    assert Analyzer("en").words(clean(f"refund {label}[email] late")) == ["refund", "late"]
    assert "mail" in Analyzer("en").words(clean("no e-mail came from [email]"))


def test_brackets_around_other_words_take_nothing_away():
    assert Analyzer("en").words(clean("[phone is broken] <b>")) == ["phone", "is", "broken", "b"]


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_fast_way_through_plain_letters_finds_the_same_words(text):
    slow = Analyzer("en").words(text + " é")  # one letter beyond ASCII takes the other way
    assert [*Analyzer("en").words(text), "é"] == slow


@pytest.mark.parametrize("cell", [None, float("nan"), 3, b"bytes", ["list"]])
def test_a_cell_that_is_no_text_is_empty(cell):
    assert clean(cell) == ""


def test_a_huge_text_is_read_only_so_far():
    assert len(clean("a" * 1_000_000)) == LONGEST_TEXT


@given(st.text())
def test_any_text_is_cleaned_into_words_and_sentences(text):
    cleaned = clean(text)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    for language in ("", *LANGUAGES):
        analyzer = Analyzer(language)
        assert all(isinstance(analyzer.term(word), str) for word in analyzer.words(cleaned))
    assert all(split_sentences(cleaned))


def test_counts_are_the_same_when_learnt_and_when_read_again():
    texts = ["late parcel", "the parcel came late late", "", "wrong parcel"]
    counter = TermCounter("en", min_df=1)
    learnt = counter.fit_transform(texts)
    assert (learnt != counter.transform(texts)).nnz == 0
    column = counter.terms_.index(Analyzer("en").term("late"))
    assert learnt.toarray()[:, column].tolist() == [1, 2, 0, 0]


def test_sentences_are_split_and_scraps_joined():
    text = "The room was clean. Yes! Breakfast came cold and late\nThe wifi never worked."
    assert split_sentences(text) == [
        "The room was clean. Yes!",
        "Breakfast came cold and late",
        "The wifi never worked.",
    ]
