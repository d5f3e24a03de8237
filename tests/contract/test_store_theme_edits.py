"""Edits as events, second themes, lineage, views, proposals."""

import dataclasses
from datetime import datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.proposal import ProposalItem, ProposalKind, ProposalStatus
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import AssignedBy, Assignment, RunReport, Theme
from feedback.domain.theme_event import (
    CommentEdit,
    EditKind,
    Lineage,
    LineageKind,
    SavedView,
    ThemeEvent,
)
from feedback.errors import ConflictError, NotFoundError, StateError

NOW = datetime(2024, 6, 5, 12, 30)
REPORT = RunReport(run=0, comments=9, themes=2, unassigned=1, kept=1, new=1, retired=0, seconds=1.5)


def _event(*theme_ids: int, **fields: Any) -> ThemeEvent:
    return ThemeEvent(kind=EditKind.MOVE, theme_ids=theme_ids, by="Айгүл", at=NOW, **fields)


def test_an_edit_comes_back_with_its_themes_in_order_and_its_comments(
    store: Store, given: Any
) -> None:
    one, two = given.comment(), given.comment()
    speed, price = given.theme("Speed"), given.theme("Price")
    moved = [
        CommentEdit(two.id, None, price.id),
        CommentEdit(one.id, speed.id, price.id, AssignedBy.PERSON, 0.25),
    ]
    event = _event(price.id, speed.id, before={"tags": ["a"]}, after={"x": None})
    number = store.theme_edits.add(event, moved)
    assert store.theme_edits.get(number) == dataclasses.replace(event, id=number, comments=2)
    assert store.theme_edits.comments(number) == moved[::-1]
    assert store.theme_edits.get(number + 1) is None


def test_an_undone_edit_stays_and_is_undone_once(store: Store, given: Any) -> None:
    speed, price = given.theme("Speed"), given.theme("Price")
    first = store.theme_edits.add(_event(speed.id))
    second = store.theme_edits.add(_event(price.id))
    store.theme_edits.mark_undone(first, by="Bo", at=NOW)
    assert [event.id for event in store.theme_edits.live()] == [second]
    assert [event.id for event in store.theme_edits.recent()] == [second, first]
    (undone,) = store.theme_edits.recent(theme_id=speed.id)
    assert (undone.undone_by, undone.undone_at) == ("Bo", NOW)
    with pytest.raises(ConflictError):
        store.theme_edits.mark_undone(first, by="Bo", at=NOW)
    with pytest.raises(NotFoundError):
        store.theme_edits.mark_undone(99_999, by="Bo", at=NOW)


def test_an_erased_comment_leaves_edits_and_second_themes(store: Store, given: Any) -> None:
    comment, theme = given.comment(), given.theme()
    number = store.theme_edits.add(_event(theme.id), [CommentEdit(comment.id, None, theme.id)])
    store.theme_edits.set_further(
        comment.id, [Assignment(comment.id, theme.id, 1.0, AssignedBy.PERSON, 2)]
    )
    store.comments.delete_source("app")
    assert store.theme_edits.comments(number) == []
    assert store.theme_edits.further([comment.id]) == []
    kept = store.theme_edits.get(number)
    assert kept is not None
    assert kept.comments == 1


def test_an_edit_of_a_comment_or_theme_that_is_gone_is_not_kept(store: Store, given: Any) -> None:
    theme = given.theme()
    with pytest.raises(NotFoundError), store.writing():
        store.theme_edits.add(_event(theme.id, 99_999))
    with pytest.raises(NotFoundError), store.writing():
        store.theme_edits.add(_event(theme.id), [CommentEdit(99_999, None, theme.id)])
    assert store.theme_edits.recent() == []


def test_second_themes_are_counted_beside_the_main_ones(store: Store, given: Any) -> None:
    comment = given.comment()
    main, second = given.theme("Main", comments=[comment]), given.theme("Second")
    row = Assignment(comment.id, second.id, 1.0, AssignedBy.PERSON, 2)
    store.theme_edits.set_further(comment.id, [row])
    assert store.theme_edits.further([comment.id, 7]) == [row]
    assert store.theme_edits.further_of_theme(second.id) == [row]
    assert store.comments.page(CommentFilter(also_theme=second.id)) == [comment]
    counts = {
        summary.id: (summary.comments, summary.also)
        for summary in store.themes.summaries(today=NOW.date())
    }
    assert counts == {main.id: (1, 0), second.id: (0, 1)}
    store.theme_edits.set_further(comment.id, [])
    assert store.theme_edits.further([comment.id]) == []


def test_lineage_is_kept_and_goes_with_a_deleted_theme(store: Store, given: Any) -> None:
    old, new, other = given.theme("Old"), given.theme("New"), given.theme("Other")
    steps = [
        Lineage(kind=LineageKind.MERGED, from_theme=old.id, to_theme=new.id, at=NOW, comments=3),
        Lineage(kind=LineageKind.RETIRED, from_theme=other.id, at=NOW, run=4),
    ]
    store.theme_edits.add_lineage(steps)
    assert [dataclasses.replace(step, id=0) for step in store.theme_edits.lineage()] == steps
    assert [step.kind for step in store.theme_edits.lineage(new.id)] == [LineageKind.MERGED]
    store.themes.delete([new.id])
    assert [step.kind for step in store.theme_edits.lineage()] == [LineageKind.RETIRED]


def test_a_view_replaces_one_of_its_name(store: Store) -> None:
    first = store.theme_edits.save_view(SavedView(name="b", filter={"owner": "Ana"}, at=NOW))
    again = store.theme_edits.save_view(SavedView(name="b", filter={"tag": None}, by="Bo"))
    other = store.theme_edits.save_view(SavedView(name="a", filter={}))
    assert again.id == first.id
    assert store.theme_edits.views() == [other, again]
    store.theme_edits.delete_view(other.id)
    store.theme_edits.delete_view(other.id)
    assert store.theme_edits.views() == [again]


def test_one_proposal_waits_and_is_decided_once(store: Store) -> None:
    found = Theme(name="Speed", terms=("slow",), language="en", representatives=(1,))
    item = ProposalItem(
        kind=ProposalKind.NEW, name="Speed", sentence="New.", cluster=0, after=3, found=found
    )
    runs = store.theme_runs
    first = runs.propose(REPORT, {}, [], b"old", at=NOW)
    second = runs.propose(REPORT, {"seed": 1}, [item], b"\x00places", at=NOW)
    waiting = runs.waiting()
    assert waiting is not None
    assert (waiting.run, waiting.items, waiting.report.run) == (second, (item,), second)
    assert (runs.places(first), runs.places(second)) == (b"", b"\x00places")
    discarded = runs.get(first)
    assert discarded is not None
    assert discarded.status is ProposalStatus.DISCARDED
    assert store.themes.last_run() is None
    runs.decide(second, ProposalStatus.APPLIED, REPORT, by="Ana", at=NOW)
    applied = runs.get(second)
    assert applied is not None
    assert (applied.status, applied.decided_by) == (ProposalStatus.APPLIED, "Ana")
    assert (runs.waiting(), runs.places(second)) == (None, b"")
    with pytest.raises(StateError, match="already"):
        runs.decide(second, ProposalStatus.DISCARDED, REPORT, by="Ana", at=NOW)
    with pytest.raises(NotFoundError):
        runs.decide(99_999, ProposalStatus.APPLIED, REPORT, by="Ana", at=NOW)
    assert runs.latest() is None
    runs.keep_clusters(second, [3, -1])
    assert runs.latest() == (second, [3, -1])


def test_what_a_run_was_asked_for_is_kept_and_can_grow(store: Store) -> None:
    runs = store.theme_runs
    asked = {"detail": "fine", "number": None, "sources": ["app"], "until": 7}
    proposed = runs.propose(REPORT, asked, [], b"", at=NOW)
    applied = store.themes.add_run(REPORT, {"seed": 1}, at=NOW)
    assert (runs.params(proposed), runs.params(applied)) == (asked, {"seed": 1})
    assert runs.params(99_999) == {}
    runs.keep_params(applied, {"seed": 1, "tried": 9})
    assert runs.params(applied) == {"seed": 1, "tried": 9}
    with pytest.raises(NotFoundError):
        runs.keep_params(99_999, {})


def test_comments_stored_after_one_are_told_apart(store: Store, given: Any) -> None:
    first, second, third = given.comment(), given.comment(), given.comment()
    given.theme(comments=[second])
    later = CommentFilter(after_id=first.id)
    assert [row.id for row in store.comments.iterate(later)] == [second.id, third.id]
    assert store.comments.count(dataclasses.replace(later, unassigned=True)) == 1
    assert store.comments.count(CommentFilter(after_id=third.id)) == 0


def test_filters_choose_comments_and_what_themes_count(store: Store, given: Any) -> None:
    early = given.comment(rating=1.0, created_at=datetime(2024, 5, 1), segment="pro", customer="a")
    late = given.comment(rating=5.0, created_at=datetime(2024, 6, 2, 23, 59), customer="a")
    given.comment()
    theme = given.theme(comments=[early, late])
    for where, expected in (
        (CommentFilter(rating_to=2), [early]),
        (CommentFilter(rating_from=5), [late]),
        (CommentFilter(since=late.created_at.date()), [late]),
        (CommentFilter(until=datetime(2024, 6, 2).date()), [late, early]),
        (CommentFilter(segment="pro"), [early]),
        (CommentFilter(customer="a"), [late, early]),
        (CommentFilter(channel="review"), []),
    ):
        assert store.comments.page(where) == expected, where
        (summary,) = store.themes.summaries(today=NOW.date(), where=where)
        assert summary.comments == len(expected)
    customers = store.themes.customers(theme.id)
    assert (customers.different, customers.with_customer) == (1, 2)
    assert customers.loudest == (("a", 2),)
    (summary,) = store.themes.summaries(today=NOW.date())
    assert summary.share == pytest.approx(2 / 3)
    assert summary.waiting_since == early.created_at
