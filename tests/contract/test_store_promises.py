"""Promises, and what people said about themes, are kept as they were given."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.errors import NotFoundError

MAIL = Promise(
    wording="We answer e-mail within two hours",
    channel=Channel.EMAIL,
    complaints=True,
    minutes=120,
    hours="Mon-Fri 09:00-17:00",
    timezone="Asia/Almaty",
    since=date(2024, 1, 1),
    until=date(2024, 3, 31),
)


def test_a_promise_comes_back_as_it_was_given(store: Store) -> None:
    other = Promise(
        wording="30 days", kind=PromiseKind.DECIDE, source="app", minutes=43200,
        since=date(2024, 1, 1),
    )  # fmt: skip
    first, second = store.promises.add(MAIL), store.promises.add(other)
    assert store.promises.all() == [
        dataclasses.replace(MAIL, id=first),
        dataclasses.replace(other, id=second),
    ]
    assert store.promises.get(second) == dataclasses.replace(other, id=second)
    assert store.promises.get(999) is None


def test_a_promise_is_changed_and_deleted(store: Store) -> None:
    promise_id = store.promises.add(MAIL)
    changed = dataclasses.replace(MAIL, id=promise_id, until=None, channel=None, wording="Soon")
    store.promises.save(changed)
    assert store.promises.all() == [changed]
    store.promises.delete(promise_id)
    store.promises.delete(promise_id)
    assert store.promises.all() == []
    with pytest.raises(NotFoundError):
        store.promises.save(changed)
    assert store.promises.add(MAIL) > promise_id, "a number is never used again"


def test_what_people_said_about_a_theme_is_kept_until_they_take_it_back(
    store: Store, given: Any
) -> None:
    theme = given.theme()
    store.promises.expect(theme.id, "honest")
    store.promises.expect(theme.id, "")
    assert store.promises.expectations() == {theme.id: ""}
    store.promises.expect(theme.id, None)
    assert store.promises.expectations() == {}
    with pytest.raises(NotFoundError):
        store.promises.expect(999, "honest")


def test_what_was_said_about_a_theme_goes_with_it(store: Store, given: Any) -> None:
    theme = given.theme()
    store.promises.expect(theme.id, "honest")
    store.themes.delete([theme.id])
    assert store.promises.expectations() == {}


def test_writing_a_promise_grows_the_revision(store: Store) -> None:
    before = store.revision()
    store.promises.add(MAIL)
    assert store.revision() > before
