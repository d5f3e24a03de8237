"""Which themes are said to be solid, after a real run."""

from datetime import datetime
from pathlib import Path

import pytest

from feedback.actions.solidity import how_solid
from feedback.actions.theme_merging import merge_themes
from feedback.actions.theme_runs import find_themes
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Theme
from feedback.store.memory import MemoryStore

NOW = datetime(2024, 6, 5, 12, 30)
SAID = [
    f"{who} {what} {when}"
    for who, what in (("the parcel", "came late"), ("my password", "is rejected"))
    for when in ("on monday", "last week", "again today", "in the evening", "since march")
]


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    """Twenty comments on two subjects, grouped into themes 1 and 2; the model in `tmp_path`."""
    store = MemoryStore()
    store.comments.ensure_source(Source(name="app"))
    store.comments.upsert(
        [
            Comment(source="app", key=str(n), text=f"{text} {n % 3}", language="en", created_at=NOW)
            for n, text in enumerate(SAID * 2)
        ]
    )
    find_themes(store, number=2, model_folder=tmp_path, now=NOW)
    return store


def test_each_theme_of_a_run_has_a_verdict(store: MemoryStore, tmp_path: Path) -> None:
    held = how_solid(store, tmp_path)
    assert set(held) == {1, 2}
    for found in held.values():
        assert (found.verdict == "solid") == (found.again > 0.5)


def test_a_theme_that_a_person_made_was_not_tested(store: MemoryStore, tmp_path: Path) -> None:
    made = store.themes.add(Theme(name="By hand"))
    assert made not in how_solid(store, tmp_path)


def test_of_two_themes_merged_the_looser_one_counts(store: MemoryStore, tmp_path: Path) -> None:
    before = how_solid(store, tmp_path)
    merge_themes(store, [2], 1, now=NOW)
    find_themes(store, number=2, model_folder=tmp_path, now=NOW)
    after = how_solid(store, tmp_path)
    assert set(after) == {1}
    assert after[1].again == min(found.again for found in before.values())


def test_without_a_run_or_its_model_nothing_is_said(store: MemoryStore, tmp_path: Path) -> None:
    assert how_solid(MemoryStore(), tmp_path) == {}
    assert how_solid(store, tmp_path / "elsewhere") == {}
    (model,) = tmp_path.glob("run-*")
    (model / "manifest.json").write_text("{}")
    assert how_solid(store, tmp_path) == {}
