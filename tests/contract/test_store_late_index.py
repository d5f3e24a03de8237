"""A large import does without the index of customers, and it is always there afterwards."""

import subprocess
import sys
from pathlib import Path

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import Comment, Source
from feedback.store import open_database
from feedback.store.late_index import FEWEST
from feedback.store.sql_store import SqlStore

INDEX = "ix_comments_customer"
LEAVES_WITHOUT_A_WORD = f"""
import os, sys
from feedback.store import open_database
store = open_database(sys.argv[1])
with store.comments.many({FEWEST}):
    os._exit(9)
"""


def has_index(store: SqlStore) -> bool:
    with store._database.reading() as connection:
        where = f"SELECT count(*) FROM sqlite_master WHERE name = '{INDEX}'"
        return bool(connection.exec_driver_sql(where).scalar_one())


def test_it_is_made_afterwards_and_who_wrote_is_found_meanwhile(sqlite_store: SqlStore) -> None:
    with sqlite_store.comments.many(FEWEST):
        assert not has_index(sqlite_store)
        store_one(sqlite_store)
        assert [row.key for row in sqlite_store.tracking.of_customer("ana")] == ["1"]
    assert has_index(sqlite_store)


@pytest.mark.parametrize("coming", [0, FEWEST - 1])
def test_a_small_import_keeps_it(sqlite_store: SqlStore, coming: int) -> None:
    with sqlite_store.comments.many(coming):
        assert has_index(sqlite_store)


def test_it_is_made_where_the_import_fails(sqlite_store: SqlStore) -> None:
    with pytest.raises(RuntimeError), sqlite_store.comments.many(FEWEST):
        raise RuntimeError
    assert has_index(sqlite_store)


def test_it_is_made_at_the_next_opening_where_the_import_was_killed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'heard.db'}"
    open_database(url).close()
    ended = subprocess.run([sys.executable, "-c", LEAVES_WITHOUT_A_WORD, url], check=False)
    assert ended.returncode == 9
    store = open_database(url)
    assert has_index(store)
    store.close()


def test_every_store_takes_many(store: Store) -> None:
    with store.comments.many(FEWEST):
        store_one(store)
    assert [row.key for row in store.tracking.of_customer("ana")] == ["1"]


def store_one(store: Store) -> None:
    store.comments.ensure_source(Source(name="Shop"))
    store.comments.upsert(
        [Comment(source="Shop", key="1", text="Late again", language="en", customer="ana")]
    )
