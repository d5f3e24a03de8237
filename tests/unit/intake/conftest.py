"""A store in memory and a way to write a file and import it in one line."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feedback.actions.importing import import_file
from feedback.actions.ports import Store
from feedback.domain.comment import Comment, ImportReport
from feedback.domain.summaries import CommentFilter
from feedback.store.memory import MemoryStore

KEY = b"a key of the tests"
NOW = datetime(2026, 3, 1, 12, 0)


@pytest.fixture
def store() -> Iterator[Store]:
    memory = MemoryStore()
    yield memory
    memory.close()


@pytest.fixture
def bring_in(store: Store, tmp_path: Path) -> Callable[..., ImportReport]:
    """Import text or bytes, written to a file first, or a file that is there already."""

    def run(content: str | bytes | Path, name: str = "comments.csv", **given: Any) -> ImportReport:
        if isinstance(content, Path):
            path = content
        else:
            path = tmp_path / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        report = import_file(store, path, **{"key": KEY, "now": NOW, **given})
        assert report.adds_up()
        return report

    return run


@pytest.fixture
def stored(store: Store) -> Callable[[], list[Comment]]:
    """All comments in the store in the order they came."""
    return lambda: list(store.comments.iterate(CommentFilter()))
