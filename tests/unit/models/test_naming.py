"""What the names of themes promise."""

import numpy as np
import pytest

from models import ThemeModel
from models.naming.name_fitness import NameFitness
from models.naming.phrase_finder import PhraseFinder
from models.naming.runs import runs
from models.naming.theme_namer import ThemeNamer
from models.naming.word_use import WordUse
from models.text.cleaning import clean_all
from models.text.word_lists import determiners, nameless, negations, prepositions, stop_words
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


def names_of(texts, labels, language="en"):
    """The names of given themes, which any name finds."""
    counter = TermCounter(language, min_df=1)
    counts = counter.fit_transform(clean_all(texts))
    k = max(labels) + 1

    def assign(tried):  # by the words that a theme's texts hold most
        rows = counter.transform(tried)
        member = np.eye(k)[labels]
        return (rows @ (counts.T @ member)).argmax(axis=1), np.ones(len(tried))

    return ThemeNamer(counter, language, assign).fit(counts, np.array(labels), clean_all(texts), k)


def test_a_theme_is_called_what_several_comments_say_in_a_row():
    held = [f"{word} the phone queue" for word in ("still", "again", "what")] * 4
    lost = ["they lost my bag in the hall", "my bag is lost", "a lost bag again"] * 4
    names = names_of(held + lost, [0] * 12 + [1] * 12).names_
    assert names == ["phone queue", "lost bag"]


def test_what_is_done_is_no_name_where_a_thing_is_said_as_well():
    sent = ["i sent a message to the team", "we sent the confirmation number", "you sent"] * 5
    seat = ["the seat is broken", "my seat by the window", "of the seat"] * 5
    for name in names_of(sent + seat, [0] * 15 + [1] * 15).names_:
        assert name.split() != ["sent", "message"]
        assert not {"sent", "i"} >= set(name.split())


def test_a_topic_in_one_word_is_no_name():
    music = ["the music player #NotCool", "my music player", "#NotCool music player"] * 6
    seats = ["the leather seats are torn", "torn leather seats"] * 9
    names = names_of(music + seats, [0] * 18 + [1] * 18).names_
    assert "notcool" not in " ".join(names)


def test_a_company_and_a_place_of_few_are_no_name_and_a_product_of_one_theme_is():
    texts = ["the Acme seat in Memphis", "my Acme seat with Zoomer", "an Acme bag"] * 5
    counter = TermCounter("en", min_df=1)
    counts = counter.fit_transform(texts)
    use = WordUse(counter, "en").fit(map(runs, texts))
    shares = np.zeros((4, counts.shape[1]))
    shares[:, counter.column("acme")] = 0.5  # in all themes alike
    shares[0, counter.column("zoomer")] = 0.5
    shares[0, counter.column("memphis")] = 0.04
    fitness = NameFitness(use, shares)
    assert fitness.fit(0).of("acme") == fitness.fit(0).of("memphis") == 0
    assert fitness.fit(0).of("zoomer") > 0.5
    assert fitness.fit(1).of("zoomer") == 0


def test_a_negation_stays_before_what_is_missing():
    texts = ["there is no wifi on board", "no wifi again", "still no wifi"] * 4
    other = ["the meal was cold", "cold meal again", "my cold meal"] * 4
    assert names_of(texts + other, [0] * 12 + [1] * 12).names_ == ["no wifi", "cold meal"]


def test_what_is_tied_becomes_a_compound_in_english():
    wait = [
        "the wait for an ambulance",
        "a wait for the ambulance",
        "my wait for the ambulance",
    ] * 4
    other = ["the meal was cold", "cold meal again", "my cold meal"] * 4
    names = names_of(wait + other, [0] * 12 + [1] * 12).names_
    assert names == ["ambulance wait", "cold meal"]


@pytest.mark.parametrize("tied", ["we were treated with respect", "I came to pick up my parcel"])
def test_what_is_done_is_turned_into_no_compound(tied):
    texts = [tied, "the friendly crew", "a friendly crew"] * 4
    other = ["the meal was cold", "cold meal again", "my cold meal"] * 4
    assert names_of(texts + other, [0] * 12 + [1] * 12).names_[0] == "friendly crew"


def test_only_what_makes_portuguese_compounds_stays_in_them():
    date = ["a data de entrega", "qual a data de entrega", "outra data de entrega"] * 4
    late = ["atraso na viagem", "um atraso na viagem do livro", "outro atraso na viagem"] * 4
    names = names_of(date + late, [0] * 12 + [1] * 12, "pt").names_
    assert names[0] == "data de entrega"
    assert "na" not in names[1].split()


def test_letters_of_a_script_without_spaces_are_laid_over_each_other():
    texts = ["浏览器好", "好的浏览器", "这个浏览器"] * 5
    other = ["天气预报", "今天天气预报", "天气预报很准"] * 5
    names = names_of(texts + other, [0] * 15 + [1] * 15, "zh").names_
    assert names[0] == "浏览器"
    assert " " not in names[1]


def test_no_name_says_a_word_twice():
    texts = ["cancelled flight flightled", "my flight flightled was cancelled"] * 6
    other = ["the boarding pass", "a boarding pass again"] * 6
    name = names_of(texts + other, [0] * 12 + [1] * 12).names_[0]
    assert "flight flightled" not in name


def test_the_letter_before_a_hyphen_stays():
    mail = ["não recebi o e-mail deles", "o e-mail não chega", "mandei um e-mail"] * 5
    other = ["o frete é caro", "frete caro", "caro demais o frete"] * 5
    fitted = names_of(mail + other, [0] * 15 + [1] * 15, "pt")
    assert "e-mail" in fitted.terms_[0]
    assert "mail" not in fitted.terms_[0] + tuple(fitted.names_[0].split())


def test_names_are_the_same_each_time(english):
    first = [theme.name for theme in ThemeModel(3, language="en").fit(english[0]).themes_]
    assert first == [theme.name for theme in ThemeModel(3, language="en").fit(english[0]).themes_]


@pytest.mark.parametrize("code", ["en", "pt", "id", "kk"])
def test_words_around_things_say_nothing_of_a_theme(code):
    assert determiners(code)
    assert not (determiners(code) | prepositions(code)) & negations(code) - {"sem", "without"}


def use_of(texts, language="en"):
    counter = TermCounter(language, min_df=1)
    counter.fit(texts)
    return WordUse(counter, language).fit(map(runs, texts))


def test_a_thing_is_told_from_what_is_done():
    use = use_of(["i wait", "we wait for you", "the refund", "my refund is late", "no blue"])
    assert use.thing("wait") < 0.3 < 0.7 < use.thing("refund")
    assert use.thing("blue") == 0.5


def test_a_proper_name_has_a_capital_inside_sentences():
    use = use_of(["from Memphis to the hall"] * 5 + ["Late again, the hall"] * 5 + ["FROM A MALL"])
    assert use.is_proper("memphis")
    assert not use.is_proper("hall")
    assert not use.is_proper("late")


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["a quick reply, thank you Budi"] * 3 + ["the seller Budi is kind", "Budi helped"]),
        ("id", ["respon cepat, terima kasih Budi"] * 3 + ["kata Pak Budi ramah", "Budi ramah"]),
        ("pt", ["resposta boa, obrigado Budi"] * 3 + ["falei com o vendedor Budi", "o Budi"]),
    ],
)
def test_a_person_is_greeted_thanked_or_titled_and_has_a_capital(language, texts):
    use = use_of([*texts, "hello team", "thanks Acme"] + ["the Acme seat"] * 9, language)
    assert use.is_person("budi")
    assert not use.is_person("team")  # no capital
    assert not use.is_person("acme")  # seldom thanked
    assert not use.is_person("unheard")


def test_no_name_and_no_term_of_a_theme_is_a_person():
    kind = ["Thanks Budi for the quick reply", "The seller Budi is kind", "my seller Budi"] * 5
    late = ["the parcel is late", "a late parcel again", "my late parcel"] * 5
    fitted = names_of(kind + late, [0] * 15 + [1] * 15)
    assert "budi" not in " ".join(fitted.names_)
    assert "budi" not in fitted.terms_[0]
    assert 2 <= len(fitted.names_[0].split()) <= 4


def test_topics_are_written_with_a_mark_or_run_together():
    use = use_of(["#notcool seat", "a seat", "at DestinationDragons", "the iPhone seat"])
    assert use.is_topic("notcool")
    assert use.is_topic("destinationdragons")
    assert not use.is_topic("seat")
    assert not use.is_topic("iphone")


def test_runs_end_at_marks_that_part():
    read = [[said.word for said in run] for run in runs("Cancel it, my e-mail (an Order) – late")]
    assert read == [["cancel", "it"], ["my", "mail"], ["an", "order"], ["late"]]
    assert runs("e-mail")[0][0].spelled == "e-mail"
    assert runs("支払い") == [[]]
