"""Comments whose key was an id in the clear get another one."""

import dataclasses
from datetime import datetime

from feedback.actions.ports import Store
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.summaries import CommentFilter

AT = datetime(2026, 3, 1)


def test_a_comment_gets_another_key_and_keeps_its_past(store: Store) -> None:
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW))
    first = Comment(source="app", key="529", text="It is slow", external_id="529")
    other = Comment(source="app", key="taken", text="It is fine", external_id="taken")
    beside = Comment(source="app", key="530", text="It is new", external_id="530")
    store.comments.upsert([first, other, beside])
    later = store.imports.begin("a.csv", source="app", at=AT)
    store.comments.upsert([dataclasses.replace(first, text="It is quick")], import_id=later)

    store.comments.rekey(
        "app", {"529": ("d1", "d1"), "530": ("taken", "taken"), "nowhere": ("d2", "d2")}
    )
    store.comments.rekey("nobody", {"529": ("d1", "d1")})

    stored = list(store.comments.iterate(CommentFilter()))
    assert [(c.key, c.external_id, c.text) for c in stored] == [
        ("d1", "d1", "It is quick"),
        ("taken", "taken", "It is fine"),
        ("530", "530", "It is new"),
    ]
    assert [v.comment.external_id for v in store.comments.versions(stored[0].id)] == ["d1"]
    assert store.comments.upsert([dataclasses.replace(first, key="d1", text="It is quick")]) == (
        0,
        0,
        1,
    )


def test_comparing_counts_as_storing_would_and_writes_nothing(store: Store) -> None:
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW))
    stored = Comment(source="app", key="1", text="It is slow")
    plain = Comment(source="app", key="529", text="It is fine", external_id="529")
    store.comments.upsert([stored, plain])
    revision = store.revision()
    given = [
        stored,
        dataclasses.replace(plain, key="d1", external_id="d1", text="It is good"),
        Comment(source="app", key="2", text="It is new"),
    ]
    assert store.comments.compare(given, was={"d1": "529"}) == (1, 1, 1)
    assert store.comments.compare(given, was={}) == (2, 0, 1)
    elsewhere = [dataclasses.replace(comment, source="nowhere") for comment in given]
    assert store.comments.compare(elsewhere, was={}) == (3, 0, 0)
    assert store.comments.compare([], was={}) == (0, 0, 0)
    assert store.revision() == revision
    assert len(store.comments.sources()) == 1
