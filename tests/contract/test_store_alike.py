"""Whatever is done, a database answers as the store in memory does."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus, Facts, ShippedFact
from feedback.domain.change import Change, Link, LinkState, Suggestion
from feedback.domain.comment import Comment, ImportReport, Source
from feedback.domain.summaries import UNKNOWN, CommentFilter
from feedback.domain.theme import Assignment, Theme
from feedback.errors import HeardError
from feedback.store import open_database
from feedback.store.memory import MemoryStore

NOW = datetime(2024, 6, 5, 12, 30)
SOURCES = ("app", "survey")
TEXTS = ("slow", "SLOW start", "баяу", "100%", "")
LANGUAGES = ("en", "kk", "")

ids = st.integers(1, 6)
moments = st.none() | st.integers(0, 300).map(lambda days: NOW - timedelta(days=days))
comments = st.builds(
    Comment,
    source=st.just(""),
    key=st.sampled_from("abcdefgh"),
    text=st.sampled_from(TEXTS),
    language=st.sampled_from(LANGUAGES),
    created_at=moments,
    rating=st.sampled_from([None, 1.0, 4.5]),
    is_filler=st.booleans(),
)
steps = st.one_of(
    st.tuples(st.just("upsert"), st.sampled_from(SOURCES), st.lists(comments, max_size=6)),
    st.tuples(st.just("delete_source"), st.sampled_from(SOURCES)),
    st.tuples(st.just("begin_import"), st.sampled_from(SOURCES)),
    st.tuples(
        st.just("import_rows"), ids, st.sampled_from(SOURCES), st.lists(comments, max_size=6)
    ),
    st.tuples(st.just("finish_import"), ids, st.integers(0, 1)),
    st.tuples(st.just("undo_import"), ids),
    st.tuples(st.just("keep_mapping"), st.sampled_from("ab")),
    st.tuples(st.just("add_theme"), st.sampled_from(("Speed", "Price")), st.booleans()),
    st.tuples(st.just("save_theme"), ids, st.integers(1, 3)),
    st.tuples(st.just("delete_themes"), st.lists(ids, max_size=2)),
    st.tuples(st.just("assign"), st.lists(st.tuples(st.integers(1, 12), ids), max_size=6)),
    st.tuples(st.just("unassign"), st.lists(st.integers(1, 12), max_size=3)),
    st.tuples(st.just("add_change"), st.sampled_from("ab"), moments, st.booleans()),
    st.tuples(st.just("delete_sample")),
    st.tuples(st.just("decide"), ids, ids, st.sampled_from(LinkState)),
    st.tuples(st.just("suggest"), ids, st.lists(ids, max_size=3)),
    st.tuples(st.just("announce"), ids, ids, st.sampled_from(AnnouncementStatus)),
)


def do(store: Store, step: Any) -> Any:
    """Do a step; what came of it."""
    name, *values = step
    try:
        return globals()[f"_{name}"](store, *values)
    except HeardError as error:
        return type(error), str(error)


def _import_rows(store: Store, import_id: int, source: str, rows: list[Comment]) -> Any:
    return _upsert(store, source, rows, import_id)


def _upsert(store: Store, source: str, rows: list[Comment], import_id: int | None = None) -> Any:
    store.comments.ensure_source(Source(name=source, is_sample=source == "app"))
    given_rows = [
        Comment(**{name: getattr(row, name) for name in row.__slots__} | {"source": source})
        for row in rows
    ]
    return store.comments.upsert(given_rows, import_id=import_id)


def _delete_source(store: Store, name: str) -> Any:
    return store.comments.delete_source(name)


def _begin_import(store: Store, source: str) -> Any:
    return store.imports.begin("a.csv", source=source, at=NOW)


def _finish_import(store: Store, import_id: int, imported: int) -> Any:
    report = ImportReport(id=import_id, file="a.csv", source="app", imported=imported)
    return store.imports.finish(report, [])


def _undo_import(store: Store, import_id: int) -> Any:
    return store.imports.undo(import_id, NOW)


def _keep_mapping(store: Store, key: str) -> Any:
    return store.mappings.keep(key, {"text": key})


def _add_theme(store: Store, name: str, retired: bool) -> Any:
    return store.themes.add(Theme(name=name, retired=retired))


def _save_theme(store: Store, theme_id: int, version: int) -> Any:
    return store.themes.save(Theme(id=theme_id, name="Saved", version=version))


def _delete_themes(store: Store, theme_ids: list[int]) -> Any:
    return store.themes.delete(theme_ids)


def _assign(store: Store, pairs: list[tuple[int, int]]) -> Any:
    return store.themes.assign(Assignment(comment, theme, 0.5) for comment, theme in pairs)


def _unassign(store: Store, comment_ids: list[int]) -> Any:
    return store.themes.unassign(comment_ids)


def _add_change(store: Store, key: str, moment: datetime | None, is_sample: bool) -> Any:
    shipped_on = moment.date() if moment else None
    change = Change(title=f"Change {key}", key=key, shipped_on=shipped_on, is_sample=is_sample)
    return store.changes.upsert([change])


def _delete_sample(store: Store) -> Any:
    return store.changes.delete_sample()


def _decide(store: Store, theme_id: int, change_id: int, state: LinkState) -> Any:
    return store.links.decide(Link(theme_id=theme_id, change_id=change_id, state=state))


def _suggest(store: Store, theme_id: int, change_ids: list[int]) -> Any:
    rows = [
        Suggestion(theme_id=theme_id, change_id=change_id, score=1 / (place + 2))
        for place, change_id in enumerate(change_ids)
    ]
    return store.links.keep_suggestions([theme_id], rows)


def _announce(store: Store, theme_id: int, change_id: int, status: AnnouncementStatus) -> Any:
    shipped = (ShippedFact(change_id=change_id, title="Change"),)
    facts = Facts(themes=("Speed",), comments=1, of_comments=2, shipped=shipped)
    announcement = Announcement(
        theme_ids=(theme_id,),
        language="en",
        headline="",
        you_said="",
        we_did="",
        facts=facts,
        status=status,
    )
    return store.announcements.add(announcement)


def answers(store: Store) -> dict[str, Any]:
    """What the store says to every question."""
    filters = [
        CommentFilter(),
        CommentFilter(include_filler=False, language="kk"),
        CommentFilter(source="app"),
        CommentFilter(unassigned=True),
        CommentFilter(placed=True),
        CommentFilter(placed=True, source="app"),
        CommentFilter(silent=True),
        CommentFilter(unrated=True),
        CommentFilter(language=UNKNOWN),
        CommentFilter(theme_id=1),
        CommentFilter(theme_id=1, unrated=True),
        CommentFilter(theme_id=1, language=UNKNOWN),
        CommentFilter(search="sLo"),
        CommentFilter(search="%", source="survey", theme_id=2),
    ]
    found = {
        f"{read.__name__} {where}": read(where)
        for where in filters
        for read in (store.comments.page, store.comments.count, store.comments.weekly)
    }
    return found | {
        "iterate": list(store.comments.iterate(CommentFilter(), chunk=3)),
        "totals": store.comments.totals(),
        "sources": store.comments.sources(),
        "imports": store.imports.recent(),
        "versions": [store.comments.versions(comment_id) for comment_id in range(1, 30)],
        "mappings": [store.mappings.get(key) for key in "ab"],
        "themes": store.themes.all(include_retired=True),
        "assignments": store.themes.assignments(),
        "summaries": store.themes.summaries(today=date(2024, 3, 1), include_retired=True),
        "first": store.themes.summaries(today=date(2024, 3, 1), theme_ids=[1, 2]),
        "changes": store.changes.summaries(),
        "links": store.links.all(),
        "suggestions": store.links.suggestions(),
        "announcements": store.announcements.all(),
    }


@contextmanager
def opened_copy(file: Path) -> Iterator[Store]:
    """A store on a copy of an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(file, Path(folder) / "heard.db")
        store = open_database(f"sqlite:///{copy}")
        try:
            yield store
        finally:
            store.close()


@settings(
    max_examples=15,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # to make a failing example smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps=st.lists(steps, min_size=10, max_size=40))
def test_a_database_answers_as_the_store_in_memory_does(
    migrated_file: Path, steps: list[Any]
) -> None:
    memory = MemoryStore()
    with opened_copy(migrated_file) as database:
        for step in steps:
            assert do(database, step) == do(memory, step), step
        expected = answers(memory)
        for question, answer in answers(database).items():
            assert answer == expected[question], question
