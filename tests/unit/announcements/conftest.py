"""The stores that what is told, and to whom, is kept in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.actions.ports import Store
from feedback.store import open_database
from feedback.store.memory import MemoryStore


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database to copy: faster than to make one for each test."""
    path = tmp_path_factory.mktemp("empty") / "heard.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["memory", "sqlite"])
def each_store(request: pytest.FixtureRequest, empty_file: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store in memory, and one in a file."""
    if request.param == "memory":
        yield MemoryStore()
        return
    path = tmp_path / "heard.db"
    shutil.copy(empty_file, path)
    store = open_database(f"sqlite:///{path}")
    yield store
    store.close()
