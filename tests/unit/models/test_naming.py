"""What the names of themes promise."""

import pytest

from models import ThemeModel
from models.naming.phrase_finder import PhraseFinder
from models.text.word_lists import nameless, negations, stop_words
from models.vectors.term_counter import TermCounter


def finder(texts, language="en"):
    counter = TermCounter(language, min_df=1)
    counter.fit(texts)
    return counter, PhraseFinder(counter, language, floor=2).fit(texts)


def test_function_words_do_not_part_a_pair():
    counter, phrases = finder(["cancel my order", "please cancel the order", "cancel order"] * 2)
    order = [counter.column("cancel"), counter.column("order")]
    assert [phrases.spell(piece) for piece in phrases.pieces(order)] == ["cancel order"]


def test_words_far_apart_are_no_pair():
    texts = ["cancel " + "that was in the " * 3 + "order"] * 5
    counter, phrases = finder(texts)
    order = [counter.column("cancel"), counter.column("order")]
    assert len(phrases.pieces(order)) == 2


def test_pieces_stand_in_the_order_people_say_them():
    counter, phrases = finder(["battery always drains fast", "battery drains"] * 3)
    battery, drains = (counter.column("battery"),), (counter.column("drains"),)
    assert phrases.as_said([drains, battery]) == [battery, drains]


def test_a_word_keeps_the_particle_that_customers_join_to_it():
    counter, phrases = finder(["my top-up failed", "top up failed", "Top-up card", "top-up late"])
    assert phrases.spell((counter.column("top"),)) == "top-up"
    assert phrases.spell((counter.column("top"), counter.column("failed"))) == "top-up failed"


@pytest.mark.parametrize(
    "texts",
    [
        ["top up failed"] * 9,  # nobody joins them
        ["top-up failed"] * 3 + ["top of the page"] * 9,  # mostly another word
        ["anti-fraud failed"] * 9,  # no particle
    ],
)
def test_a_word_stands_alone_where_it_is_said_alone(texts):
    counter, phrases = finder(texts)
    first = texts[0].split("-")[0].split()[0]
    assert phrases.spell((counter.column(first),)) == first


def test_a_small_theme_is_named_by_words_that_find_it_among_many_tries():
    shared = ["late parcel courier", "late parcel depot", "parcel courier depot"] * 30
    small = ["late parcel courier depot gloves"] * 8
    model = ThemeModel(4, language="en").fit(shared + small)
    names = [theme.name for theme in model.themes_]
    assert model.predict(names).tolist() == list(range(len(names)))


@pytest.mark.parametrize("code", ["en", "id", "kk", "pt"])
def test_words_that_name_nothing_hold_function_words_and_negations(code):
    assert negations(code) | stop_words(code) | stop_words("en") <= nameless(code)


def test_names_hold_no_question_or_function_word(english, indonesian):
    texts = [f"how can I tell: {text}" for text in english[0]]
    for theme in ThemeModel(3, language="en").fit(texts).themes_:
        assert not set(theme.name.lower().split()) & (stop_words("en") | {"how"})
    for theme in ThemeModel(2, language="id").fit(indonesian[0]).themes_:
        assert not set(theme.name.lower().split()) & stop_words("id")


def test_a_word_that_a_single_comment_of_a_theme_holds_is_none_of_its_terms():
    texts = ["the app crashes on start"] * 20 + ["late parcel at the depot"] * 20
    said = ["the app crashes on start, Quentin", "late parcel at the depot, Quentin"]
    model = ThemeModel(2, language="en").fit(texts + said + ["slow app start", "parcel depot"] * 5)
    for theme in model.themes_:
        assert len(theme.terms) >= 3
        assert "quentin" not in theme.terms


def test_left_to_choose_no_theme_is_made_of_one_or_two_comments(english):
    odd = ["giraffe zebra lion elephant", "giraffe zebra lion tiger"]
    model = ThemeModel(language="en", detail="fine").fit([*english[0], *odd])
    assert min(theme.size for theme in model.themes_) >= 3
    assert len(model.themes_) == max(model.labels_) + 1
