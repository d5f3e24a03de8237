"""Merging an announced theme: its links go along, pages agree, undo gives them back."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from feedback.actions.impact import impacts
from feedback.actions.open_loops import open_loops
from feedback.actions.ports import Store
from feedback.actions.telling import audience, mark_told, take_replies
from feedback.actions.theme_merging import merge_themes
from feedback.actions.theme_undo import preview_undo, undo_edit
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.domain.theme import Assignment, Outcome, ThemeStatus
from feedback.domain.tracked import TrackedFilter
from feedback.themes.sentences import edit_sentence
from tests.unit.announcements.announcement_samples import announcement

NOW = datetime(2024, 6, 5, 12, 30)
TODAY = NOW.date()
WROTE = datetime(2024, 1, 9, 10)


def status(store: Store, theme_id: int) -> ThemeStatus:
    rows = store.themes.summaries(today=TODAY, include_retired=True)
    return next(row.status for row in rows if row.id == theme_id)


@pytest.fixture
def two(store: Store, given: Any) -> tuple[int, int, int]:
    """An answered and announced theme, one that is open, and the change."""
    old, new = (
        given.theme(name, comments=[given.comment(created_at=WROTE)]).id
        for name in ("Slow start", "Slow")
    )
    change = given.change(shipped_on=datetime(2024, 3, 4).date())
    given.link(store.themes.get(old), change, LinkState.ACCEPTED)
    store.announcements.add(
        announcement(
            theme_ids=(old,), created_at=NOW, published_at=NOW - timedelta(days=9),
            status=AnnouncementStatus.PUBLISHED,
        )
    )  # fmt: skip
    return old, new, change.id


def test_the_link_goes_along_and_all_pages_agree(store: Store, two: tuple[int, int, int]) -> None:
    old, new, change = two
    assert status(store, new) is ThemeStatus.OPEN
    event = merge_themes(store, [old], new, by="Ana", now=NOW)
    assert [(link.theme_id, link.change_id) for link in store.links.all()] == [(new, change)]
    assert status(store, new) is ThemeStatus.ANNOUNCED
    assert open_loops(store, today=TODAY).rows == (), "whoever could know does not wait"
    assert [row.theme.id for row in impacts(store, today=TODAY)] == [new]
    theme = store.themes.get(new)
    assert theme is not None and theme.outcome is Outcome.DID
    assert "1 linked change" in edit_sentence(event, {old: "Slow start", new: "Slow"})


def test_undo_gives_the_link_back(store: Store, two: tuple[int, int, int]) -> None:
    old, new, _ = two
    (before,) = store.links.all()
    merge_themes(store, [old], new, now=NOW)
    assert "with 1 linked change" in preview_undo(store).sentence
    undo_edit(store, now=NOW)
    assert store.links.all() == [before]
    assert (status(store, old), status(store, new)) == (ThemeStatus.ANNOUNCED, ThemeStatus.OPEN)
    theme = store.themes.get(new)
    assert theme is not None and theme.outcome is Outcome.UNDECIDED
    (waiting,) = open_loops(store, today=TODAY).rows
    assert waiting.waiting.theme_id == new


def test_what_was_decided_about_the_target_stays(
    store: Store, two: tuple[int, int, int], given: Any
) -> None:
    old, new, change_id = two
    change = store.changes.get(change_id)
    given.link(store.themes.get(new), change, LinkState.REJECTED)
    event = merge_themes(store, [old], new, now=NOW)
    assert event.after["links"] == []
    found = store.links.get(new, change_id)
    assert found is not None and found.state is LinkState.REJECTED


def test_a_forgotten_link_is_gone_and_forgetting_again_does_nothing(
    store: Store, two: tuple[int, int, int]
) -> None:
    old, _, change = two
    store.links.forget(old, change)
    assert store.links.all() == []
    store.links.forget(old, change)


def test_who_was_told_of_a_merged_theme_stays_told(
    store: Store, two: tuple[int, int, int], given: Any
) -> None:
    old, new, _ = two
    wrote = given.comment(created_at=WROTE, customer="a", consent=True)
    later = given.comment(created_at=WROTE, customer="b", consent=True)
    given.comment(created_at=WROTE, customer="c")
    store.themes.assign(Assignment(each.id, old, 0.5) for each in (wrote, later))
    (published,) = store.announcements.all()
    mark_told(store, published.id, ["a"], now=NOW)

    def told() -> dict[int | None, int]:
        counts: dict[int | None, int] = {}
        for row in store.tracking.days(TrackedFilter()):
            if row.told is not None:
                counts[row.theme_id] = counts.get(row.theme_id, 0) + row.comments
        return counts

    assert told() == {old: 1}
    merge_themes(store, [old], new, now=NOW)
    assert told() == {new: 1}
    heard = audience(store, published.id)
    assert [hearer.customer for hearer in heard.hearers] == ["b"], "those of the other never asked"
    assert heard.told == 1
    report = take_replies(store, published.id, [("a", False)], now=NOW)
    assert report.reopened == (new,)
    undo_edit(store, now=NOW)
    assert told() == {old: 1}
