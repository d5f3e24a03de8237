"""What goes wrong in a database in use is said in a sentence, and leaves nothing half-written."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

import feedback.store.sqlite
from feedback.domain.comment import Comment, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Theme
from feedback.errors import DatabaseError
from feedback.store import open_database


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_write_that_waits_too_long_says_that_the_database_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback.store.sqlite, "BUSY_SECONDS", 0.1)
    path = tmp_path / "heard.db"
    store = open_database(address(path))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="busy"):
        store.themes.add(Theme(name="Speed"))
    assert store.themes.all() == [], "reading goes on meanwhile"
    holder.close()
    store.themes.add(Theme(name="Speed"))
    store.close()


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    store = open_database(address(tmp_path / "heard.db"))
    store.comments.ensure_source(Source(name="app"))
    with store._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    store._database.engine.dispose()
    sa.event.listen(store._database.engine, "connect", fill)
    rows = [Comment(source="app", key=str(number), text="x" * 999) for number in range(100)]
    with pytest.raises(DatabaseError, match="disk") as caught:
        store.comments.upsert(rows)
    assert "xxx" not in str(caught.value.__cause__), "the log must not hold what customers wrote"
    assert store.comments.count(CommentFilter()) == 0
    store.close()


def test_a_database_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    store = open_database(address(tmp_path / "heard.db"))

    def forbid(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    store._database.engine.dispose()
    sa.event.listen(store._database.engine, "connect", forbid)
    with pytest.raises(DatabaseError, match="may not be written"):
        store.themes.add(Theme(name="Speed"))
    assert store.themes.all() == []
    store.close()
