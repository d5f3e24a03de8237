"""An import can be taken back: what it brought goes, what it updated is as it was."""

from datetime import datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import (
    Channel,
    Comment,
    ImportReport,
    ImportStatus,
    Reject,
    Source,
    UndoneImport,
)
from feedback.domain.summaries import CommentFilter
from feedback.errors import NotFoundError, StateError

NOW = datetime(2024, 6, 5, 12, 30)
LATER = datetime(2024, 6, 6)


def stored(store: Store) -> list[Comment]:
    return list(store.comments.iterate(CommentFilter()))


def begin(store: Store, file: str = "app.csv") -> int:
    return store.imports.begin(file, source="app", at=NOW)


def test_the_comments_an_import_brought_go_with_their_assignments(store: Store, given: Any) -> None:
    kept = given.comment(import_id=begin(store))
    import_id = begin(store, "b.csv")
    gone = [given.comment(import_id=import_id), given.comment(import_id=import_id)]
    theme = given.theme(comments=[kept, *gone])

    undone = store.imports.undo(import_id, LATER)

    assert undone == UndoneImport(id=import_id, file="b.csv", deleted=2, restored=0)
    assert stored(store) == [kept]
    assert [row.comment_id for row in store.themes.assignments(theme.id)] == [kept.id]
    assert store.comments.totals().comments == 1


def test_comments_an_import_updated_are_what_they_were(store: Store, given: Any) -> None:
    fields = {
        "question": "What?",
        "created_at": datetime(2024, 5, 6, 7, 8, 9),
        "rating": 2.5,
        "answered_at": datetime(2024, 5, 7),
        "consent": True,
        "language": "kk",
        "customer": "f00d",
    }
    first = begin(store)
    before = given.comment("Баяу", key="1", import_id=first, **fields)
    other = given.comment("Other", import_id=first)
    import_id = begin(store)
    given.comment("Fast", key="1", import_id=import_id, language="en")

    undone = store.imports.undo(import_id, LATER)

    assert (undone.deleted, undone.restored) == (0, 1)
    assert stored(store) == [before, other]
    assert store.comments.page(CommentFilter(search="БАЯУ")) == [before]
    assert store.comments.versions(before.id) == []
    assert len(store.comments.weekly(CommentFilter())) == 1


def test_a_restored_comment_counts_for_its_theme_as_it_did(store: Store, given: Any) -> None:
    old = {"created_at": datetime(2024, 5, 6), "rating": 1.0, "language": "en"}
    comment = given.comment(key="1", import_id=begin(store), **old)
    given.theme(comments=[comment])
    before = store.themes.summaries(today=NOW.date())
    import_id = begin(store)
    new = {"created_at": datetime(2024, 5, 20), "rating": 4.0, "language": "pt"}
    given.comment(key="1", import_id=import_id, **new)
    assert store.themes.summaries(today=NOW.date()) != before
    store.imports.undo(import_id, LATER)
    assert store.themes.summaries(today=NOW.date()) == before


def test_a_restored_comment_that_says_nothing_leaves_the_theme_the_engine_put_it_into(
    store: Store, given: Any
) -> None:
    given.comment("n/a", key="1", import_id=begin(store), is_filler=True)
    import_id = begin(store)
    comment = given.comment("It is slow", key="1", import_id=import_id)
    given.theme(comments=[comment])
    store.imports.undo(import_id, LATER)
    assert store.themes.assignments() == []


def test_an_undone_import_stays_listed_with_its_counts_and_rejects(
    store: Store, given: Any
) -> None:
    report = ImportReport(file="a.csv", rows=2, duplicates=1, rejected=1, source="app")
    rejects = [Reject(1, "no text", "fill it in")]
    import_id = given.report(report, rejects)
    store.imports.undo(import_id, LATER)
    kept = store.imports.get(import_id)
    assert kept is not None
    assert (kept.status, kept.undone_at, kept.rows) == (ImportStatus.UNDONE, LATER, 2)
    assert store.imports.recent() == [(NOW, kept)]
    assert store.imports.rejects(import_id) == rejects


def test_an_import_that_never_finished_can_be_undone(store: Store, given: Any) -> None:
    import_id = begin(store)
    given.comment(import_id=import_id)
    assert store.imports.undo(import_id, LATER).deleted == 1
    kept = store.imports.get(import_id)
    assert kept is not None
    assert kept.status is ImportStatus.UNDONE


def test_an_undone_import_cannot_be_finished(store: Store) -> None:
    import_id = begin(store)
    store.imports.undo(import_id, LATER)
    with pytest.raises(StateError, match="was undone"):
        store.imports.finish(ImportReport(file="a.csv", id=import_id), [])


def test_an_import_is_undone_once(store: Store, given: Any) -> None:
    import_id = begin(store)
    given.comment(import_id=import_id)
    store.imports.undo(import_id, LATER)
    with pytest.raises(StateError, match="undone already"):
        store.imports.undo(import_id, LATER)


def test_an_unknown_import_is_not_undone(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no import 7"):
        store.imports.undo(7, LATER)


def test_an_import_whose_comments_were_updated_later_is_not_undone(
    store: Store, given: Any
) -> None:
    first = begin(store)
    given.comment("a", key="1", import_id=first)
    second = begin(store)
    given.comment("b", key="1", import_id=second)
    before = stored(store)
    with pytest.raises(StateError, match=f"import {second}"):
        store.imports.undo(first, LATER)
    assert stored(store) == before
    store.imports.undo(second, LATER)
    assert store.imports.undo(first, LATER).deleted == 1
    assert stored(store) == []


def test_an_import_whose_updates_were_updated_later_is_not_undone(store: Store, given: Any) -> None:
    before = given.comment("a", key="1", import_id=begin(store))
    second, third = begin(store), begin(store)
    # The one that began later was faster.
    given.comment("b", key="1", import_id=third)
    given.comment("c", key="1", import_id=second)
    with pytest.raises(StateError, match=f"import {second}"):
        store.imports.undo(third, LATER)
    store.imports.undo(second, LATER)
    store.imports.undo(third, LATER)
    assert stored(store) == [before]


def test_a_later_import_of_other_comments_does_not_hinder(store: Store, given: Any) -> None:
    first = begin(store)
    given.comment("a", key="1", import_id=first)
    kept = given.comment("b", key="2", import_id=begin(store))
    given.comment("a", key="1", import_id=begin(store))  # a duplicate
    assert store.imports.undo(first, LATER).deleted == 1
    assert stored(store) == [kept]


def test_an_import_of_before_imports_were_remembered_is_not_undone(
    store: Store, given: Any
) -> None:
    comment = given.comment()
    import_id = given.report(ImportReport(file="a.csv", rows=1, imported=1, source="app"))
    with pytest.raises(StateError, match="not known any more"):
        store.imports.undo(import_id, LATER)
    assert stored(store) == [comment]


def test_a_source_left_empty_goes_so_that_it_can_be_made_anew(store: Store, given: Any) -> None:
    import_id = begin(store)
    given.comment(source="app", import_id=import_id)
    given.comment(source="survey", import_id=import_id)
    given.comment(source="survey")
    given.source("still empty")
    store.imports.undo(import_id, LATER)
    assert [source.name for source in store.comments.sources()] == ["still empty", "survey"]
    made = store.comments.ensure_source(Source(name="app", channel=Channel.EMAIL))
    assert made.channel is Channel.EMAIL


def test_what_was_undone_can_be_imported_again(store: Store, given: Any) -> None:
    first = begin(store)
    gone = given.comment("a", key="1", import_id=first)
    store.imports.undo(first, LATER)
    back = given.comment("a", key="1", import_id=begin(store))
    assert back.text == "a"
    assert back.id > gone.id


def test_an_undo_that_fails_half_way_changes_nothing(store: Store, given: Any) -> None:
    import_id = begin(store)
    comment = given.comment(import_id=import_id)

    class OopsError(Exception):
        pass

    with pytest.raises(OopsError), store.writing():
        store.imports.undo(import_id, LATER)
        raise OopsError
    assert stored(store) == [comment]
    assert store.imports.undo(import_id, LATER).deleted == 1
