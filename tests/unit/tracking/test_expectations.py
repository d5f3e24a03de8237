"""Expectations by words, how long promises are, and the estimate of reach."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.actions.loop import expectation_month_rows
from feedback.domain.tracked import ThemeWeek
from feedback.errors import InputError
from feedback.tracking.complaints import complaint_words, is_complaint
from feedback.tracking.durations import in_words, read_minutes
from feedback.tracking.expectations import Expectation, Placed, by_month, expectation_words, place
from feedback.tracking.reach import reach
from feedback.tracking.shares import percent


@pytest.mark.parametrize(
    ("text", "expectation"),
    [
        ("I only get a chatbot, give me a real person", Expectation.PERSONAL),
        ("Nobody answers my mails, no reply for a week", Expectation.FAST_ANSWER),
        ("Still waiting for my refund", Expectation.FAST_SOLUTION),
        ("Hidden fees, they lied to us", Expectation.HONEST),
        ("tolong sambungkan ke CS manusia, jangan bot", Expectation.PERSONAL),
        ("refund belum masuk juga, lama sekali", Expectation.FAST_SOLUTION),
        ("Бот емес, тірі адам керек", Expectation.PERSONAL),
        ("Тапсырысым әлі келмеді, кешігіп жатыр", Expectation.FAST_SOLUTION),
        ("Quero falar com atendente, não com robô", Expectation.PERSONAL),
        ("O reembolso demora, até agora nada", Expectation.FAST_SOLUTION),
        ("Lovely weather today", None),
    ],
)
def test_words_of_four_languages_place_a_theme(text: str, expectation: Expectation | None) -> None:
    assert place(1, [text]).expectation is expectation


def test_most_texts_decide_and_the_words_are_named() -> None:
    found = place(1, ["a bot", "the bot again", "late", "fine", "fine"])
    assert found == Placed(1, Expectation.PERSONAL, ("bot",))
    assert place(1, ["a bot", *["fine"] * 9]).expectation is None, "one in ten is too few"


def test_what_a_person_said_comes_before_any_word() -> None:
    assert place(1, ["a bot"], said="honest") == Placed(1, Expectation.HONEST, by_person=True)
    assert place(1, ["a bot"], said="") == Placed(1, None, by_person=True)


def test_a_word_begins_a_word_and_is_not_found_inside_one() -> None:
    assert place(1, ["both of them"]).expectation is not Expectation.CHANNELS
    assert place(1, ["a robust app"]).expectation is None


@pytest.mark.parametrize(
    "text",
    ["I feel at home here", "the bottom of both pages", "the latest version", "a range of colours"],
)
def test_a_word_with_a_full_stop_in_its_list_stands_for_itself_alone(text: str) -> None:
    assert place(1, [text]).expectation is None


def test_the_words_named_are_those_that_were_written() -> None:
    assert place(1, ["Fees again", "a fee for nothing"]).words == ("fees", "fee")
    assert place(1, ["they were unfriendly"]).words == ("unfriendly",)
    assert place(1, ["it keeps freezing"]).words == ("freezing",)


def test_every_expectation_has_words_in_every_language() -> None:
    assert set(expectation_words()) == set(Expectation)
    assert all(len(words) >= 8 for words in expectation_words().values())


def test_months_add_up_the_comments_of_their_themes() -> None:
    placed = {
        1: Placed(1, Expectation.HONEST),
        2: Placed(2, None),
        3: Placed(3, Expectation.HONEST),
    }
    rows = [
        ThemeWeek(1, date(2024, 1, 29), 2),
        ThemeWeek(3, date(2024, 1, 1), 3),
        ThemeWeek(1, date(2024, 2, 5), 4),
        ThemeWeek(2, date(2024, 2, 5), 9),
        ThemeWeek(None, date(2024, 2, 5), 9),
    ]
    months = by_month(rows, placed)
    assert months == {
        date(2024, 1, 1): Counter({Expectation.HONEST: 5}),
        date(2024, 2, 1): Counter({Expectation.HONEST: 4}),
    }
    table = expectation_month_rows(months)
    assert [(row["month"], row["honest"], row["competent"]) for row in table] == [
        ("2024-01", 5, 0),
        ("2024-02", 4, 0),
    ]


@given(
    st.lists(
        st.builds(
            ThemeWeek,
            st.sampled_from([None, 1, 2, 3, 4]),
            st.integers(0, 60).map(lambda week: date(2024, 1, 1) + timedelta(weeks=week)),
            st.integers(1, 9),
        ),
        max_size=20,
    ),
    st.fixed_dictionaries({theme: st.sampled_from([None, *Expectation]) for theme in (1, 2, 3)}),
)
def test_any_months_are_added_up_comment_by_comment(
    rows: list[ThemeWeek], about: dict[int, Expectation | None]
) -> None:
    months = by_month(rows, {theme: Placed(theme, what) for theme, what in about.items()})
    comments = [(row.week.year, row.week.month, about.get(row.theme_id or 0)) for row in rows
                for _ in range(row.comments)]  # fmt: skip
    for month, counts in months.items():
        for expectation in Expectation:
            slow = comments.count((month.year, month.month, expectation))
            assert counts[expectation] == slow
    placed = sum(what is not None for *_, what in comments)
    assert sum(counts.total() for counts in months.values()) == placed


@given(st.integers(0, 10**6), st.floats(1, 1000))
def test_any_reach_is_the_product_to_two_digits(people: int, factor: float) -> None:
    found = reach(people, factor=factor)
    assert found.estimate == pytest.approx(people * factor, rel=0.051, abs=0.5)
    assert len(str(found.estimate).rstrip("0")) <= 2


@pytest.mark.parametrize(
    ("text", "rating", "complains"),
    [
        ("all fine", 1.0, True),
        ("all fine", None, False),
        ("I want a refund", None, True),
        ("no complaints at all", 5.0, False),
        ("Aku mau komplain", 3.0, True),
        ("Шағым жазғым келеді", None, True),
        ("Vou reclamar", None, True),
        ("Quero meu reembolso", None, True),
    ],
)
def test_complaints_are_low_ratings_or_words(
    text: str, rating: float | None, complains: bool
) -> None:
    assert is_complaint(text, rating) is complains
    assert all(word == word.casefold() for word in complaint_words())


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30m", 30), ("2h", 120), ("2 hours", 120), ("30d", 43200), ("12 weeks", 120960)],
)
def test_lengths_of_time_are_read(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "soon", "0h", "-2h", "2", "2y", "2 months", "3 moons", "1 decade"]
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="30m, 2h, 30d or 12w"):
        read_minutes(text)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.5, "30 seconds"), (1, "1 minute"), (90, "90 minutes"), (150, "2.5 hours"), (60, "1 hour"),
     (43200, "30 days"), (2880, "2 days"), (120960, "12 weeks")],
)  # fmt: skip
def test_lengths_of_time_in_words(minutes: float, words: str) -> None:
    assert in_words(minutes) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "—"), (0, "0%"), (0.001, "under 1%"), (0.005, "under 1%"), (0.5, "50%"), (0.994, "99%"),
     (0.999, "over 99%"), (1, "100%")],
)  # fmt: skip
def test_a_share_says_no_more_than_is_true(share: float | None, words: str) -> None:
    assert percent(share) == words


def test_the_longest_phrase_of_a_text_says_what_it_is_about() -> None:
    assert place(1, ["There is no number to call"]) == Placed(
        1, Expectation.CHANNELS, ("number to call",)
    )
    assert place(1, ["The soup was cold, lagi lagi"]).expectation is None


def test_the_reach_is_rounded_as_an_estimate_should_be() -> None:
    assert (reach(3).estimate, reach(123).estimate, reach(0).estimate) == (81, 3300, 0)
    assert reach(10, factor=5).estimate == 50
    for factor in (0, 0.5, 1001):
        with pytest.raises(InputError):
            reach(3, factor=factor)
