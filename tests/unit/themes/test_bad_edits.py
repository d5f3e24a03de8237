"""An edit that cannot be made says so in a sentence, and nothing is changed."""

from collections.abc import Callable
from datetime import datetime

import pytest

from feedback.actions.theme_edits import rename_theme, set_owner
from feedback.actions.theme_making import make_theme_of
from feedback.actions.theme_membership import move_comments, remove_comments, set_second_theme
from feedback.actions.theme_merging import merge_themes, split_theme
from feedback.actions.theme_runs import apply_run, check_no_run
from feedback.actions.theme_undo import undo_edit
from feedback.domain.comment import Comment, Source
from feedback.domain.job import Job, JobStatus
from feedback.domain.theme import Assignment, Theme
from feedback.domain.theme_event import SplitPart
from feedback.errors import ConflictError, HeardError, StateError
from feedback.store.memory import MemoryStore

NOW = datetime(2024, 6, 5, 12, 30)


@pytest.fixture
def store() -> MemoryStore:
    """Speed (1) with comments 1 and 2, Price (2) with 3, Old (3) retired; comment 4 in none."""
    store = MemoryStore()
    store.comments.ensure_source(Source(name="app"))
    store.comments.upsert(
        [Comment(source="app", key=str(n), text=f"text {n}") for n in range(1, 5)]
    )
    for name, retired in (("Speed", False), ("Price", False), ("Old", True)):
        store.themes.add(Theme(name=name, retired=retired))
    store.themes.assign([Assignment(1, 1, 0.5), Assignment(2, 1, 0.5), Assignment(3, 2, 0.5)])
    return store


PART = SplitPart(name="Part", comment_ids=(1,))
BAD: dict[str, tuple[Callable[[MemoryStore], object], str]] = {
    "merge into itself": (lambda s: merge_themes(s, [1, 2], 1, now=NOW), "into itself"),
    "merge into a retired one": (lambda s: merge_themes(s, [1], 3, now=NOW), "is retired"),
    "merge of a retired one": (lambda s: merge_themes(s, [1, 3], 2, now=NOW), "is retired"),
    "merge of an unknown one": (lambda s: merge_themes(s, [1, 99], 2, now=NOW), "no theme 99"),
    "merge of none": (lambda s: merge_themes(s, [], 2, now=NOW), "No theme was chosen"),
    "long name": (lambda s: rename_theme(s, 1, "x" * 10_000, now=NOW), "10000 letters"),
    "blank name": (lambda s: rename_theme(s, 1, " \t\n ", now=NOW), "name is empty"),
    "name that is taken": (lambda s: rename_theme(s, 1, "pRICE", now=NOW), "already called"),
    "name of a retired one": (lambda s: rename_theme(s, 3, "New", now=NOW), "is retired"),
    "same owner": (lambda s: set_owner(s, 1, "", now=NOW), "has that already"),
    "erased comment": (lambda s: move_comments(s, [1, 77], 2, now=NOW), "was erased"),
    "no comment": (lambda s: move_comments(s, [], 2, now=NOW), "No comment was chosen"),
    "not in the theme": (lambda s: remove_comments(s, [3], 1, now=NOW), "is not in “Speed”"),
    "second is main": (lambda s: set_second_theme(s, 1, 1, now=NOW), "its main theme already"),
    "second without main": (lambda s: set_second_theme(s, 4, 1, now=NOW), "in no theme yet"),
    "split in one": (lambda s: split_theme(s, 1, [PART], now=NOW), "2 to 8 parts"),
    "split with a comment twice": (
        lambda s: split_theme(s, 1, [PART, PART], now=NOW),
        "in two parts",
    ),
    "split of another's comment": (
        lambda s: split_theme(s, 1, [PART, SplitPart(name="B", comment_ids=(3,))], now=NOW),
        "not in this theme",
    ),
    "split with a name that is taken": (
        lambda s: split_theme(s, 1, [PART, SplitPart(name="Price", comment_ids=(2,))], now=NOW),
        "already called",
    ),
    "taking an erased comment out": (lambda s: remove_comments(s, [77], 1, now=NOW), "was erased"),
    "second theme of an erased one": (
        lambda s: set_second_theme(s, 77, 1, now=NOW),
        "was erased",
    ),
    "new theme, long name": (lambda s: make_theme_of(s, [4], "x" * 10_000, now=NOW), "10000"),
    "new theme, blank name": (lambda s: make_theme_of(s, [4], "  ", now=NOW), "name is empty"),
    "new theme, name taken": (lambda s: make_theme_of(s, [4], "speed", now=NOW), "already called"),
    "new theme of an erased one": (lambda s: make_theme_of(s, [77], "New", now=NOW), "was erased"),
    "edit of a retired one": (lambda s: set_owner(s, 3, "Ana", now=NOW), "is retired"),
    "edit of an unknown one": (lambda s: set_owner(s, 99, "Ana", now=NOW), "no theme 99"),
    "undo of nothing": (lambda s: undo_edit(s, now=NOW), "nothing to undo"),
    "undo of an unknown edit": (lambda s: undo_edit(s, 9, now=NOW), "no edit 9"),
}


@pytest.mark.parametrize("bad", BAD)
def test_an_edit_that_cannot_be_made_changes_nothing(store: MemoryStore, bad: str) -> None:
    edit, sentence = BAD[bad]
    before = (store.revision(), store.themes.all(include_retired=True), store.themes.assignments())
    with pytest.raises(HeardError, match=sentence):
        edit(store)
    after = (store.revision(), store.themes.all(include_retired=True), store.themes.assignments())
    assert after == before
    assert store.theme_edits.recent() == []


def test_the_second_of_two_people_learns_who_was_faster_and_what_it_is_now(
    store: MemoryStore,
) -> None:
    rename_theme(store, 1, "Slow start", by="Ana", now=NOW, version=1)
    with pytest.raises(ConflictError, match="Ana changed theme 1") as caught:
        rename_theme(store, 1, "Slowness", by="Bo", now=NOW, version=1)
    assert (caught.value.who, caught.value.when) == ("Ana", NOW)
    assert isinstance(caught.value.theirs, Theme)
    assert caught.value.theirs.name == "Slow start"


def test_an_edit_that_a_later_one_rests_on_is_not_undone_first(store: MemoryStore) -> None:
    merged = merge_themes(store, [2], 1, by="Ana", now=NOW)
    move_comments(store, [4], 1, by="Bo", now=NOW)
    with pytest.raises(StateError, match="Bo moved 1 comment into “Speed”"):
        undo_edit(store, merged.id, now=NOW)
    undo_edit(store, now=NOW)
    effect = undo_edit(store, merged.id, by="Cy", now=NOW)
    assert "1 comment to “Price”" in effect.sentence
    assert effect.event.undone_by == "Cy"
    assert [row.comment_id for row in store.themes.assignments(2)] == [3]


def test_no_run_begins_while_another_runs(store: MemoryStore) -> None:
    job = Job(kind="find_themes", status=JobStatus.RUNNING, heartbeat_at=NOW, created_at=NOW)
    store.jobs.add(job)
    with pytest.raises(StateError, match="right now"):
        check_no_run(store, now=NOW)


def test_a_proposal_that_is_not_there_is_not_applied(store: MemoryStore, tmp_path: object) -> None:
    with pytest.raises(HeardError, match="no proposal 7"):
        apply_run(store, 7, model_folder=tmp_path, now=NOW)  # type: ignore[arg-type]


def test_what_was_given_to_several_themes_is_undone_one_by_one(store: MemoryStore) -> None:
    with store.writing():
        for theme_id in (1, 2):
            set_owner(store, theme_id, "Ana", by="Bo", now=NOW)
    assert [theme.owner for theme in store.themes.all()] == ["Ana", "Ana"]
    assert undo_edit(store, now=NOW).theme_ids == (2,)
    assert [theme.owner for theme in store.themes.all()] == ["Ana", ""]
    assert undo_edit(store, now=NOW).theme_ids == (1,)
    assert [theme.owner for theme in store.themes.all()] == ["", ""]


def test_one_theme_that_was_changed_meanwhile_stops_the_edit_of_several(store: MemoryStore) -> None:
    set_owner(store, 2, "Cy", by="Cy", now=NOW)
    before = store.revision()
    with pytest.raises(ConflictError, match="Cy changed theme 2"), store.writing():
        for theme_id in (1, 2):
            set_owner(store, theme_id, "Ana", by="Bo", now=NOW, version=1)
    assert store.revision() == before
    assert [theme.owner for theme in store.themes.all()] == ["", "Cy"]
