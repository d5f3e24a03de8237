"""Comments come in once: the counts of an upsert, and what it leaves behind."""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.actions.ports import Store
from feedback.domain.comment import Channel, Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import AssignedBy, Assignment
from feedback.errors import NotFoundError

EVERYTHING = Comment(
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
    answered_at=datetime(2024, 5, 7, 0, 0),
    answer="Thanks, we look into it",
    answered_by_bot=False,
    consent=False,
    segment="gold",
    is_filler=True,
    redacted=2,
    channel=Channel.REVIEW,
)


def stored(store: Store) -> list[Comment]:
    return list(store.comments.iterate(CommentFilter()))


@pytest.fixture
def upsert(store: Store) -> Callable[..., tuple[int, int, int]]:
    """Store comments of the source app by key and text."""
    store.comments.ensure_source(Source(name="app", channel=Channel.REVIEW))

    def upsert_rows(*rows: tuple[str, str]) -> tuple[int, int, int]:
        return store.comments.upsert(
            [Comment(source="app", key=key, text=text) for key, text in rows]
        )

    return upsert_rows


def test_every_field_of_a_comment_comes_back(store: Store, upsert: Any) -> None:
    store.comments.upsert([EVERYTHING])
    (row,) = stored(store)
    assert row == dataclasses.replace(EVERYTHING, id=row.id)
    given_nothing = {
        field.name
        for field in dataclasses.fields(Comment)
        if getattr(EVERYTHING, field.name) == field.default and field.name != "id"
    }
    assert given_nothing == set(), "give the new field a value of its own above"


def test_missing_values_come_back_missing(store: Store, upsert: Any) -> None:
    upsert(("1", "It is slow"))
    (row,) = stored(store)
    assert row == Comment(
        id=row.id, source="app", key="1", text="It is slow", channel=Channel.REVIEW
    )


def test_a_comment_has_the_channel_of_its_source(store: Store, upsert: Any) -> None:
    store.comments.upsert([Comment(source="app", key="1", text="a", channel=Channel.EMAIL)])
    assert [row.channel for row in stored(store)] == [Channel.REVIEW]


def test_nothing_at_all_is_nothing_stored(store: Store) -> None:
    assert store.comments.upsert([]) == (0, 0, 0)


def test_new_comments_are_imported(store: Store, upsert: Any) -> None:
    assert upsert(("1", "a"), ("2", "b")) == (2, 0, 0)
    assert [row.text for row in stored(store)] == ["a", "b"]


def test_the_same_comments_again_are_duplicates_and_change_nothing(
    store: Store, upsert: Any
) -> None:
    upsert(("1", "a"), ("2", "b"))
    before = stored(store)
    assert upsert(("1", "a"), ("2", "b")) == (0, 0, 2)
    assert stored(store) == before


@pytest.mark.parametrize(
    "change",
    [
        {"text": "another text"},
        {"question": "Another question?"},
        {"created_at": datetime(2024, 5, 6, 7, 8, 10)},
        {"rating": 2.3},
        {"answer": "Done now"},
        {"answered_at": datetime(2024, 5, 8)},
        {"answered_by_bot": True},
        {"consent": True},
    ],
    ids=lambda change: "-".join(f"{name}-{value}" for name, value in change.items()),
)
def test_a_comment_with_other_content_under_its_key_is_an_update(
    store: Store, upsert: Any, change: dict[str, Any]
) -> None:
    store.comments.upsert([EVERYTHING])
    (before,) = stored(store)
    changed = dataclasses.replace(EVERYTHING, language="en", customer="c0de", **change)
    assert store.comments.upsert([changed]) == (0, 1, 0)
    assert stored(store) == [dataclasses.replace(changed, id=before.id)]


BLANK = {
    "question": "",
    "created_at": None,
    "rating": None,
    "rating_given": "",
    "customer": "",
    "answered_at": None,
    "answer": "",
    "consent": None,
    "segment": "",
}


@pytest.mark.parametrize("blank", [*({name: value} for name, value in BLANK.items()), BLANK])
def test_what_is_blank_takes_nothing_away(store: Store, upsert: Any, blank: dict[str, Any]) -> None:
    store.comments.upsert([EVERYTHING])
    before = stored(store)
    assert store.comments.upsert([dataclasses.replace(EVERYTHING, **blank)]) == (0, 0, 1)
    assert stored(store) == before


def test_an_update_keeps_what_it_leaves_blank(store: Store, upsert: Any) -> None:
    store.comments.upsert([EVERYTHING])
    (before,) = stored(store)
    changed = dataclasses.replace(EVERYTHING, text="It is fast now", **BLANK)
    assert store.comments.compare([changed], was={}) == (0, 1, 0)
    assert store.comments.upsert([changed]) == (0, 1, 0)
    assert stored(store) == [dataclasses.replace(before, text="It is fast now")]


def test_a_rating_nobody_could_read_leaves_the_one_there_was(store: Store, upsert: Any) -> None:
    store.comments.upsert([EVERYTHING])
    unread = dataclasses.replace(EVERYTHING, text="It is fast now", rating=None, rating_given="N/A")
    store.comments.upsert([unread])
    (row,) = stored(store)
    assert (row.rating, row.rating_given) == (2.2, "3/10")


@pytest.mark.parametrize("less", [datetime(2024, 5, 6), datetime(2024, 5, 6, 7, 8)])
def test_a_date_that_lost_its_time_leaves_the_one_there_was(
    store: Store, upsert: Any, less: datetime
) -> None:
    store.comments.upsert([EVERYTHING])
    before = stored(store)
    assert store.comments.upsert([dataclasses.replace(EVERYTHING, created_at=less)]) == (0, 0, 1)
    assert stored(store) == before


def test_a_blank_is_filled_from_an_earlier_row_of_the_same_call(store: Store, upsert: Any) -> None:
    changed = dataclasses.replace(EVERYTHING, text="It is fast now", **BLANK)
    assert store.comments.upsert([EVERYTHING, changed]) == (1, 1, 0)
    (row,) = stored(store)
    assert row == dataclasses.replace(EVERYTHING, id=row.id, text="It is fast now")


def test_a_comment_that_differs_in_other_fields_only_is_a_duplicate(
    store: Store, upsert: Any
) -> None:
    store.comments.upsert([EVERYTHING])
    before = stored(store)
    other = dataclasses.replace(
        EVERYTHING, external_id="R-8", customer="beef", language="en", redacted=0, segment=""
    )
    assert store.comments.upsert([other]) == (0, 0, 1)
    assert stored(store) == before


@pytest.mark.parametrize(
    ("rows", "counts", "text"),
    [
        ([("1", "a"), ("1", "a")], (1, 0, 1), "a"),
        ([("1", "a"), ("1", "b")], (1, 1, 0), "b"),
        ([("1", "a"), ("1", "b"), ("1", "a")], (1, 2, 0), "a"),
        ([("1", "a"), ("1", "b"), ("1", "b")], (1, 1, 1), "b"),
    ],
)
def test_a_key_twice_in_one_call_counts_as_in_two_calls(
    store: Store, upsert: Any, rows: Any, counts: tuple[int, int, int], text: str
) -> None:
    assert upsert(*rows) == counts
    assert [row.text for row in stored(store)] == [text]
    alone = [upsert((f"alone-{key}", row_text)) for key, row_text in rows]
    assert tuple(sum(column) for column in zip(*alone, strict=True)) == counts


def test_a_stored_key_twice_in_one_call_counts_as_in_two_calls(store: Store, upsert: Any) -> None:
    upsert(("1", "a"))
    assert upsert(("1", "b"), ("1", "b"), ("1", "a")) == (0, 2, 1)
    assert [row.text for row in stored(store)] == ["a"]


def test_the_same_key_in_two_sources_is_two_comments(store: Store, given: Any) -> None:
    given.comment("a", source="app", key="1")
    given.comment("b", source="survey", key="1")
    assert [(row.source, row.text) for row in stored(store)] == [("app", "a"), ("survey", "b")]


def test_an_update_moves_a_comment_in_time_for_its_theme_too(store: Store, given: Any) -> None:
    comment = given.comment(key="1", created_at=datetime(2024, 5, 6), rating=1.0, language="en")
    given.comment(created_at=datetime(2024, 5, 31))
    given.theme(comments=[comment])
    given.comment(key="1", created_at=datetime(2024, 5, 20), rating=4.0, language="pt")
    (summary,) = store.themes.summaries(today=datetime(2024, 6, 1).date())
    assert summary.first_seen == summary.last_seen == datetime(2024, 5, 20)
    assert summary.mean_rating == 4.0
    assert summary.languages == {"pt": 1}
    assert summary.weekly[-4:] == (0, 0, 1, 0)


def test_an_update_that_says_nothing_any_more_leaves_the_theme_the_engine_chose(
    store: Store, given: Any
) -> None:
    by_engine, by_person = given.comment(key="1"), given.comment(key="2")
    theme = given.theme(comments=[by_engine])
    store.themes.assign([Assignment(by_person.id, theme.id, 1.0, AssignedBy.PERSON)])
    for key in ("1", "2"):
        given.comment(key=key, text="n/a", is_filler=True)
    assert [item.comment_id for item in store.themes.assignments()] == [by_person.id]


def test_more_comments_than_one_statement_takes_come_in_at_once(store: Store, upsert: Any) -> None:
    rows = [(str(number), f"text {number}") for number in range(6_000)]
    assert upsert(*rows) == (6_000, 0, 0)
    assert upsert(*rows, ("0", "edited"), ("new", "new")) == (1, 1, 6_000)
    assert store.comments.count(CommentFilter()) == 6_001


def test_comments_of_an_unknown_source_are_refused(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no source called 'ap'"):
        store.comments.upsert([Comment(source="ap", key="1", text="a")])


def test_comments_of_two_sources_in_one_call_are_a_mistake_of_the_caller(
    store: Store, given: Any
) -> None:
    given.source("app")
    given.source("survey")
    rows = [Comment(source=name, key="1", text="a") for name in ("app", "survey")]
    with pytest.raises(ValueError, match="2 sources"):
        store.comments.upsert(rows)
    assert stored(store) == []


def test_the_id_of_a_deleted_comment_is_never_used_again(store: Store, given: Any) -> None:
    latest = [given.comment(), given.comment()][-1]
    store.comments.delete_source("app")
    assert given.comment().id > latest.id


KEYS = ["1", "9", "10", "a", "é", "ә", "ﬀ", "𝕏", "😀", "r-00000001", "Z"]
some_keys = st.lists(st.sampled_from(KEYS), unique=True, min_size=1)


@given(some_keys, some_keys)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_keys_that_are_there_are_known_whatever_lies_between(
    store: Store, first: list[str], then: list[str]
) -> None:
    store.comments.delete_source("Keys")
    store.comments.ensure_source(Source(name="Keys"))
    for keys, known in ((first, set[str]()), (then, set(first))):
        rows = [Comment(source="Keys", key=key, text=f"Text {key}") for key in keys]
        there = len(known & set(keys))
        assert store.comments.upsert(rows) == (len(keys) - there, 0, there)
