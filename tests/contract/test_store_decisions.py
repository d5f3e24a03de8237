"""What was decided about themes: the latest holds, nothing is overwritten."""

import dataclasses
from datetime import date, datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome
from feedback.errors import NotFoundError

NOW = datetime(2024, 6, 5, 12, 30)


def test_every_field_of_a_decision_comes_back(store: Store, given: Any) -> None:
    decision = Decision(
        theme_id=given.theme().id,
        outcome=Outcome.CANNOT,
        before=Outcome.PLANNED,
        reason="Ұн қымбаттады",
        planned_for=date(2024, 7, 1),
        review_on=date(2024, 9, 1),
        where="Settings",
        decided_at=NOW,
        decided_by="Ana",
    )
    decision_id = store.decisions.add(decision)
    kept = dataclasses.replace(decision, id=decision_id)
    assert store.decisions.of_theme(decision.theme_id) == [kept]
    for field in dataclasses.fields(Decision):
        assert getattr(kept, field.name) not in (None, "", 0, Outcome.UNDECIDED), field.name


def test_the_latest_decision_is_the_outcome_of_the_theme(store: Store, given: Any) -> None:
    theme, other = given.theme("Speed"), given.theme("Price")
    assert theme.outcome is Outcome.UNDECIDED
    for outcome in (Outcome.PLANNED, Outcome.CANNOT):
        store.decisions.add(Decision(theme_id=theme.id, outcome=outcome))
    store.decisions.add(Decision(theme_id=other.id, outcome=Outcome.EXISTS))
    assert [theme.outcome for theme in store.themes.all()] == [Outcome.CANNOT, Outcome.EXISTS]
    assert [d.outcome for d in store.decisions.latest()] == [Outcome.CANNOT, Outcome.EXISTS]
    everything = [(d.theme_id, d.outcome) for d in store.decisions.all()]
    assert everything == [
        (theme.id, Outcome.PLANNED),
        (theme.id, Outcome.CANNOT),
        (other.id, Outcome.EXISTS),
    ]
    history = store.decisions.of_theme(theme.id)
    assert [decision.outcome for decision in history] == [Outcome.CANNOT, Outcome.PLANNED]


def test_storing_a_theme_decides_nothing(store: Store, given: Any) -> None:
    theme = given.theme("Speed", outcome=Outcome.DID)
    assert theme.outcome is Outcome.UNDECIDED
    store.decisions.add(Decision(theme_id=theme.id, outcome=Outcome.PLANNED))
    saved = store.themes.save(dataclasses.replace(theme, name="Pace"))
    assert (saved.name, saved.outcome) == ("Pace", Outcome.PLANNED)


def test_a_decision_about_a_theme_that_is_not_there_is_refused(store: Store, given: Any) -> None:
    with pytest.raises(NotFoundError, match="deleted in the meantime"):
        store.decisions.add(Decision(theme_id=999_999, outcome=Outcome.DID))
    assert store.decisions.latest() == []
    assert store.decisions.of_theme(10**30) == []


def test_the_history_goes_with_its_theme(store: Store, given: Any) -> None:
    theme, other = given.theme("Speed"), given.theme("Price")
    ids = [
        store.decisions.add(Decision(theme_id=row.id, outcome=Outcome.PLANNED))
        for row in (other, theme)
    ]
    store.themes.delete([theme.id])
    assert store.decisions.of_theme(theme.id) == []
    assert [decision.theme_id for decision in store.decisions.latest()] == [other.id]
    last = store.decisions.add(Decision(theme_id=other.id, outcome=Outcome.DID))
    assert last > max(ids), "ids are not used again"
