"""The small parts of the store that need no database."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.comment import Channel, Comment
from feedback.domain.summaries import WeekCount
from feedback.store.batches import batches
from feedback.store.json_forms import to_text
from feedback.store.merging import merge
from feedback.store.storable import is_storable, storable, storable_comment
from feedback.store.weeks import monday, week_number, without_gaps

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_storable_text_can_be_encoded_has_no_nul_and_is_as_long(text: str) -> None:
    clean = storable(text)
    assert "\x00" not in clean
    clean.encode()
    assert len(clean) == len(text)
    assert storable(clean) == clean
    assert is_storable(text) == (clean == text)


def test_texts_are_cleaned_wherever_they_lie_and_the_rest_is_kept() -> None:
    value = {"a\x00": [1, ("\ud800", None, 2.5)], "b": {"c": True}}
    assert storable(value) == {"a\ufffd": [1, ("\ufffd", None, 2.5)], "b": {"c": True}}
    assert storable(Channel.EMAIL) is Channel.EMAIL


@given(ANY_TEXT, ANY_TEXT)
def test_a_comment_is_cleaned_like_anything_else(text: str, answer: str) -> None:
    comment = Comment(source="app", key="1", text=text, answer=answer)
    assert storable_comment(comment) == storable(comment)


def test_keys_too_long_for_an_index_stay_different() -> None:
    keys = ["x" * 500, "x" * 501, "x" * 502, "x" * 500 + "\x00"]
    stored = [storable_comment(Comment(source="app", key=key, text="a")).key for key in keys]
    assert stored[0] == keys[0]
    assert len(set(stored)) == 4
    assert max(len(key) for key in stored) == 500


@given(st.dates())
def test_a_week_begins_on_the_monday_before_or_on_the_day(day: date) -> None:
    begin = monday(week_number(day))
    assert begin.weekday() == 0
    assert timedelta(0) <= day - begin < timedelta(7)
    assert week_number(datetime.combine(day, datetime.max.time())) == week_number(day)


def test_weeks_without_a_count_are_filled_with_zero() -> None:
    assert without_gaps({}) == []
    assert without_gaps({3: 5, 1: 2}) == [
        WeekCount(monday(1), 2),
        WeekCount(monday(2), 0),
        WeekCount(monday(3), 5),
    ]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2))),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2))),
)
def test_merging_all_rows_at_once_is_merging_them_one_by_one(
    before: list[tuple[str, int]], rows: list[tuple[str, int]]
) -> None:
    stored = {key: (content,) for key, content in before}
    at_once = merge(stored, [(key, (content,), content) for key, content in rows])
    counts = (0, 0, 0)
    one_by_one = dict(stored)
    for key, content in rows:
        step = merge(one_by_one, [(key, (content,), content)])
        counts = tuple(a + b for a, b in zip(counts, step.counts, strict=True))
        one_by_one[key] = (content,)
    assert at_once.counts == counts
    written = {key: (row,) for key, row in (at_once.added | at_once.replaced).items()}
    assert stored | written == one_by_one
    assert not at_once.added.keys() & stored.keys()
    assert at_once.replaced.keys() <= stored.keys()


def test_batches_hold_all_items_in_order() -> None:
    assert list(batches(iter(range(5)), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([])) == []


def test_json_keeps_letters_and_refuses_what_is_no_number() -> None:
    assert to_text({"a": "жақсы 🐢"}) == '{"a": "жақсы 🐢"}'
    with pytest.raises(ValueError, match="JSON compliant"):
        to_text(float("nan"))
