"""Every outcome can be told, as what it is and as nothing more."""

from datetime import UTC, date, datetime

import pytest

from feedback.actions.announcement_workflow import approve_announcement, publish_announcement
from feedback.actions.announcements import (
    check_announcement,
    draft_announcement,
    edit_announcement,
)
from feedback.actions.decisions import decide
from feedback.actions.exports import export_announcement
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement
from feedback.domain.change import Change, Link, LinkState
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.theme import Assignment, Theme
from feedback.errors import StateError
from feedback.store.memory import MemoryStore

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
REASON = "The law asks us to keep receipts for 10 years."
ASKED = {
    "planned": {"planned_for": date(2026, 11, 30)},
    "cannot": {"reason": REASON, "review_on": date(2027, 3, 5)},
    "will-not": {"reason": REASON, "review_on": date(2027, 3, 5)},
    "exists": {"where": "Settings → Receipts"},
}


@pytest.fixture
def store() -> Store:
    store = MemoryStore()
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW))
    rows = [
        Comment(source="app", key=str(n), text=f"Delete receipt number {n}", language="en")
        for n in range(8)
    ]
    store.comments.upsert(rows)
    return store


def theme(store: Store, name: str = "delete receipts", first: int = 1) -> int:
    theme_id = store.themes.add(Theme(name=name, language="en", named_by_person=True))
    store.themes.assign(Assignment(number, theme_id, 0.9) for number in range(first, first + 4))
    return theme_id


def decided(store: Store, outcome: str) -> Announcement:
    theme_id = theme(store)
    decide(store, theme_id, outcome=outcome, now=NOW, who="Ana", **ASKED[outcome])
    return draft_announcement(store, [theme_id], now=NOW)


@pytest.mark.parametrize("outcome", sorted(ASKED))
def test_a_decision_is_told_with_what_it_rests_on(store: Store, outcome: str) -> None:
    draft = decided(store, outcome)
    assert (draft.facts.outcome, draft.facts.shipped) == (outcome, ())
    assert draft.facts.decided.decided_by == "Ana"
    assert check_announcement(store, draft.id, today=TODAY) == []
    approve_announcement(store, draft.id, now=NOW)
    publish_announcement(store, draft.id, now=NOW)
    text = export_announcement(store, draft.id, as_="text")
    for value in ASKED[outcome].values():
        assert (str(value.year) if isinstance(value, date) else value) in text
    assert "Ana" in text


@pytest.mark.parametrize("outcome", ["planned", "cannot", "will-not"])
def test_what_is_not_done_cannot_be_edited_into_a_deed(store: Store, outcome: str) -> None:
    draft = decided(store, outcome)
    edit_announcement(
        store,
        draft.id,
        headline=draft.headline,
        you_said=draft.you_said,
        we_did="We fixed it.",
        version=draft.version,
        now=NOW,
    )
    rules = {finding.rule for finding in check_announcement(store, draft.id, today=TODAY)}
    assert "planned-as-done" in rules
    with pytest.raises(StateError, match="cannot be approved"):
        approve_announcement(store, draft.id, now=NOW)


def test_a_date_that_nobody_decided_is_found(store: Store) -> None:
    draft = decided(store, "planned")
    edit_announcement(
        store,
        draft.id,
        headline=draft.headline,
        you_said=draft.you_said,
        we_did="We plan to change this by 1 September 2026.",
        version=draft.version,
        now=NOW,
    )
    (finding,) = check_announcement(store, draft.id, today=TODAY)
    assert (finding.rule, finding.found) == ("date", "1 September 2026")


def test_what_exists_may_be_called_available(store: Store) -> None:
    draft = decided(store, "exists")
    edit_announcement(
        store,
        draft.id,
        headline=draft.headline,
        you_said=draft.you_said,
        we_did="You can now find it in Settings → Receipts, it is available.",
        version=draft.version,
        now=NOW,
    )
    assert check_announcement(store, draft.id, today=TODAY) == []


def test_a_decision_changed_since_the_draft_stops_it(store: Store) -> None:
    draft = decided(store, "cannot")
    (theme_id,) = draft.theme_ids
    review = date(2027, 9, 9)
    decide(store, theme_id, outcome="cannot", reason=REASON, review_on=review, now=NOW)
    with pytest.raises(StateError, match="Draft it again"):
        approve_announcement(store, draft.id, now=NOW)


def test_a_plan_names_the_change_that_is_coming(store: Store) -> None:
    theme_id = theme(store)
    coming = Change(title="Receipts can be deleted", key="r", shipped_on=date(2026, 11, 1))
    store.changes.upsert([coming])
    store.links.decide(Link(theme_id=theme_id, change_id=1, state=LinkState.ACCEPTED))
    decide(store, theme_id, outcome="planned", planned_for=date(2026, 11, 1), now=NOW)
    draft = draft_announcement(store, [theme_id], now=NOW)
    assert "What we plan: “Receipts can be deleted”" in draft.we_did
    assert check_announcement(store, draft.id, today=TODAY) == []


def test_themes_decided_in_different_ways_need_an_announcement_each(store: Store) -> None:
    first, second = theme(store), theme(store, "export receipts", first=5)
    decide(store, first, outcome="cannot", reason=REASON, review_on=date(2027, 3, 5), now=NOW)
    decide(store, second, outcome="planned", planned_for=date(2026, 11, 30), now=NOW)
    with pytest.raises(StateError, match="an announcement for each"):
        draft_announcement(store, [first, second], now=NOW)


def test_what_nobody_decided_cannot_be_told(store: Store) -> None:
    with pytest.raises(StateError, match="nothing was decided"):
        draft_announcement(store, [theme(store)], now=NOW)
