"""A database of every earlier schema opens, upgraded, with all that was in it.

Drop a file heard-NNNN.sql into tests/golden, and it is a test; write_golden.py there makes one.
"""

import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest

from feedback.domain.change import LinkOutcome
from feedback.domain.comment import Channel, Comment, ImportStatus, Reject, Source
from feedback.domain.job import JobStatus
from feedback.domain.summaries import CommentFilter, CommentTotals
from feedback.domain.theme import AssignedBy, Assignment, Outcome, Theme, ThemeStatus
from feedback.errors import StateError
from feedback.store import open_database
from feedback.store.schema import NEWEST, VERSION_TABLE
from feedback.store.sql_store import SqlStore

GOLDEN = Path(__file__).parents[2] / "golden"
FILES = sorted(GOLDEN.glob("heard-*.sql"))
NOW = datetime(2024, 6, 5, 12, 30)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> SqlStore:
    """A golden database, opened by the present program."""
    path = tmp_path / "heard.db"
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    store = open_database(f"sqlite:///{path}")
    request.addfinalizer(store.close)
    return store


def test_there_is_a_golden_database_of_the_present_schema() -> None:
    assert FILES[-1].stem == f"heard-{NEWEST}"
    assert all(path.stat().st_size < 100_000 for path in FILES)


def test_a_golden_database_is_upgraded_and_whole(store: SqlStore) -> None:
    with store._database.reading() as connection:
        version = connection.exec_driver_sql(f"SELECT * FROM {VERSION_TABLE}").scalar_one()
        assert version == NEWEST
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_its_comments_are_as_they_were(store: SqlStore) -> None:
    assert store.comments.sources()[:2] == [
        Source(id=1, name="app", channel=Channel.REVIEW, is_sample=True),
        Source(id=2, name="survey", channel=Channel.SURVEY),
    ]
    slow = Comment(
        id=1,
        source="app",
        key="1",
        text="Қосымша баяу, it's 100% SLOW 🐢",
        external_id="R-1",
        created_at=datetime(2024, 5, 6, 7, 8, 9, 10),
        rating=1.5,
        rating_given="2/10",
        language="kk",
        customer="f00d",
        answered_at=datetime(2024, 5, 7),
        answer="Thanks",
        consent=True,
        redacted=1,
        channel=Channel.REVIEW,
    )
    assert store.comments.get([1]) == [slow]
    assert store.comments.page(CommentFilter(search="ҚОСЫМША")) == [slow]
    assert store.comments.totals() == CommentTotals(
        comments=3,
        filler=1,
        assigned=2,
        sample=2,
        languages={"kk": 1, "en": 2},
        sources={"app": 2, "survey": 1},
    )
    ((_, report),) = store.imports.recent()
    assert (report.file, report.rows, report.rejected, report.notes) == ("app.csv", 3, 1, ("note",))
    assert store.imports.rejects(report.id) == [Reject(3, "no text", "fill it in", "3;;")]


def test_its_themes_are_as_they_were(store: SqlStore) -> None:
    speed, price = store.themes.summaries(today=date(2024, 6, 5))
    assert (speed.name, speed.comments, speed.status) == ("Speed", 2, ThemeStatus.ANNOUNCED)
    assert (speed.owner, speed.change_titles, speed.weekly[-1]) == ("Ana", ("Faster start",), 1)
    assert (price.name, price.comments, price.status) == ("Too expensive", 0, ThemeStatus.OPEN)
    assert store.themes.assignments() == [
        Assignment(1, speed.id, 0.75),
        Assignment(2, speed.id, 0.5, AssignedBy.PERSON),
    ]
    assert [theme.retired for theme in store.themes.all(include_retired=True)] == [
        False,
        False,
        True,
    ]
    last_run = store.themes.last_run()
    assert last_run is not None
    assert last_run[1].new == 3


def test_its_changes_and_announcements_are_as_they_were(store: SqlStore) -> None:
    planned, shipped = store.changes.summaries()
    assert (planned.change.title, planned.announced) == ("Cheaper plan", False)
    assert (shipped.change.title, shipped.announced) == ("Faster start", True)
    assert shipped.theme_names == ("Speed",)
    (link,) = store.links.all()
    assert (link.outcome, link.reasons[0].name) == (LinkOutcome.PARTLY, "words")
    assert [row.score for row in store.links.suggestions()] == [0.25]
    (announcement,) = store.announcements.all()
    assert announcement.facts.quotes[0].text == "it's 100% SLOW 🐢"
    assert announcement.facts.shipped[0].shipped_on == date(2024, 5, 31)
    assert announcement.theme_ids == (link.theme_id,)
    (job,) = store.jobs.recent()
    assert (job.status, job.result) == (JobStatus.DONE, {"imported": 3})


def test_what_was_decided_became_the_beginning_of_its_history(store: SqlStore) -> None:
    (decision,) = store.decisions.of_theme(1)
    assert (decision.outcome, decision.before) == (Outcome.DID, Outcome.UNDECIDED)
    assert decision.decided_at == NOW
    theme = store.themes.get(1)
    assert theme is not None and theme.outcome is Outcome.DID
    assert store.themes.get(3).outcome is Outcome.UNDECIDED  # type: ignore[union-attr]


@pytest.mark.parametrize("store", FILES[-1:], indirect=True, ids=lambda path: path.stem)
def test_its_refusals_and_removed_changes_are_as_they_were(store: SqlStore) -> None:
    (refused,) = store.decisions.of_theme(2)
    assert (refused.outcome, refused.reason, refused.review_on, refused.decided_by) == (
        Outcome.CANNOT,
        "Flour costs more.",
        date(2024, 9, 1),
        "Ana",
    )
    assert store.tellings.unquoted() == {"cafe"}
    removed = [change for change in store.changes.all(include_removed=True) if change.removed]
    assert [(change.title, change.edited_from) for change in removed] == [("Old news", "f00d")]


@pytest.mark.parametrize("store", FILES[:1], indirect=True, ids=lambda path: path.stem)
def test_what_a_program_without_undo_imported_is_not_undone(store: SqlStore) -> None:
    ((_, report),) = store.imports.recent()
    assert report.status is ImportStatus.DONE
    with pytest.raises(StateError, match="not known any more"):
        store.imports.undo(report.id, NOW)
    assert store.comments.count(CommentFilter()) == 3


@pytest.mark.parametrize("store", FILES[1:], indirect=True, ids=lambda path: path.stem)
def test_its_imports_can_be_undone(store: SqlStore) -> None:
    (version,) = store.comments.versions(1)
    assert (version.comment.text, version.comment.rating) == ("Қосымша жақсы", 4.5)
    undone = store.imports.undo(version.import_id, NOW)
    assert (undone.deleted, undone.restored) == (1, 1)
    assert store.comments.get([1]) == [version.comment]
    assert store.comments.get([2]) == []


@pytest.mark.parametrize("store", FILES[1:], indirect=True, ids=lambda path: path.stem)
def test_its_mappings_and_time_zones_are_as_they_were(store: SqlStore) -> None:
    assert store.comments.sources()[2].timezone == "Asia/Almaty"
    assert store.mappings.get("header") == {"text": "comment"}


def test_it_can_be_written_and_uses_no_id_again(store: SqlStore) -> None:
    before = store.revision()
    assert before > 0
    assert store.themes.add(Theme(name="New")) == 5, "the fourth was deleted"
    row = Comment(source="app", key="3", text="New")
    assert store.comments.upsert([row, row]) == (1, 0, 1)
    assert store.revision() > before
