"""What an import leaves behind: its id, earlier versions, the mapping; and taking it back."""

from datetime import datetime

import pytest

from feedback.actions import import_run
from feedback.actions.importing import import_file, preview_file, undo_import
from feedback.domain.comment import ImportStatus
from feedback.domain.summaries import CommentFilter
from feedback.errors import InputError, NotFoundError, StateError
from feedback.intake.mapping import header_key

KEY = b"a key of the tests"
NOW = datetime(2026, 3, 1, 12, 0)
REVIEWS = "id,date,stars,comment\n1,2026-01-05,5,The export is hard to find\n2,2026-01-06,1,Bad\n"
SURVEY = "id,comment,remark,stars\n1,not this one,but it is this one,5\n"


def test_an_update_keeps_what_the_comment_was(bring_in, store, stored):
    bring_in(REVIEWS)
    report = bring_in(REVIEWS.replace("hard to find", "easy to find now"))
    (version,) = store.comments.versions(stored()[0].id)
    assert version.comment.text == "The export is hard to find"
    assert (version.import_id, version.replaced_at) == (report.id, NOW)
    assert store.comments.versions(stored()[1].id) == []


def test_undoing_the_first_import_leaves_nothing_not_even_its_source(bring_in, store, stored):
    report = bring_in(REVIEWS)
    undone = undo_import(store, report.id, now=NOW)
    assert (undone.deleted, undone.restored, undone.file) == (2, 0, "comments.csv")
    assert stored() == []
    assert store.comments.sources() == []


def test_undoing_an_update_brings_the_earlier_words_back(bring_in, store, stored):
    bring_in(REVIEWS)
    before = stored()
    report = bring_in(REVIEWS.replace("Bad", "Good") + "3,2026-01-07,3,Too expensive\n")
    undone = undo_import(store, report.id, now=NOW)
    assert (undone.deleted, undone.restored) == (1, 1)
    assert stored() == before
    again = bring_in(REVIEWS)
    assert (again.imported, again.updated, again.duplicates) == (0, 0, 2)


def test_undo_refuses_what_it_cannot_do(bring_in, store):
    with pytest.raises(NotFoundError):
        undo_import(store, 1, now=NOW)
    first = bring_in(REVIEWS)
    bring_in(REVIEWS.replace("Bad", "Good"))
    with pytest.raises(StateError, match="Undo import 2 first"):
        undo_import(store, first.id, now=NOW)


def test_an_import_that_was_stopped_can_be_undone(bring_in, store, stored, monkeypatch):
    monkeypatch.setattr(import_run, "TOGETHER", 1000)
    text = "id,comment\n" + "".join(f"{n},comment number {n} here\n" for n in range(5000))

    class StoppedError(Exception):
        pass

    def stop(share, message):
        if share > 0.3:
            raise StoppedError

    with pytest.raises(StoppedError):
        bring_in(text, progress=stop)
    ((_, report),) = store.imports.recent()
    assert report.status is ImportStatus.UNFINISHED
    assert report.file == "comments.csv"
    brought = len(stored())
    assert undo_import(store, report.id, now=NOW).deleted == brought > 0
    assert bring_in(text).imported == 5000


def test_a_dry_run_leaves_no_trace_in_the_history(bring_in, store):
    bring_in(SURVEY, mapping={"text": "remark"}, dry_run=True)
    assert store.imports.recent() == []
    assert store.mappings.get(header_key(("id", "comment", "remark", "stars"))) is None


def test_a_mapping_a_person_gave_is_used_for_the_next_file_with_such_a_header(bring_in, stored):
    bring_in(SURVEY, mapping={"text": "Remark", "rating": ""})
    other = "stars,Remark,Comment,id\n4,this one again,and not this one,2\n"
    report = bring_in(other, name="next.csv")
    assert [(c.text, c.rating, c.external_id) for c in stored()] == [
        ("but it is this one", None, "1"),
        ("this one again", None, "2"),
    ]
    assert "The columns were read as last time." in report.notes


def test_what_is_said_now_overrules_what_was_said_last_time(bring_in, stored):
    bring_in(SURVEY, mapping={"text": "remark", "rating": ""})
    bring_in(SURVEY, name="b.csv", mapping={"rating": "stars"})
    bring_in(SURVEY, name="c.csv")
    assert [(c.text, c.rating) for c in stored()] == [
        ("but it is this one", None),
        ("but it is this one", 5.0),
        ("but it is this one", 5.0),
    ]


def test_a_guess_nobody_confirmed_is_not_remembered(bring_in, store):
    report = bring_in(SURVEY)
    assert store.mappings.get(header_key(("id", "comment", "remark", "stars"))) is None
    assert not any("last time" in note for note in report.notes)


def test_a_mapping_of_another_header_is_not_used(bring_in, store, tmp_path):
    bring_in(SURVEY, mapping={"text": "remark"})
    path = tmp_path / "other.csv"
    path.write_text(SURVEY.replace("stars", "rating"))
    assert preview_file(path, store=store).mapping["text"] == "comment"


def test_columns_that_only_have_numbers_are_not_remembered(bring_in, store, tmp_path):
    rows = "".join(f"{n};2026-01-05;some words were said here {n}\n" for n in range(1, 9))
    bring_in(rows, mapping={"created_at": ""})
    path = tmp_path / "other.csv"
    path.write_text(rows)
    assert "created_at" in preview_file(path, store=store).mapping


def test_a_preview_says_that_the_columns_are_read_as_last_time(bring_in, store, tmp_path):
    bring_in(SURVEY, mapping={"text": "remark"})
    path = tmp_path / "comments.csv"
    without = preview_file(path)
    assert (without.mapping["text"], without.remembered) == ("comment", False)
    seen = preview_file(path, store=store)
    assert (seen.mapping["text"], seen.remembered) == ("remark", True)
    assert seen.reading["columns"] == "as last time"
    corrected = preview_file(path, store=store, mapping={"rating": ""})
    assert corrected.mapping == {"id": "id", "text": "remark"}


def test_stored_comments_are_read_only_when_ids_of_the_file_stand_for_several_texts(
    bring_in, store, monkeypatch
):
    text = "id,comment\n" + "".join(f"{n},comment number {n} here\n" for n in range(300))
    bring_in(text)

    def refuse(*arguments, **given):
        raise AssertionError("all stored comments were read")

    monkeypatch.setattr(store.comments, "iterate", refuse)
    assert bring_in(text).duplicates == 300
    with pytest.raises(AssertionError, match="were read"):
        bring_in(text + "7,something quite different\n")


def test_an_address_used_as_id_by_several_comments_is_not_believed(bring_in, store):
    rows = "".join(f"p{n}@example.org,comment number {n} here\n" for n in range(300))
    report = bring_in("id,comment\n" + rows + "p7@example.org,something quite different\n")
    assert (report.imported, report.updated, report.duplicates) == (301, 0, 0)
    assert store.comments.count(CommentFilter()) == 301


def test_a_file_that_is_refused_begins_no_import(store, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError):
        import_file(store, path, key=KEY, now=NOW)
    assert store.imports.recent() == []
