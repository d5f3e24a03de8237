"""An import that dies at any moment is completed by the next, with nothing twice."""

import os
import random
import signal
import time
from datetime import datetime
from pathlib import Path

import pytest

from feedback.actions import import_run
from feedback.actions.importing import import_file
from feedback.domain.summaries import CommentFilter
from feedback.store import open_database

ROWS = 12_000
KILLS = 8
NOW = datetime(2026, 3, 1)


def run(url: str, file: Path) -> int:
    """Import in a process of its own; its id."""
    child = os.fork()
    if not child:
        store = open_database(url)
        import_file(store, file, key=b"k", now=NOW)
        os._exit(0)
    return child


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
@pytest.mark.parametrize("large", [ROWS, ROWS - 1], ids=["alone", "with a second process"])
def test_killed_at_random_moments_nothing_is_lost_or_doubled(tmp_path, monkeypatch, large):
    monkeypatch.setattr(import_run, "LARGE", large)
    file = tmp_path / "comments.csv"
    rows = "".join(f"{n},2026-01-05,comment number {n} says this\n" for n in range(ROWS))
    file.write_text("id,date,comment\n" + rows)
    url = f"sqlite:///{tmp_path / 'heard.db'}"
    open_database(url).close()
    draw = random.Random(11)
    for _ in range(KILLS):
        child = run(url, file)
        time.sleep(draw.uniform(0.05, 1.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    store = open_database(url)
    before = store.comments.count(CommentFilter())
    report = import_file(store, file, key=b"k", now=NOW)
    assert report.adds_up() and report.rejected == 0
    assert (report.imported, report.duplicates) == (ROWS - before, before)
    assert store.comments.count(CommentFilter()) == ROWS
    again = import_file(store, file, key=b"k", now=NOW)
    assert (again.imported, again.duplicates) == (0, ROWS)
    store.close()
