"""An answer that is remembered is never older than the last write, whoever wrote."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.change import Suggestion
from feedback.domain.decision import Decision
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment, Outcome, Theme
from feedback.store import open_database
from feedback.store.sql_store import SqlStore

NOW = datetime(2024, 6, 5, 12, 30)
TODAY = NOW.date()

QUESTIONS: dict[str, Callable[[Store], list[Any]]] = {
    "themes": lambda store: store.themes.all(),
    "all themes": lambda store: store.themes.all(include_retired=True),
    "summaries": lambda store: store.themes.summaries(today=TODAY),
    "all summaries": lambda store: store.themes.summaries(today=TODAY, include_retired=True),
    "links": lambda store: store.links.all(),
    "suggestions": lambda store: store.links.suggestions(),
    "announcements": lambda store: store.announcements.all(),
    "changes": lambda store: store.changes.all(),
    "summaries of changes": lambda store: store.changes.summaries(),
    "sources": lambda store: store.comments.sources(),
    "weeks": lambda store: store.comments.weekly(CommentFilter()),
    "decisions": lambda store: store.decisions.latest(),
}


@pytest.fixture
def another(store: SqlStore) -> Iterator[SqlStore]:
    """The same database as another process has it open."""
    url = store._database.engine.url.render_as_string(hide_password=False)
    opened = open_database(url)
    yield opened
    opened.close()


def _answers(store: Store) -> dict[str, list[Any]]:
    return {name: ask(store) for name, ask in QUESTIONS.items()}


@pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)
def test_what_is_remembered_follows_every_write_of_another_process(
    store: SqlStore, another: SqlStore, given: Any
) -> None:
    comment = given.comment(created_at=NOW)
    theme, change = given.theme("Speed"), given.change()
    asked = _answers(store)
    edits: dict[str, Callable[[], object]] = {
        "sources": lambda: given.source("survey"),
        "weeks": lambda: given.comment(created_at=datetime(2024, 5, 1)),
        "themes": lambda: another.themes.add(Theme(name="Price", language="en")),
        "summaries": lambda: another.themes.assign([Assignment(comment.id, theme.id, 0.5)]),
        "all themes": lambda: another.themes.save(dataclasses.replace(theme, retired=True)),
        "all summaries": lambda: given.comment("A second one", created_at=NOW),
        "suggestions": lambda: another.links.keep_suggestions(
            [theme.id], [Suggestion(theme_id=theme.id, change_id=change.id, score=0.5)]
        ),
        "links": lambda: given.link(theme, change),
        "changes": lambda: another.changes.upsert(
            [dataclasses.replace(change, key="b", title="Second")]
        ),
        "summaries of changes": lambda: given.change("Third"),
        "announcements": lambda: given.announcement(theme),
        "decisions": lambda: another.decisions.add(
            Decision(theme_id=theme.id, outcome=Outcome.PLANNED, decided_at=NOW)
        ),
    }
    assert edits.keys() == QUESTIONS.keys()
    for name, edit in edits.items():
        edit()
        now = _answers(store)
        assert now[name] != asked[name], f"{name} changed"
        assert now == _answers(another), name
        asked = now


def test_a_transaction_sees_what_it_wrote_and_nobody_remembers_it_when_undone(
    store: Store, given: Any
) -> None:
    theme = given.theme("Speed")
    assert [row.name for row in store.themes.all()] == ["Speed"]
    with pytest.raises(ZeroDivisionError), store.writing():
        store.themes.save(dataclasses.replace(theme, name="Slow"))
        assert [row.name for row in store.themes.all()] == ["Slow"]
        raise ZeroDivisionError
    assert [row.name for row in store.themes.all()] == ["Speed"]


def test_whoever_asks_may_change_the_list_of_answers(store: Store, given: Any) -> None:
    given.theme("Speed")
    store.themes.all().clear()
    assert [row.name for row in store.themes.all()] == ["Speed"]


def test_answers_of_different_questions_are_kept_apart(store: Store, given: Any) -> None:
    theme = given.theme("Speed")
    store.themes.save(dataclasses.replace(theme, retired=True))
    assert store.themes.all() == []
    assert [row.id for row in store.themes.all(include_retired=True)] == [theme.id]
    given.comment(created_at=datetime(2024, 5, 1))
    assert store.comments.weekly(CommentFilter(since=date(2024, 6, 1))) == []
    assert [week.comments for week in store.comments.weekly(CommentFilter())] == [1]
