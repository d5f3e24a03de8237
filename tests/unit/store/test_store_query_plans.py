"""Reads for pages stay fast with a million comments: SQLite answers them from an index.

A plan that sorts, or reads the comments themselves, takes a second or more; its words say so.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme
from feedback.store import open_database
from feedback.store.sql_store import SqlStore

WHERE = [
    CommentFilter(),
    CommentFilter(include_filler=False),
    CommentFilter(source="app"),
    CommentFilter(language="kk"),
    CommentFilter(source="app", language="kk", include_filler=False),
    CommentFilter(unassigned=True),
]
READS_ALL = ("SCAN comments", "SCAN assignments", "SEARCH comments", "SEARCH assignments")


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    store = open_database(f"sqlite:///{tmp_path / 'heard.db'}")
    store.themes.add(Theme(name="Speed"))
    return store


def plans(store: SqlStore, read: Callable[[], Any]) -> list[str]:
    """The steps by which SQLite answers what `read` asks."""
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _x: Any, _m: bool) -> None:
        asked.append((statement, parameters))

    engine = store._database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    read()
    sa.event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        return [
            row.detail
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


@pytest.mark.parametrize("where", WHERE, ids=lambda where: str(where)[14:])
def test_pages_are_read_from_an_index(store: SqlStore, where: CommentFilter) -> None:
    for step in plans(store, lambda: store.comments.page(where)):
        assert "TEMP B-TREE FOR ORDER" not in step
        if step.startswith("SCAN comments"):
            assert "COVERING INDEX" in step


@pytest.mark.parametrize("where", [*WHERE, CommentFilter(theme_id=1)], ids=lambda w: str(w)[14:])
def test_counts_and_weeks_are_read_from_the_tallies_alone(
    store: SqlStore, where: CommentFilter
) -> None:
    reads = (store.comments.count, *([] if where.unassigned else [store.comments.weekly]))
    for read in reads:
        for step in plans(store, lambda read=read: read(where)):
            assert not step.startswith(READS_ALL), read.__name__


def test_a_page_of_a_theme_looks_at_the_comments_of_that_theme_only(store: SqlStore) -> None:
    for step in plans(store, lambda: store.comments.page(CommentFilter(theme_id=1))):
        assert not step.startswith("SCAN")


def test_totals_and_the_list_of_themes_look_at_no_more_comments_than_one_week_has(
    store: SqlStore,
) -> None:
    for step in plans(store, store.comments.totals):
        assert not step.startswith(READS_ALL)
    for step in plans(store, lambda: store.themes.summaries(today=date(2024, 6, 5))):
        assert not step.startswith("SCAN assignments")
        if step.startswith(("SCAN comments", "SEARCH comments", "SEARCH assignments")):
            assert "COVERING INDEX" in step


@pytest.mark.parametrize("where", [CommentFilter(), CommentFilter(source="app")], ids=str)
def test_iterating_goes_through_the_comments_as_they_lie(
    store: SqlStore, where: CommentFilter
) -> None:
    steps = plans(store, lambda: list(store.comments.iterate(where)))
    assert "SEARCH comments USING INTEGER PRIMARY KEY (rowid>?)" in steps
    assert not [step for step in steps if "TEMP B-TREE" in step]
