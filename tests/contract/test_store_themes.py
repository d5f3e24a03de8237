"""Themes, their versions, and which comments are in them."""

import dataclasses
from datetime import datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.change import Suggestion
from feedback.domain.decision import Decision
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import AssignedBy, Assignment, Outcome, Priority, RunReport, Theme
from feedback.errors import ConflictError, NotFoundError

NOW = datetime(2024, 6, 5, 12, 30)
EVERYTHING = Theme(
    name="Баяу жүктеу",
    terms=("баяу", "жүктеу"),
    language="kk",
    named_by_person=True,
    outcome=Outcome.WILL_NOT,
    owner="Aigerim",
    retired=True,
    cohesion=0.123456789012345,
    representatives=(3, 1, 2),
    created_at=datetime(2024, 5, 6, 7, 8, 9, 123456),
    version=4,
    description="Ұзақ жүктеледі",
    priority=Priority.HIGH,
    tags=("q3", "mobile"),
    pinned=True,
    hidden=True,
)


def test_every_field_of_a_theme_comes_back(store: Store) -> None:
    theme_id = store.themes.add(EVERYTHING)
    store.decisions.add(Decision(theme_id=theme_id, outcome=EVERYTHING.outcome))
    assert store.themes.get(theme_id) == dataclasses.replace(EVERYTHING, id=theme_id)
    for field in dataclasses.fields(Theme):
        assert field.name == "id" or getattr(EVERYTHING, field.name) != field.default, field.name


def test_there_is_no_theme_of_an_unknown_id(store: Store) -> None:
    assert store.themes.get(1) is None
    assert store.themes.get(10**30) is None


def test_themes_are_listed_by_id_without_the_retired_unless_asked_for(
    store: Store, given: Any
) -> None:
    first, gone, last = given.theme("Z"), given.theme("B", retired=True), given.theme("A")
    assert store.themes.all() == [first, last]
    assert store.themes.all(include_retired=True) == [first, gone, last]


def test_an_edit_is_stored_with_the_next_version(store: Store, given: Any) -> None:
    theme = given.theme("Speed")
    saved = store.themes.save(dataclasses.replace(theme, name="Slow start", owner="Ana"))
    assert saved == dataclasses.replace(theme, name="Slow start", owner="Ana", version=2)
    assert store.themes.get(theme.id) == saved


def test_every_field_can_be_edited(store: Store, given: Any) -> None:
    theme = given.theme("Speed")
    edited = dataclasses.replace(EVERYTHING, id=theme.id, version=theme.version)
    # All but what is decided, which has a history of its own.
    stored = dataclasses.replace(edited, version=theme.version + 1, outcome=Outcome.UNDECIDED)
    assert store.themes.save(edited) == stored
    assert store.themes.get(theme.id) == stored


def test_the_second_of_two_who_edit_the_same_version_is_told(store: Store, given: Any) -> None:
    theme = given.theme("Speed")
    first = store.themes.save(dataclasses.replace(theme, name="First"))
    with pytest.raises(ConflictError, match="Somebody else changed this theme"):
        store.themes.save(dataclasses.replace(theme, name="Second"))
    assert store.themes.get(theme.id) == first


def test_a_theme_that_is_not_there_cannot_be_saved(store: Store, given: Any) -> None:
    theme = given.theme("Speed")
    store.themes.delete([theme.id])
    with pytest.raises(NotFoundError, match="no such theme"):
        store.themes.save(theme)
    assert store.themes.all(include_retired=True) == []


def test_the_id_of_a_deleted_theme_is_never_used_again(store: Store, given: Any) -> None:
    kept, latest = given.theme(), given.theme()
    store.themes.delete([latest.id])
    assert given.theme().id > latest.id > kept.id


def test_a_comment_is_in_the_theme_it_was_put_into_last(store: Store, given: Any) -> None:
    one, two = given.comment(), given.comment()
    speed, price = given.theme("Speed"), given.theme("Price")
    by_person = Assignment(one.id, price.id, 1.0, AssignedBy.PERSON)
    store.themes.assign(
        [Assignment(two.id, speed.id, 0.25), Assignment(one.id, speed.id, 0.5), by_person]
    )
    assert store.themes.assignments() == [by_person, Assignment(two.id, speed.id, 0.25)]
    store.themes.assign(iter([Assignment(one.id, speed.id, 0.75)]))
    assert store.themes.assignments(speed.id) == [
        Assignment(one.id, speed.id, 0.75),
        Assignment(two.id, speed.id, 0.25),
    ]
    assert store.themes.assignments(price.id) == []


def test_comments_are_taken_out_of_whatever_theme_they_are_in(store: Store, given: Any) -> None:
    one, two, three = (given.comment() for _ in range(3))
    speed, price = given.theme(comments=[one, two]), given.theme(comments=[three])
    store.themes.unassign(iter([one.id, three.id, 999_999]))
    assert store.themes.assignments(speed.id) == [Assignment(two.id, speed.id, 0.5)]
    assert store.themes.assignments(price.id) == []


def test_many_comments_are_put_in_and_taken_out_at_once(store: Store, given: Any) -> None:
    given.source("app")
    rows = [dataclasses.replace(given.comment(), id=0)]
    rows = [dataclasses.replace(rows[0], key=f"many-{number}") for number in range(6_000)]
    store.comments.upsert(rows)
    theme = given.theme()
    ids = [row.id for row in store.comments.iterate(CommentFilter())]
    store.themes.assign(Assignment(number, theme.id, 0.5) for number in ids)
    assert [row.comment_id for row in store.themes.assignments(theme.id)] == ids
    store.themes.unassign(ids[:-1])
    assert [row.comment_id for row in store.themes.assignments()] == ids[-1:]


def test_nothing_is_put_in_when_a_comment_or_the_theme_is_gone(store: Store, given: Any) -> None:
    comment, theme = given.comment(), given.theme()
    for gone in (Assignment(999_999, theme.id, 0.5), Assignment(comment.id, 999_999, 0.5)):
        with pytest.raises(NotFoundError, match="deleted in the meantime"):
            store.themes.assign([Assignment(comment.id, theme.id, 0.5), gone])
        assert store.themes.assignments() == []


def test_deleted_themes_take_links_suggestions_and_announcements_along(
    store: Store, given: Any
) -> None:
    comment, change = given.comment(), given.change()
    gone, kept = given.theme("Gone", comments=[comment]), given.theme("Kept")
    for theme in (gone, kept):
        given.link(theme, change)
    other = given.change("Other")
    store.links.keep_suggestions(
        [gone.id], [Suggestion(theme_id=gone.id, change_id=other.id, score=0.5)]
    )
    of_both, of_kept = given.announcement(kept, gone), given.announcement(kept)

    store.themes.delete([gone.id, 999_999])

    assert store.themes.all(include_retired=True) == [kept]
    assert store.themes.assignments() == []
    assert [link.theme_id for link in store.links.all()] == [kept.id]
    assert store.links.suggestions() == []
    assert store.announcements.get(of_both.id) is None
    assert store.announcements.all() == [of_kept]
    assert store.comments.get([comment.id]) == [comment]


def test_the_latest_run_comes_back(store: Store) -> None:
    assert store.themes.last_run() is None
    report = RunReport(
        run=77, comments=9, themes=8, unassigned=7, kept=6, new=5, retired=4, seconds=3.5
    )
    first = store.themes.add_run(report, {"detail": "fine"}, at=NOW)
    assert store.themes.last_run() == (NOW, dataclasses.replace(report, run=first))
    second = store.themes.add_run(dataclasses.replace(report, new=0), {}, at=datetime(2020, 1, 1))
    assert second > first
    assert store.themes.last_run() == (
        datetime(2020, 1, 1),
        dataclasses.replace(report, run=second, new=0),
    )


def test_people_are_counted_once_over_several_themes(store: Store, given: Any) -> None:
    said = [given.comment(customer=customer) for customer in ("a", "a", "b", "", "")]
    first = given.theme("Speed", comments=[said[0], said[3]])
    second = given.theme("Price", comments=[said[1], said[2], said[4]])
    groups = [[first.id], [second.id, first.id], [first.id, first.id], [], [10**30]]
    assert store.themes.people(groups) == [2, 4, 2, 0, 0]
    assert store.themes.people([]) == []


def test_comments_of_themes_are_counted_by_source(store: Store, given: Any) -> None:
    app = [given.comment(source="app") for _ in range(3)]
    shop = [given.comment(source="Åshop") for _ in range(2)]
    given.comment(source="app")
    speed = given.theme("Speed", comments=[*app[:2], shop[0]])
    price = given.theme("Price", comments=[app[2], shop[1]])
    assert store.themes.by_source() == [
        ("app", speed.id, 2),
        ("app", price.id, 1),
        ("Åshop", speed.id, 1),
        ("Åshop", price.id, 1),
    ]
