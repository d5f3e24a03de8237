"""Deciding about a theme: what each outcome needs, what is kept, what waits for somebody."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedback.actions.announcement_workflow import approve_announcement, publish_announcement
from feedback.actions.announcements import check_announcement, draft_announcement
from feedback.actions.decisions import DueKind, decide, decisions_due, theme_history
from feedback.actions.links import accept_link, reject_link
from feedback.actions.ports import Store
from feedback.domain.theme import Outcome
from feedback.errors import ConflictError, HeardError, InputError, NotFoundError, StateError
from tests.unit.changes.deciding import CODES, FEES, LETTER, NOW, TODAY, change_id, fill

LATER = date(2026, 9, 1)
NEEDS: dict[str, dict[str, Any]] = {
    "planned": {"planned_for": LATER},
    "cannot": {"reason": "The bank does not let us.", "review_on": LATER},
    "will-not": {"reason": "It would make every basket dearer.", "review_on": LATER},
    "exists": {"where": "Settings → Login"},
}


def outcome(store: Store, theme_id: int) -> Outcome:
    theme = store.themes.get(theme_id)
    assert theme is not None
    return theme.outcome


@pytest.mark.parametrize("name", NEEDS)
def test_a_theme_is_decided_with_what_the_outcome_needs(store: Store, name: str) -> None:
    login, _ = fill(store)
    decision = decide(store, login, outcome=name, **NEEDS[name], now=NOW, who=" Ada  L ")
    assert outcome(store, login) == name
    assert theme_history(store, login) == [decision]
    assert (decision.before, decision.decided_at, decision.decided_by) == (
        Outcome.UNDECIDED,
        NOW,
        "Ada L",
    )
    for field, value in NEEDS[name].items():
        assert getattr(decision, field) == value


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("planned", {}, "A plan needs the day"),
        ("planned", {"planned_for": TODAY}, "has passed already"),
        ("planned", {"planned_for": TODAY - timedelta(1)}, "has passed already"),
        ("planned", {"planned_for": date(9999, 1, 1)}, "more than five years"),
        ("cannot", {"review_on": LATER}, "needs a reason"),
        ("cannot", {"reason": " … ", "review_on": LATER}, "needs a reason"),
        ("will-not", {"reason": "Too dear."}, "needs a day to look at it again"),
        ("will-not", {"reason": "x" * 3_000, "review_on": LATER}, "can have 2,000"),
        ("exists", {"reason": "It does."}, "needs where to find it"),
        ("did", {}, "needs an accepted change that has shipped"),
        ("partly", {}, "needs an accepted change that has shipped"),
        ("maybe", {}, "There is no outcome “maybe”"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence_and_nothing_is_kept(
    store: Store, name: str, given: dict[str, Any], sentence: str
) -> None:
    login, _ = fill(store)
    with pytest.raises(HeardError, match=sentence):
        decide(store, login, outcome=name, **given, now=NOW)
    assert outcome(store, login) is Outcome.UNDECIDED
    assert theme_history(store, login) == []


def test_every_change_of_mind_is_kept_with_what_it_was_before(store: Store) -> None:
    login, _ = fill(store)
    for name in NEEDS:
        decide(store, login, outcome=name, **NEEDS[name], now=NOW)
    accept_link(store, login, change_id(store, CODES), now=NOW, who="Ada")
    decide(store, login, outcome="undecided", now=NOW)
    history = theme_history(store, login)
    assert [(d.before.value, d.outcome.value) for d in reversed(history)] == [
        ("undecided", "planned"),
        ("planned", "cannot"),
        ("cannot", "will-not"),
        ("will-not", "exists"),
        ("exists", "did"),
        ("did", "undecided"),
    ]
    assert history[1].decided_by == "Ada"


def test_deciding_the_same_again_adds_nothing(store: Store) -> None:
    login, _ = fill(store)
    first = decide(store, login, outcome="planned", **NEEDS["planned"], now=NOW)
    assert decide(store, login, outcome="planned", **NEEDS["planned"], now=NOW) == first
    moved = decide(store, login, outcome="planned", planned_for=date(2026, 10, 1), now=NOW)
    assert [d.id for d in theme_history(store, login)] == [moved.id, first.id]


def test_a_second_person_who_saw_an_older_decision_is_told(store: Store) -> None:
    login, _ = fill(store)
    decide(store, login, outcome="planned", **NEEDS["planned"], now=NOW, seen=0)
    with pytest.raises(ConflictError, match="Somebody else decided"):
        decide(store, login, outcome="cannot", **NEEDS["cannot"], now=NOW, seen=0)
    assert outcome(store, login) is Outcome.PLANNED


def test_did_stands_on_an_accepted_shipped_change(store: Store) -> None:
    login, _ = fill(store)
    accept_link(store, login, change_id(store, CODES), outcome="partly", now=NOW)
    assert outcome(store, login) is Outcome.PARTLY
    decide(store, login, outcome="did", now=NOW)
    assert outcome(store, login) is Outcome.DID
    assert draft_announcement(store, [login], now=NOW).facts.outcome == "did"


def test_two_parts_that_a_person_called_done_stay_done_when_a_third_is_linked(
    store: Store,
) -> None:
    login, _ = fill(store)
    accept_link(store, login, change_id(store, CODES), outcome="partly", now=NOW)
    decide(store, login, outcome="did", now=NOW)
    accept_link(store, login, change_id(store, FEES), outcome="partly", now=NOW)
    assert outcome(store, login) is Outcome.DID
    for change in (CODES, FEES):
        reject_link(store, login, change_id(store, change), now=NOW)
    assert outcome(store, login) is Outcome.UNDECIDED


def test_a_change_that_shipped_no_longer_counts_once_it_is_only_planned_again(
    store: Store,
) -> None:
    login, _ = fill(store)
    codes = store.changes.get(change_id(store, CODES))
    assert codes is not None
    accept_link(store, login, codes.id, now=NOW)
    store.changes.save(replace(codes, shipped_on=None))
    with pytest.raises(StateError, match="is planned"):
        decide(store, login, outcome="partly", now=NOW)
    (late,) = decisions_due(store, today=TODAY)
    assert (late.kind, late.decision.theme_id) == (DueKind.UNSUPPORTED, login)


def test_a_rejected_change_takes_nothing_from_a_no(store: Store) -> None:
    login, _ = fill(store)
    decide(store, login, outcome="cannot", **NEEDS["cannot"], now=NOW)
    reject_link(store, login, change_id(store, CODES), now=NOW)
    assert outcome(store, login) is Outcome.CANNOT


def test_plans_and_reviews_are_due_when_their_day_has_come(store: Store) -> None:
    login, fee = fill(store)
    decide(store, login, outcome="planned", **NEEDS["planned"], now=NOW)
    decide(store, fee, outcome="cannot", **NEEDS["cannot"], now=NOW)
    assert decisions_due(store, today=LATER - timedelta(1)) == []
    (review,) = decisions_due(store, today=LATER)
    assert (review.kind, review.decision.theme_id, review.since) == (DueKind.REVIEW, fee, LATER)
    kinds = [item.kind for item in decisions_due(store, today=LATER + timedelta(1))]
    assert kinds == [DueKind.PLAN_PASSED, DueKind.REVIEW]
    theme = store.themes.get(login)
    assert theme is not None
    store.themes.save(replace(theme, retired=True))
    assert len(decisions_due(store, today=LATER + timedelta(1))) == 1


def test_a_plan_can_not_be_announced_as_done(store: Store) -> None:
    login, _ = fill(store)
    accept_link(store, login, change_id(store, CODES), now=NOW)
    draft = draft_announcement(store, [login], now=NOW)
    approved = approve_announcement(store, draft.id, now=NOW)
    decide(store, login, outcome="planned", **NEEDS["planned"], now=NOW)
    (finding, *_) = check_announcement(store, draft.id, today=TODAY)
    assert (finding.rule, finding.blocks) == ("planned-as-done", True)
    assert "is planned for 2026-09-01, not done" in finding.message
    with pytest.raises(StateError, match="planned for 2026-09-01"):
        publish_announcement(store, approved.id, now=NOW)
    assert draft_announcement(store, [login], now=NOW).facts.outcome == "planned"
    decide(store, login, outcome="did", now=NOW)
    assert publish_announcement(store, approved.id, now=NOW).published_at == NOW


@pytest.mark.parametrize("name", ["cannot", "will-not", "exists"])
def test_a_no_can_not_be_announced_as_done_either(store: Store, name: str) -> None:
    login, _ = fill(store)
    accept_link(store, login, change_id(store, CODES), now=NOW)
    draft = draft_announcement(store, [login], now=NOW)
    decide(store, login, outcome=name, **NEEDS[name], now=NOW)
    with pytest.raises(StateError, match="not done"):
        approve_announcement(store, draft.id, now=NOW)
    assert draft_announcement(store, [login], now=NOW).facts.outcome == name


def test_unknown_and_retired_themes_are_told_apart(store: Store) -> None:
    login, _ = fill(store)
    with pytest.raises(NotFoundError, match="no theme 99"):
        decide(store, 99, outcome="exists", **NEEDS["exists"], now=NOW)
    with pytest.raises(NotFoundError, match="no theme 99"):
        theme_history(store, 99)
    theme = store.themes.get(login)
    assert theme is not None
    store.themes.save(replace(theme, retired=True))
    with pytest.raises(StateError, match="retired"):
        decide(store, login, outcome="exists", **NEEDS["exists"], now=NOW)


def test_only_what_the_outcome_needs_is_kept(store: Store) -> None:
    login, _ = fill(store)
    everything: dict[str, Any] = {
        "reason": "Why",
        "planned_for": LATER,
        "review_on": LATER,
        "where": "Here",
    }
    planned = decide(store, login, outcome="planned", **everything, now=NOW)
    assert (planned.planned_for, planned.review_on, planned.where) == (LATER, None, "")
    exists = decide(store, login, outcome="exists", **everything, now=NOW)
    assert (exists.planned_for, exists.review_on, exists.where) == (None, None, "Here")


def test_what_people_write_about_a_decision_is_kept_as_text(store: Store) -> None:
    login, _ = fill(store)
    hostile = "<script>alert(1)</script> =1+1 {{7*7}}"
    decision = decide(store, login, outcome="cannot", reason=hostile, review_on=LATER, now=NOW)
    assert decision.reason == hostile


def test_a_planned_change_alone_is_no_deed(store: Store) -> None:
    login, _ = fill(store)
    with pytest.raises(StateError, match="planned, not shipped"):
        accept_link(store, login, change_id(store, LETTER), now=NOW)
    with pytest.raises(InputError):
        decide(store, login, outcome="planned", now=datetime(2026, 6, 1))


def test_a_theme_put_back_among_the_undecided_is_not_announced_as_done(store: Store) -> None:
    login, _ = fill(store)
    accept_link(store, login, change_id(store, CODES), now=NOW)
    decide(store, login, outcome="undecided", now=NOW)
    with pytest.raises(StateError, match="nothing was decided"):
        draft_announcement(store, [login], now=NOW)
