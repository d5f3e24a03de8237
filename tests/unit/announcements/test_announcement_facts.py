"""Facts are counts over the comments of the themes, and quotes only of those who agreed."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from feedback.announcements.facts import compute_facts, may_be_quoted
from feedback.domain.announcement import Facts
from feedback.domain.comment import Channel, Comment
from feedback.domain.theme import Theme

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def comment(number: int, **others: Any) -> Comment:
    values: dict[str, Any] = {"text": "The login code never came.", "consent": True}
    return Comment(id=number, source="app", key=str(number), **(values | others))


def facts_of(*themes: Iterable[Comment], representatives: tuple[int, ...] = ()) -> Facts:
    said = [
        (Theme(id=number, name=f"theme {number}", representatives=representatives), comments)
        for number, comments in enumerate(themes, start=1)
    ]
    return compute_facts(said, saying=100, shipped=(), outcome="did", computed_at=NOW)


def test_a_comment_in_two_themes_counts_once() -> None:
    facts = facts_of([comment(1), comment(2)], [comment(2), comment(3)])
    assert facts.comments == 3
    assert facts.themes == ("theme 1", "theme 2")


def test_counts_ratings_dates_channels_and_languages() -> None:
    facts = facts_of(
        iter(
            [
                comment(
                    1, customer="a", rating=1.0, created_at=datetime(2026, 3, 1), language="en"
                ),
                comment(
                    2, customer="a", rating=4.0, created_at=datetime(2026, 1, 9), language="kk"
                ),
                comment(3, customer="", channel=Channel.REVIEW),
            ]
        )
    )
    assert (facts.customers, facts.with_customer, facts.dated) == (1, 2, 2)
    assert (facts.rated, facts.mean_rating) == (2, 2.5)
    assert (facts.first_said, facts.last_said) == (date(2026, 1, 9), date(2026, 3, 1))
    assert facts.channels == {"other": 2, "review": 1}


def test_the_commonest_language_comes_first_and_an_unknown_one_is_not_counted() -> None:
    codes = ["en", "kk", "", "kk"]
    facts = facts_of([comment(number, language=code) for number, code in enumerate(codes)])
    assert list(facts.languages.items()) == [("kk", 2), ("en", 1)]


def test_filler_a_person_put_into_a_theme_counts_on_both_sides() -> None:
    facts = facts_of([comment(1), comment(2, text="ok", is_filler=True)])
    assert (facts.comments, facts.of_comments) == (2, 101)


def test_only_comments_with_consent_and_without_personal_data_are_quoted() -> None:
    good = "Please send the code sooner."
    comments = [
        comment(1, consent=None),
        comment(2, consent=False),
        comment(3, redacted=1),
        comment(4, text="Call me on +44 20 7946 0018 please"),
        comment(5, text="I wrote to [e-mail] and nobody answered"),
        comment(6, text="Too slow"),
        comment(7, text="long " * 60),
        comment(8, text=good),
    ]
    assert [quote.text for quote in facts_of(comments).quotes] == [good]
    assert [may_be_quoted(each) for each in comments[:5]] == [False] * 5


def test_nobody_is_quoted_from_a_theme_of_fewer_than_five_people() -> None:
    one_person = [comment(number, customer="a") for number in range(1, 9)]
    four_people = [comment(number, customer=str(number)) for number in range(1, 5)]
    five_people = [comment(number, customer=str(number)) for number in range(11, 16)]
    assert facts_of(one_person).quotes == ()
    assert facts_of(four_people).quotes == ()
    assert {quote.comment_id for quote in facts_of(four_people, five_people).quotes} == {11, 12, 13}


def test_representative_comments_are_quoted_first_and_a_person_once() -> None:
    comments = [comment(number, customer=f"c{number // 2}") for number in range(12)]
    facts = facts_of(comments, representatives=(6, 7))
    assert [quote.comment_id for quote in facts.quotes] == [6, 0, 2]


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["", "a", "b"])), max_size=30))
def test_there_are_never_more_customers_than_comments(rows: list[tuple[int, str]]) -> None:
    facts = facts_of([comment(number, customer=customer) for number, customer in rows])
    assert facts.comments == len({number for number, _ in rows})
    assert facts.customers <= facts.with_customer <= facts.comments <= facts.of_comments
