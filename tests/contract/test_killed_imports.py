"""An import that dies at any moment is completed by the next, with nothing twice, in each database.

`python -m benchmarks kills` does a hundred on each.
"""

import os
from pathlib import Path

import pytest

from benchmarks import kills
from feedback.actions import import_run
from feedback.intake import making

FEW = 4

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs processes that can be forked"
)


@pytest.fixture
def settings_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "CHUNK", making.CHUNK)
    monkeypatch.setattr(import_run, "LARGE", import_run.LARGE)
    monkeypatch.setattr(import_run, "TOGETHER", import_run.TOGETHER)


@pytest.mark.usefixtures("settings_come_back")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_at_random_moments_nothing_is_lost_or_doubled(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = kills.write_rows(tmp_path / "comments.csv")
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'heard.db'}"
    else:
        url = request.getfixturevalue("empty_postgresql")
    found = kills.survive(url, file, FEW)
    assert (found.kills, found.wrong) == (FEW, 0)
    assert found.stopped > 0
