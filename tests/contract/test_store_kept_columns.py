"""What is kept in memory follows every write: the same as counting anew, whatever was read."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import Comment, ImportReport, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment, Theme
from feedback.domain.tracked import TrackedFilter
from feedback.errors import StateError
from feedback.store.sql_store import SqlStore

MONDAY = datetime(2024, 5, 6, 9, 30)
STEPS = 40
SOURCES = ("app", "survey")
FILTERS = (
    TrackedFilter(),
    TrackedFilter(source="app"),
    TrackedFilter(segment="plus", since=date(2024, 5, 8)),
    TrackedFilter(until=date(2024, 5, 12)),
    TrackedFilter(by_bot=True),
)
WORDS = {"complaint_words": ("slow",), "lowest_ratings": 2.0, "good_ratings": 4.0}


class TakenBackError(Exception):
    """What takes a transaction back."""


def counts(store: Store) -> list[Any]:
    """Everything that is kept."""
    themes = [theme.id for theme in store.themes.all(include_retired=True)]
    pairs = [[one, other] for one in themes for other in themes]
    tracking = store.tracking
    covered = {theme_id: date(2024, 5, 9) for theme_id in themes[:1]}
    return [
        *(list(tracking.days(where)) for where in FILTERS),
        *(tracking.people_waiting(where, covered) for where in FILTERS),
        tracking.theme_weeks(),
        store.themes.people(pairs),
        tracking.people_complaining(**WORDS),
        list(tracking.hours(TrackedFilter())),
        tracking.answers(TrackedFilter()),
        tracking.segments(),
    ]


def comment(chance: random.Random, source: str, key: int) -> Comment:
    moment = MONDAY + timedelta(days=chance.randrange(14), hours=chance.randrange(12))
    return Comment(
        source=source,
        key=str(key),
        text=chance.choice(("so slow", "fine", "all good")) + f" {key} {chance.randrange(9)}",
        created_at=chance.choice((moment, moment, None)),
        answered_at=chance.choice((None, moment + timedelta(hours=1))),
        answered_by_bot=chance.choice((None, True)),
        rating=chance.choice((None, 1.0, 3.5, 5.0)),
        customer=chance.choice(("", "ana", "ben", "cem")),
        segment=chance.choice(("", "plus")),
        is_filler=chance.random() < 0.1,
    )


def import_some(store: Store, chance: random.Random) -> None:
    """New comments, and old ones that changed."""
    source = chance.choice(SOURCES)
    store.comments.ensure_source(Source(name=source))
    number = store.imports.begin("file.csv", source=source, at=MONDAY)
    rows = [comment(chance, source, chance.randrange(25)) for _ in range(5)]
    rows = list({row.key: row for row in rows}.values())
    imported, updated, _ = store.comments.upsert(rows, import_id=number)
    report = ImportReport(file="file.csv", source=source, imported=imported, updated=updated)
    store.imports.finish(replace(report, id=number), [])


def place_some(store: Store, chance: random.Random) -> None:
    themes = [theme.id for theme in store.themes.all()]
    if themes:
        store.themes.assign(
            [Assignment(row, chance.choice(themes), 0.5) for row in _some(store, chance, 8)]
        )


def take_some_out(store: Store, chance: random.Random) -> None:
    store.themes.unassign(_some(store, chance, 6))


def _some(store: Store, chance: random.Random, most: int) -> list[int]:
    """Ids of comments."""
    ids = [row.id for row in store.comments.iterate(CommentFilter())]
    return chance.sample(ids, min(most, len(ids)))


def place_in_vain(store: Store, chance: random.Random) -> None:
    """A transaction that reads what it wrote, and is undone."""
    with suppress(TakenBackError), store.writing():
        place_some(store, chance)
        counts(store)
        raise TakenBackError


def add_theme(store: Store, chance: random.Random) -> None:
    store.themes.add(Theme(name=f"Theme {chance.random()}", language="en"))


def delete_theme(store: Store, chance: random.Random) -> None:
    themes = store.themes.all()
    if len(themes) > 2:
        store.themes.delete([chance.choice(themes).id])


def delete_source(store: Store, chance: random.Random) -> None:
    if chance.random() < 0.3:
        store.comments.delete_source(chance.choice(SOURCES))


def undo_import(store: Store, chance: random.Random) -> None:
    for at, report in store.imports.recent():
        with suppress(StateError):
            store.imports.undo(report.id, at=at)
            return


EDITS: tuple[Callable[[Store, random.Random], None], ...] = (
    import_some, import_some, place_some, place_some, place_some, take_some_out, place_in_vain,
    add_theme, delete_theme, delete_source, undo_import,
)  # fmt: skip


@pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)
def test_what_is_kept_follows_every_write(store: SqlStore) -> None:
    chance = random.Random(7)
    begin = [import_some, add_theme, add_theme, add_theme, place_some, delete_theme]
    steps = [*begin, *(chance.choice(EDITS) for _ in range(STEPS))]
    for place, edit in enumerate(steps):
        edit(store, chance)
        forgetful = SqlStore(store._database)
        assert counts(store) == counts(forgetful), (place, edit.__name__)
    assert any(store.themes.people([[theme.id]]) != [0] for theme in store.themes.all())


@pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)
def test_what_another_process_writes_is_seen(store: SqlStore, given: Any) -> None:
    another = SqlStore(store._database)
    placed, loose = given.comment(created_at=MONDAY), given.comment(created_at=MONDAY)
    theme = given.theme("Speed", comments=[placed])
    before = [(row.theme_id, row.comments) for row in store.tracking.theme_weeks()]
    assert before == [(theme.id, 1), (None, 1)]
    another.themes.assign([Assignment(loose.id, theme.id, 0.5)])
    after = [(row.theme_id, row.comments) for row in store.tracking.theme_weeks()]
    assert after == [(theme.id, 2)]
