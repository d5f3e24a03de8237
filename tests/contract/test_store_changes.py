"""What shipped: once each, in order, with what it answers."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change, LinkState, Suggestion
from feedback.domain.summaries import ChangeSummary
from feedback.errors import ConflictError, NotFoundError

EVERYTHING = Change(
    title="Тез іске қосылу",
    key="1.2.0-start",
    details="Two seconds less",
    product="App",
    component="start",
    version="1.2.0",
    shipped_on=date(2024, 5, 6),
    url="https://example.org/1.2.0",
    kind="fixed",
    external_id="APP-12",
    generic=True,
    is_sample=True,
)


def test_every_field_of_a_change_comes_back(store: Store) -> None:
    everything = dataclasses.replace(EVERYTHING, removed=True, edited_from="f00d")
    store.changes.upsert([everything])
    (change,) = store.changes.all(include_removed=True)
    assert change == dataclasses.replace(everything, id=change.id)
    assert store.changes.get(change.id) == change
    for field in dataclasses.fields(Change):
        assert field.name == "id" or getattr(everything, field.name) != field.default, field.name


def test_a_removed_change_is_listed_only_where_asked_for_and_loses_its_links(
    store: Store, given: Any
) -> None:
    theme, gone, kept = given.theme(), given.change("Gone"), given.change("Kept")
    for change in (gone, kept):
        given.link(theme, change)
    both = [
        Suggestion(theme_id=given.theme("Other").id, change_id=c.id, score=0.5)
        for c in (gone, kept)
    ]
    store.links.keep_suggestions([both[0].theme_id], both)
    store.changes.save(dataclasses.replace(gone, removed=True))
    assert [row.title for row in store.changes.all()] == ["Kept"]
    assert [row.change.title for row in store.changes.summaries()] == ["Kept"]
    assert len(store.changes.all(include_removed=True)) == 2
    assert [link.change_id for link in store.links.all()] == [kept.id]
    assert store.links.suggestions(both[0].theme_id) == both[1:]
    store.changes.save(gone)
    assert store.changes.get(gone.id) == gone


def test_an_edited_change_is_saved_under_its_id(store: Store, given: Any) -> None:
    change, other = given.change("Faster"), given.change("Other")
    edited = dataclasses.replace(change, title="Much faster", edited_from="f00d")
    store.changes.save(edited)
    assert store.changes.get(change.id) == edited
    with pytest.raises(NotFoundError, match="no such change"):
        store.changes.save(dataclasses.replace(change, id=999_999))
    with pytest.raises(ConflictError):
        store.changes.save(dataclasses.replace(edited, key=other.key))
    assert store.changes.get(change.id) == edited


def test_there_is_no_change_of_an_unknown_id(store: Store) -> None:
    assert store.changes.get(1) is None
    assert store.changes.get(10**30) is None
    assert store.changes.all() == []


def test_changes_are_known_by_product_and_key(store: Store) -> None:
    other_product = dataclasses.replace(EVERYTHING, product="Server")
    other_key = dataclasses.replace(EVERYTHING, key="other")
    assert store.changes.upsert([EVERYTHING, other_product, other_key]) == (3, 0, 0)
    assert store.changes.upsert([EVERYTHING, other_product, other_key]) == (0, 0, 3)
    assert store.changes.upsert([]) == (0, 0, 0)


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "Slow start fixed"},
        {"details": ""},
        {"component": "launch"},
        {"version": "1.2.1"},
        {"shipped_on": None},
        {"url": ""},
        {"kind": "added"},
        {"external_id": "APP-13"},
        {"generic": False},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_an_edited_change_is_an_update_that_keeps_its_id(
    store: Store, edit: dict[str, Any]
) -> None:
    store.changes.upsert([EVERYTHING])
    (before,) = store.changes.all()
    edited = dataclasses.replace(EVERYTHING, **edit)
    assert store.changes.upsert([edited]) == (0, 1, 0)
    assert store.changes.all() == [dataclasses.replace(edited, id=before.id)]


def test_a_change_twice_in_one_call_counts_as_in_two_calls(store: Store) -> None:
    edited = dataclasses.replace(EVERYTHING, title="Edited")
    assert store.changes.upsert([EVERYTHING, EVERYTHING, edited]) == (1, 1, 1)
    assert [change.title for change in store.changes.all()] == ["Edited"]


def test_more_changes_than_one_statement_takes_come_in_at_once(store: Store) -> None:
    many = [Change(title=str(number), key=str(number)) for number in range(6_000)]
    assert store.changes.upsert(many) == (6_000, 0, 0)
    assert len(store.changes.all()) == 6_000


def test_changes_come_latest_first_after_those_only_planned(store: Store, given: Any) -> None:
    for title, day in (
        ("old", 1),
        ("new 1", 9),
        ("planned 1", None),
        ("new 2", 9),
        ("planned 2", None),
    ):
        given.change(title, shipped_on=date(2024, 5, day) if day else None)
    titles = [change.title for change in store.changes.all()]
    assert titles == ["planned 1", "planned 2", "new 1", "new 2", "old"]
    assert [row.change for row in store.changes.summaries()] == store.changes.all()


def test_a_change_is_listed_with_the_themes_it_answers(store: Store, given: Any) -> None:
    change, other = given.change("Change", shipped_on=date(2024, 5, 2)), given.change("Other")
    themes = [given.theme(name) for name in ("Speed", "Price", "Login")]
    given.link(themes[2], change)
    given.link(themes[0], change)
    given.link(themes[1], change, LinkState.REJECTED)
    assert store.changes.summaries() == [
        ChangeSummary(
            change=change,
            theme_ids=(themes[0].id, themes[2].id),
            theme_names=("Speed", "Login"),
        ),
        ChangeSummary(change=other),
    ]


@pytest.mark.parametrize("status", list(AnnouncementStatus))
def test_a_change_is_announced_when_a_published_announcement_names_it(
    store: Store, given: Any, status: AnnouncementStatus
) -> None:
    theme, change, other = given.theme(), given.change("Named"), given.change("Not named")
    given.link(theme, change)
    given.link(theme, other)
    given.announcement(theme, change=change, status=status)
    announced = {row.change.title: row.announced for row in store.changes.summaries()}
    published = status is AnnouncementStatus.PUBLISHED
    assert announced == {"Named": published, "Not named": False}


def test_the_changes_of_the_sample_go_with_their_links(store: Store, given: Any) -> None:
    theme, sample, real = (
        given.theme(),
        given.change("Sample", is_sample=True),
        given.change("Real"),
    )
    undecided = given.change("Undecided", is_sample=True)
    for change in (sample, real):
        given.link(theme, change)
    suggestion = Suggestion(theme_id=theme.id, change_id=undecided.id, score=0.5)
    store.links.keep_suggestions([theme.id], [suggestion])
    named = given.announcement(theme, change=sample)

    assert store.changes.delete_sample() == 2

    assert store.changes.all() == [real]
    assert [link.change_id for link in store.links.all()] == [real.id]
    assert store.links.suggestions() == []
    saved = store.announcements.save(dataclasses.replace(named, headline="Still here"))
    assert saved.facts == named.facts
    assert given.change("Next").id > undecided.id
