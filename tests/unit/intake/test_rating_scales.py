"""Which columns hold ratings, and on which scale: what the header says goes before the numbers."""

import pytest

from feedback.intake.columns import guess_columns
from feedback.intake.ratings import decide_scale, read_rating

SAID = ["It is really nice", "It is bad", "It was slow", "Not for me", "Quite good", "I left it"]


@pytest.mark.parametrize(
    "header",
    [
        "How likely is it that you would recommend us to a friend or colleague?",
        "Overall, how satisfied are you?",
        "How would you rate your visit?",
        "Seberapa besar kemungkinan Anda merekomendasikan kami?",
        "Seberapa puas Anda",
        "Em uma escala de 0 a 10, o quanto você recomendaria a loja?",
        "Quão satisfeito você está?",
        "Бізді достарыңызға ұсыну ықтималдығы қандай?",
        "Бағаңыз",
        "Насколько вы довольны?",
    ],
)
@pytest.mark.parametrize("without", ["", "N/A"])
def test_a_question_that_is_answered_with_numbers_is_a_rating(header, without):
    """Also where most did not answer it."""
    cells = [without, without, without, "9", "0", "10"]
    found = guess_columns(("comment", header), [list(row) for row in zip(SAID, cells, strict=True)])
    assert found.mapping == {"text": "comment", "rating": header}
    scale = decide_scale(cells, header)
    assert (scale.name, read_rating("10", scale), read_rating("0", scale)) == ("0-10", 5, 1)


def test_a_question_about_recommending_that_is_answered_in_words_is_none():
    found = guess_columns(("Why would you recommend us?",), [[text] for text in SAID])
    assert found.mapping == {"text": "Why would you recommend us?"}


@pytest.mark.parametrize(
    ("values", "header", "name", "readings"),
    [
        (["1", "5", "3"], "Rating (1-10)", "1-10", {"1": 1, "10": 5}),
        (["5", "3"], "rating out of 10", "0-10", {"5": 3}),
        (["5", "3"], "Score (0 to 10)", "0-10", {"5": 3}),
        (["5", "3"], "Nota de 0 a 10", "0-10", {"5": 3}),
        (["5", "3"], "Nilai (skala 1 sampai 10)", "1-10", {"1": 1, "10": 5}),
        (["5", "3"], "Оценка от 0 до 10", "0-10", {"5": 3}),
        (["5", "4"], "Баға (10-нан)", "0-10", {"5": 3}),
        (["8", "9"], "Rating (1-5)", "1-10", {"10": 5}),  # the numbers say otherwise
        (["1", "5"], "rating (best=1)", "5-1", {"1": 5, "5": 1}),
        (["1", "5"], "Rating, 1=best", "5-1", {"1": 5, "5": 1}),
        (["1", "5"], "Nota (1 = melhor)", "5-1", {"1": 5}),
        (["1", "5"], "Nilai (1 = terbaik)", "5-1", {"1": 5}),
        (["1", "5"], "Оценка (1 – отлично)", "5-1", {"1": 5}),
        (["1", "5"], "rating (1 very satisfied to 5 very dissatisfied)", "5-1", {"1": 5}),
        (["1", "5"], "rating (1 very dissatisfied to 5 very satisfied)", "1-5", {"1": 1}),
        (["2", "5"], "rating (5 = worst)", "5-1", {"5": 1}),
        (["1", "9"], "rating (1 = best)", "10-1", {"1": 5, "10": 1}),
        (["0.9", "0.25", "1"], "score", "0-1", {"0.9": 4.6, "0": 1}),
        (["1", "0", "1"], "thumbs", "0-1", {"1": 5, "0": 1}),
        (["1", "5", "4", "99"], "rating", "1-5", {"5": 5, "99": None}),
        (["0", "10", "4", "-1", "999"], "nps", "0-10", {"5": 3, "-1": None}),
        (["20", "99", "60"], "score", "0-100", {"100": 5}),
        (["8/10", "5 stars", "3 stars"], "rating", "1-5", {"8/10": 4.2, "5 stars": 5}),
        (["5-тен 4", "10-нан 5"], "баға", "1-5", {"5-тен 4": 4, "10-нан 5": 3}),
        (["5 bintang", "1 estrela", "2 жұлдыз"], "nota", "1-5",
         {"5 bintang": 5, "1 estrela": 1, "2 жұлдыз": 2}),
        (["Very satisfied (5)", "Dissatisfied (2)"], "csat", "words",
         {"Very satisfied (5)": 5, "Dissatisfied (2)": 2}),
        (["FIVE", "ONE"], "starRating", "words", {"FIVE": 5, "ONE": 1, "THREE": 3}),
        (["👍", "👎"], "rating", "words", {"👍": 5, "👎": 1}),
    ],
)  # fmt: skip
def test_the_header_and_the_cells_say_the_scale(values, header, name, readings):
    scale = decide_scale(values, header)
    assert scale.name == name
    assert {value: read_rating(value, scale) for value in readings} == readings


@pytest.mark.parametrize(
    ("values", "header"),
    [(["0.9", "0.25"], "score"), (["1", "0"], "score"), (["3", "4"], "Would you recommend us?")],
)
def test_numbers_that_several_scales_hold_are_asked_about(values, header):
    assert not decide_scale(values, header).sure


def test_empty_ratings_do_not_hide_the_others(bring_in, stored):
    rows = "".join(f"It works well enough {place},\n" for place in range(9))
    bring_in(f"comment,rating\n{rows.replace(',', ',N/A')}It is really nice,4\n")
    assert [c.rating for c in stored()] == [None] * 9 + [4.0]
