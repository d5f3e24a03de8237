"""Several questions in a row, each with a rating of its own."""

import pytest

from feedback.intake.question_ratings import ratings_beside

WHY = (
    "Rating,Why?,Rating,Why?\n"
    "5,The shop is quick and tidy,1,Delivery took three weeks\n"
    "4,Staff at the desk were kind,2,The parcel arrived wet\n"
    "5,I found everything at once,,Nobody told me when it comes\n"
)


def _rated(stored):
    return {comment.text: comment.rating for comment in stored()}


def test_each_question_takes_the_rating_before_it(bring_in, stored):
    bring_in(WHY)
    assert _rated(stored) == {
        "The shop is quick and tidy": 5,
        "Delivery took three weeks": 1,
        "Staff at the desk were kind": 4,
        "The parcel arrived wet": 2,
        "I found everything at once": 5,
        "Nobody told me when it comes": None,
    }


def test_ratings_may_stand_after_their_questions(bring_in, stored):
    bring_in(
        "What about the shop?,Shop rating (1-5),What about the delivery?,Delivery rating (0-10)\n"
        "It is quick and tidy,5,It took three whole weeks,0\n"
        "The staff were very kind,4,My parcel arrived all wet,10\n"
    )
    assert _rated(stored) == {
        "It is quick and tidy": 5,
        "It took three whole weeks": 1,
        "The staff were very kind": 4,
        "My parcel arrived all wet": 5,
    }


def test_one_rating_is_that_of_all_questions(bring_in, stored):
    bring_in("Rating,Pros,Cons\n4,It is quick and tidy,The queue is too long\n")
    assert set(_rated(stored).values()) == {4}


def test_a_rating_can_be_switched_off_and_said(bring_in, stored):
    bring_in(WHY, mapping={"rating2": ""})
    assert _rated(stored)["Delivery took three weeks"] == 5


def test_what_was_taken_is_said(bring_in):
    said = " ".join(bring_in(WHY).notes)
    assert "“Rating” of “Why?”, “Rating (2)” of “Why? (2)”" in said
    assert "looks like ratings too" not in said


@pytest.mark.parametrize(
    ("columns", "texts", "ratings", "found"),
    [
        ("RTRT", "13", "02", {"rating": 0, "rating2": 2}),
        ("TRTR", "02", "13", {"rating": 1, "rating2": 3}),
        ("TTR", "01", "2", {}),
        ("RTTRT", "124", "03", {"rating": 0, "rating3": 3}),
        ("TRTRT", "024", "13", {"rating": 1, "rating3": 3}),
        ("RRTRT", "24", "013", {"rating": 1, "rating2": 3}),
    ],
)
def test_the_order_of_columns_decides(columns, texts, ratings, found):
    names = [f"{kind}{place}" for place, kind in enumerate(columns)]
    assert ratings_beside(
        names, [names[int(one)] for one in texts], [names[int(one)] for one in ratings]
    ) == {field: names[place] for field, place in found.items()}


@pytest.mark.parametrize(
    "header",
    [
        "Apa yang bagus,Apa yang kurang",
        "O que gostou,O que melhorar",
        "What works,What annoys",
        "Не ұнады,Не ұнамады",
        "Что хорошо,Что плохо",
    ],
)
def test_questions_without_a_question_mark_are_questions(header, bring_in, stored):
    bring_in(
        f"{header}\n"
        "the counter is quick and tidy,the queue was far too long\n"
        "staff were kind to my mother,no parking near the door\n"
        "good prices and fresh bread,the toilets were never clean\n"
    )
    assert len(stored()) == 6
    assert {comment.question for comment in stored()} == set(header.split(","))
