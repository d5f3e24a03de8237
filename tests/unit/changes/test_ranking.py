"""Ranking changes for single comments."""

from datetime import date, timedelta

from feedback.changes.ranking import Ranked, Said, rank_changes
from feedback.domain.change import Change

DAY = date(2026, 3, 1)


def change(title: str, shipped_on: date = DAY, details: str = "") -> Change:
    return Change(title=title, key=title, shipped_on=shipped_on, details=details)


def ranked(text: str, changes: list[Change], day: date | None = DAY) -> list[Ranked]:
    return list(rank_changes([Said(text, day)], changes, language="en", top=10))


def test_changes_released_before_the_comment_are_left_out() -> None:
    changes = [change("Fix the map", DAY - timedelta(days=1)), change("Map fixed", DAY)]
    assert [r.change for r in ranked("the map is broken", changes)] == [1]


def test_changes_without_a_word_in_common_are_never_named() -> None:
    assert ranked("the map is broken", [change("Gift cards")]) == []


def test_of_two_alike_the_one_released_sooner_comes_first() -> None:
    changes = [change("Fix the map", DAY + timedelta(days=300)), change("Fix the map", DAY)]
    assert [r.change for r in ranked("fix the map", changes)] == [1, 0]


def test_a_comment_without_a_date_may_be_answered_by_any_change() -> None:
    changes = [change("Fix the map", DAY - timedelta(days=900))]
    assert len(ranked("map", changes, day=None)) == 1


def test_names_written_as_one_word_match_their_parts() -> None:
    assert ranked("conversation list empty", [change("Fix ConversationActivity crash")])


def test_scores_lie_between_nothing_and_one_and_fall() -> None:
    changes = [change("Fix the map"), change("Map of shops and of routes"), change("A shop")]
    scores = [r.score for r in ranked("please fix the map", changes)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
