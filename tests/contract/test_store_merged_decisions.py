"""Merging themes somebody decided about: one decision holds, nothing vanishes, undo restores it."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedback.actions.decisions import decide, decisions_due
from feedback.actions.merge_preview import merge_preview
from feedback.actions.ports import Store
from feedback.actions.theme_edits import set_owner, set_priority, set_tags
from feedback.actions.theme_merging import merge_themes
from feedback.actions.theme_undo import preview_undo, undo_edit
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.domain.theme import Outcome, Priority, Theme
from feedback.errors import InputError
from feedback.themes.sentences import edit_sentence
from tests.unit.announcements.announcement_samples import announcement

NOW = datetime(2024, 6, 5, 12, 30)
REVIEW = date(2024, 12, 1)


def theme(store: Store, theme_id: int) -> Theme:
    found = store.themes.get(theme_id)
    assert found is not None
    return found


@pytest.fixture
def two(store: Store, given: Any) -> tuple[int, int]:
    """Two themes nobody has decided about: the one that goes, and the one that is left."""
    return (
        given.theme("Dark mode", comments=[given.comment()]).id,
        given.theme("Night", comments=[given.comment()]).id,
    )


def refuse(store: Store, theme_id: int) -> None:
    decide(
        store, theme_id, outcome="will-not", reason="Too few ask for it", review_on=REVIEW, now=NOW
    )


def plan(store: Store, theme_id: int) -> None:
    decide(store, theme_id, outcome="planned", planned_for=REVIEW, now=NOW)


def test_a_no_comes_along_with_its_reason_and_the_day_to_look_at_it_again(
    store: Store, two: tuple[int, int]
) -> None:
    gone, left = two
    refuse(store, gone)
    (said,) = merge_preview(store, [gone], left).sentences
    assert said == (
        "“Night” is “will not”, to be looked at again on 2024-12-01 afterwards, as is decided "
        "about “Dark mode”."
    )
    event = merge_themes(store, [gone], left, by="Ana", now=NOW)
    latest = store.decisions.of_theme(left)[0]
    assert (latest.outcome, latest.reason, latest.review_on, latest.decided_by) == (
        Outcome.WILL_NOT, "Too few ask for it", REVIEW, "Ana",
    )  # fmt: skip
    assert "decided as “will-not”" in edit_sentence(event, {gone: "Dark mode", left: "Night"})
    waiting = decisions_due(store, today=REVIEW + timedelta(days=1))
    assert [due.decision.theme_id for due in waiting] == [left]


def test_undoing_the_merge_leaves_each_with_what_was_decided_about_it(
    store: Store, two: tuple[int, int]
) -> None:
    gone, left = two
    refuse(store, gone)
    merge_themes(store, [gone], left, now=NOW)
    assert "“Night” is “undecided” again." in preview_undo(store).sentence
    undo_edit(store, now=NOW)
    assert theme(store, gone).outcome is Outcome.WILL_NOT
    assert theme(store, left).outcome is Outcome.UNDECIDED


def test_two_decisions_that_differ_are_not_merged_until_one_is_chosen(
    store: Store, two: tuple[int, int]
) -> None:
    gone, left = two
    plan(store, gone)
    refuse(store, left)
    preview = merge_preview(store, [gone], left)
    assert [choice.theme_id for choice in preview.choices] == [left, gone]
    with pytest.raises(InputError, match="“Dark mode” is planned for 2024-12-01"):
        merge_themes(store, [gone], left, now=NOW)
    assert not theme(store, gone).retired
    merge_themes(store, [gone], left, holds=gone, now=NOW)
    assert theme(store, left).outcome is Outcome.PLANNED
    assert store.decisions.of_theme(left)[0].planned_for == REVIEW
    undo_edit(store, now=NOW)
    restored = store.decisions.of_theme(left)[0]
    assert (restored.outcome, restored.reason, restored.review_on) == (
        Outcome.WILL_NOT, "Too few ask for it", REVIEW,
    )  # fmt: skip


def test_the_decision_of_the_theme_that_is_left_can_be_chosen_as_well(
    store: Store, two: tuple[int, int]
) -> None:
    gone, left = two
    plan(store, gone)
    refuse(store, left)
    before = store.decisions.of_theme(left)
    merge_themes(store, [gone], left, holds=left, now=NOW)
    assert store.decisions.of_theme(left) == before


def test_the_decision_of_a_theme_that_is_not_merged_cannot_hold(
    store: Store, two: tuple[int, int], given: Any
) -> None:
    other = given.theme("Search").id
    with pytest.raises(InputError, match="none of those to merge"):
        merge_themes(store, [two[0]], two[1], holds=other, now=NOW)


def test_a_plan_stays_a_plan_although_its_change_comes_along(
    store: Store, two: tuple[int, int], given: Any
) -> None:
    gone, left = two
    given.link(theme(store, gone), given.change(shipped_on=None), LinkState.ACCEPTED)
    plan(store, gone)
    merge_themes(store, [gone], left, now=NOW)
    assert theme(store, left).outcome is Outcome.PLANNED
    assert len(store.links.of_theme(left)) == 1


def test_what_somebody_decides_after_the_merge_outlives_its_undo(
    store: Store, two: tuple[int, int]
) -> None:
    gone, left = two
    refuse(store, gone)
    merge_themes(store, [gone], left, now=NOW)
    plan(store, left)
    undo_edit(store, now=NOW)
    assert theme(store, left).outcome is Outcome.PLANNED


def test_owner_priority_and_tags_come_along_where_there_are_none_and_go_back(
    store: Store, two: tuple[int, int]
) -> None:
    gone, left = two
    set_owner(store, gone, "Ben", now=NOW)
    set_priority(store, gone, "high", now=NOW)
    set_tags(store, gone, ["Screen", "old"], now=NOW)
    set_tags(store, left, ["screen"], now=NOW)
    before = theme(store, left)
    (said,) = merge_preview(store, [gone], left).sentences
    assert said == "Comes along: owner “Ben”, priority “high”, tags “screen, old”."
    merge_themes(store, [gone], left, now=NOW)
    merged = theme(store, left)
    assert (merged.owner, merged.priority, merged.tags) == ("Ben", Priority.HIGH, ("screen", "old"))
    assert "What it gained goes back too: owner, priority and tags." in preview_undo(store).sentence
    undo_edit(store, now=NOW)
    assert dataclasses.replace(theme(store, left), version=before.version) == before


def test_what_stays_behind_is_said_before(store: Store, two: tuple[int, int], given: Any) -> None:
    gone, left = two
    set_owner(store, gone, "Ben", now=NOW)
    set_owner(store, left, "Ana", now=NOW)
    change = given.change(title="Dark colours")
    given.link(theme(store, gone), change, LinkState.ACCEPTED)
    given.link(theme(store, left), change, LinkState.REJECTED)
    for status in (AnnouncementStatus.PUBLISHED, AnnouncementStatus.DRAFT):
        store.announcements.add(announcement(theme_ids=(gone,), created_at=NOW, status=status))
    assert merge_preview(store, [gone], left).sentences == (
        "Stays behind with “Dark mode”: owner “Ben”.",
        "“Dark colours” was refused for “Night” and stays refused.",
        "1 published announcement counts for the merged theme too.",
        "1 announcement that is not published yet cannot be published any more: draft it again.",
    )
