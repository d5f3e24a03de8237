"""What a comment was before imports updated it, and ids that did not tell comments apart."""

import dataclasses
from datetime import datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import CONTENT_KEY, Channel, Comment, CommentVersion, Source
from feedback.domain.summaries import CommentFilter
from feedback.errors import NotFoundError, StateError

MONDAY, TUESDAY = datetime(2024, 6, 3), datetime(2024, 6, 4)
EARLIER = Comment(
    source="app",
    key="7",
    text="Жүктеу баяу 🐢",
    external_id="R-7",
    question="What is slow?",
    created_at=datetime(2024, 5, 6, 7, 8, 9, 123456),
    rating=2.2,
    rating_given="3/10",
    language="kk",
    customer="f00d",
    answered_at=datetime(2024, 5, 7),
    answer="Thanks",
    consent=False,
    segment="gold",
    is_filler=True,
    redacted=2,
    channel=Channel.REVIEW,
)


def begin(store: Store, at: datetime = MONDAY) -> int:
    return store.imports.begin("app.csv", source="app", at=at)


def test_a_comment_nobody_updated_has_no_earlier_versions(store: Store, given: Any) -> None:
    comment = given.comment(import_id=begin(store))
    assert store.comments.versions(comment.id) == []
    assert store.comments.versions(comment.id + 1) == []


def test_every_field_of_an_earlier_version_comes_back(store: Store, given: Any) -> None:
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW))
    store.comments.upsert([EARLIER], import_id=begin(store))
    later = begin(store, TUESDAY)
    now = Comment(source="app", key="7", text="It is fast now", language="en")
    store.comments.upsert([now], import_id=later)
    (stored,) = store.comments.iterate(CommentFilter())
    assert stored.text == "It is fast now"
    assert store.comments.versions(stored.id) == [
        CommentVersion(
            comment=dataclasses.replace(EARLIER, id=stored.id),
            replaced_at=TUESDAY,
            import_id=later,
        )
    ]


def test_the_latest_of_several_versions_comes_first(store: Store, given: Any) -> None:
    for text in ("a", "b", "c", "c"):
        comment = given.comment(text, key="1", import_id=begin(store))
    texts = [version.comment.text for version in store.comments.versions(comment.id)]
    assert texts == ["b", "a"]


def test_an_import_keeps_what_was_there_before_it_however_often_it_updates(
    store: Store, given: Any
) -> None:
    given.comment("a", key="1")
    import_id = begin(store)
    for text in ("b", "c", "a"):
        comment = given.comment(text, key="1", import_id=import_id)
    assert [version.comment.text for version in store.comments.versions(comment.id)] == ["a"]


def test_an_update_outside_an_import_keeps_no_version(store: Store, given: Any) -> None:
    given.comment("a", key="1", import_id=begin(store))
    comment = given.comment("b", key="1")
    assert store.comments.versions(comment.id) == []


def test_versions_go_with_their_comment(store: Store, given: Any) -> None:
    for text in ("a", "b"):
        comment = given.comment(text, key="1", import_id=begin(store))
    store.comments.delete_source("app")
    assert store.comments.versions(comment.id) == []


def test_comments_of_an_import_nobody_began_or_that_was_undone_are_refused(
    store: Store, given: Any
) -> None:
    given.source("app")
    row = Comment(source="app", key="1", text="a")
    with pytest.raises(NotFoundError, match="no import 99"):
        store.comments.upsert([row], import_id=99)
    import_id = begin(store)
    store.imports.undo(import_id, TUESDAY)
    with pytest.raises(StateError, match=f"Import {import_id} was undone"):
        store.comments.upsert([row], import_id=import_id)
    assert store.comments.count(CommentFilter()) == 0


def test_comments_are_found_by_the_keys_of_one_source(store: Store, given: Any) -> None:
    given.comment(key="7", text="the first")
    given.comment(key="Ж", text="the second")
    given.comment(key="7", text="another", source="survey")
    keys = ["7", "Ж", *(f"no {n}" for n in range(12_000)), "7"]

    def texts(source: str, keys: list[str]) -> list[str]:
        return sorted(one.text for one in store.comments.with_keys(source, keys))

    assert texts("app", keys) == ["the first", "the second"]
    assert texts("survey", keys) == ["another"]
    assert texts("nowhere", keys) == texts("app", []) == []


def test_reused_ids_are_those_of_comments_known_by_their_content(store: Store, given: Any) -> None:
    given.comment(key=CONTENT_KEY + "a", external_id="7")
    given.comment(key=CONTENT_KEY + "b", external_id="7")
    given.comment(key=CONTENT_KEY + "c", external_id="Ж")
    given.comment(key=CONTENT_KEY + "d")
    given.comment(key="8", external_id="8")
    given.comment(key="Content:e", external_id="9")
    given.comment(key=CONTENT_KEY + "f", external_id="10", source="survey")
    assert store.comments.reused_ids("app") == {"7", "Ж"}
    assert store.comments.reused_ids("survey") == {"10"}
    assert store.comments.reused_ids("nowhere") == set()
