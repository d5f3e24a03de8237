"""Decisions about themes and changes, and what is suggested."""

import dataclasses
from datetime import datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.change import Link, LinkOutcome, LinkState, Reason, Suggestion
from feedback.errors import NotFoundError

NOW = datetime(2024, 6, 5, 12, 30)
REASONS = (Reason("words", 0.75, "Both say “бастау”."), Reason("time", 0.1, "Shipped after."))


def test_every_field_of_a_decision_comes_back(store: Store, given: Any) -> None:
    link = Link(
        theme_id=given.theme().id,
        change_id=given.change().id,
        state=LinkState.ACCEPTED,
        outcome=LinkOutcome.PARTLY,
        score=0.42,
        reasons=REASONS,
        decided_at=NOW,
        decided_by="Ana",
    )
    store.links.decide(link)
    assert store.links.get(link.theme_id, link.change_id) == link
    for field in dataclasses.fields(Link):
        assert getattr(link, field.name) not in (None, "", (), LinkOutcome.DID), field.name


def test_a_later_decision_replaces_an_earlier_one(store: Store, given: Any) -> None:
    theme, change = given.theme(), given.change()
    given.link(theme, change, LinkState.ACCEPTED)
    later = Link(theme_id=theme.id, change_id=change.id, state=LinkState.REJECTED)
    store.links.decide(later)
    assert store.links.all() == [later]


def test_decisions_come_by_theme_then_change(store: Store, given: Any) -> None:
    themes, changes = [given.theme() for _ in "ab"], [given.change(title) for title in "ab"]
    links = [given.link(theme, change) for theme in themes[::-1] for change in changes[::-1]]
    assert store.links.all() == links[::-1]
    assert store.links.of_theme(themes[1].id) == [links[1], links[0]]
    assert store.links.get(themes[0].id, changes[1].id) == links[2]


def test_nobody_decided_about_what_is_unknown(store: Store, given: Any) -> None:
    assert store.links.get(1, 10**30) is None
    assert store.links.of_theme(10**30) == []


def test_a_decision_about_what_was_deleted_is_refused(store: Store, given: Any) -> None:
    theme, change = given.theme(), given.change()
    for theme_id, change_id in ((theme.id, 999_999), (999_999, change.id)):
        link = Link(theme_id=theme_id, change_id=change_id, state=LinkState.ACCEPTED)
        with pytest.raises(NotFoundError, match="deleted in the meantime"):
            store.links.decide(link)
    assert store.links.all() == []


def test_suggestions_come_by_theme_then_best_first(store: Store, given: Any) -> None:
    speed, price = given.theme("Speed"), given.theme("Price")
    a, b, c = (given.change(title) for title in "abc")
    kept = [
        Suggestion(theme_id=price.id, change_id=a.id, score=0.9),
        Suggestion(theme_id=speed.id, change_id=c.id, score=0.5),
        Suggestion(theme_id=speed.id, change_id=b.id, score=0.5),
        Suggestion(theme_id=speed.id, change_id=a.id, score=0.7, reasons=REASONS),
    ]
    store.links.keep_suggestions([speed.id, price.id], kept)
    assert store.links.suggestions() == [kept[3], kept[2], kept[1], kept[0]]
    assert store.links.suggestions(price.id) == [kept[0]]
    assert store.links.suggestions(999_999) == []


def test_new_suggestions_replace_those_of_the_same_themes_only(store: Store, given: Any) -> None:
    speed, price = given.theme("Speed"), given.theme("Price")
    a, b = given.change("a"), given.change("b")
    old = [Suggestion(theme_id=theme.id, change_id=a.id, score=0.5) for theme in (speed, price)]
    new = Suggestion(theme_id=speed.id, change_id=b.id, score=0.2)
    store.links.keep_suggestions([speed.id, price.id], old)
    store.links.keep_suggestions([speed.id], [new])
    assert store.links.suggestions() == [new, old[1]]
    store.links.keep_suggestions([speed.id, price.id], [])
    assert store.links.suggestions() == []


@pytest.mark.parametrize("state", list(LinkState))
def test_what_was_decided_is_no_longer_suggested(
    store: Store, given: Any, state: LinkState
) -> None:
    theme, decided, open_one = given.theme(), given.change("decided"), given.change("open")
    both = [
        Suggestion(theme_id=theme.id, change_id=change.id, score=0.5)
        for change in (decided, open_one)
    ]
    store.links.keep_suggestions([theme.id], both)
    given.link(theme, decided, state)
    assert store.links.suggestions() == [both[1]]
    store.links.keep_suggestions([theme.id], both)
    assert store.links.suggestions(theme.id) == [both[1]]


def test_a_suggestion_for_what_was_deleted_is_refused_whole(store: Store, given: Any) -> None:
    theme, change = given.theme(), given.change()
    kept = Suggestion(theme_id=theme.id, change_id=change.id, score=0.5)
    store.links.keep_suggestions([theme.id], [kept])
    gone = Suggestion(theme_id=theme.id, change_id=999_999, score=0.5)
    with pytest.raises(NotFoundError, match="deleted in the meantime"):
        store.links.keep_suggestions([theme.id], [gone])
    assert store.links.suggestions() == [kept]
