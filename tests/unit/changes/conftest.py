"""Stores for tests of actions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.actions.ports import Store
from feedback.store import open_database
from feedback.store.memory import MemoryStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, in memory and in a real database."""
    opened: Store = MemoryStore()
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{(tmp_path / 'heard.db').as_posix()}")
    yield opened
    opened.close()
