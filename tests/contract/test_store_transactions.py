"""All of it is stored or none, whoever else reads and writes at the same time."""

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.change import Link, LinkState, Suggestion
from feedback.domain.comment import Comment, Source
from feedback.domain.job import Job, JobStatus
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment, RunReport, Theme
from feedback.errors import ConflictError, NotFoundError

NOW = datetime(2024, 6, 5, 12, 30)
RUN = RunReport(run=0, comments=1, themes=1, unassigned=0, kept=0, new=1, retired=0, seconds=1.0)


class OopsError(Exception):
    """What goes wrong in these tests."""


def test_what_a_transaction_wrote_is_there_at_its_end(store: Store) -> None:
    with store.writing():
        store.comments.ensure_source(Source(name="app"))
        store.comments.upsert([Comment(source="app", key="1", text="a")])
        assert store.comments.count(CommentFilter()) == 1, "seen inside already"
    assert store.comments.count(CommentFilter()) == 1


def test_an_exception_undoes_everything_of_every_kind(store: Store, given: Any) -> None:
    comment, change, theme = given.comment("before"), given.change(), given.theme("before")
    announcement = given.announcement(theme)
    before = _everything(store)
    with pytest.raises(OopsError), store.writing():
        given.comment("new", source="new")
        store.themes.save(dataclasses.replace(theme, name="renamed"))
        store.themes.assign([Assignment(comment.id, theme.id, 0.5)])
        store.themes.add_run(RUN, {}, at=NOW)
        import_id = store.imports.begin("a.csv", at=NOW)
        given.comment("edited", key=comment.key, import_id=import_id)
        store.mappings.keep("header", {"text": "comment"})
        given.link(theme, change)
        store.links.keep_suggestions(
            [theme.id], [Suggestion(theme_id=theme.id, change_id=change.id, score=0.5)]
        )
        given.change("new")
        store.announcements.delete(announcement.id)
        store.jobs.add(Job(kind="import"))
        store.comments.delete_source("app")
        assert _everything(store) != before
        raise OopsError
    assert _everything(store) == before
    given.theme("after")
    assert len(store.themes.all()) == 2, "writing goes on afterwards"


def test_an_inner_transaction_is_a_part_of_the_outer_one(store: Store) -> None:
    with pytest.raises(OopsError), store.writing():
        with store.writing():
            store.themes.add(Theme(name="inner"))
        raise OopsError
    assert store.themes.all() == []


def test_an_inner_transaction_that_fails_undoes_itself_alone(store: Store) -> None:
    with store.writing():
        store.themes.add(Theme(name="before"))
        with pytest.raises(OopsError), store.writing():
            store.themes.add(Theme(name="inner"))
            raise OopsError
        store.themes.add(Theme(name="after"))
    assert [theme.name for theme in store.themes.all()] == ["before", "after"]


def test_a_refused_write_does_not_spoil_the_transaction_it_is_in(store: Store, given: Any) -> None:
    theme = given.theme("old")
    with store.writing():
        store.themes.save(dataclasses.replace(theme, name="new"))
        with pytest.raises(ConflictError):
            store.themes.save(dataclasses.replace(theme, name="late"))
        with pytest.raises(NotFoundError):
            store.links.decide(Link(theme_id=theme.id, change_id=999, state=LinkState.ACCEPTED))
        store.themes.add(Theme(name="another"))
    assert [row.name for row in store.themes.all()] == ["new", "another"]


def test_another_thread_sees_a_transaction_only_when_it_is_over(store: Store) -> None:
    with ThreadPoolExecutor(1) as others:
        with store.writing():
            store.themes.add(Theme(name="Speed"))
            assert others.submit(store.themes.all).result(10) == []
        assert len(others.submit(store.themes.all).result(10)) == 1


def test_two_threads_that_write_at_once_both_succeed(store: Store, given: Any) -> None:
    given.source("app")
    start = threading.Barrier(2)

    def write(name: str) -> None:
        start.wait(10)
        for number in range(10):
            with store.writing():
                store.comments.upsert([Comment(source="app", key=f"{name}-{number}", text=name)])
                store.themes.add(Theme(name=f"{name}-{number}"))

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(write, name) for name in ("one", "two")]:
            done.result(60)
    assert store.comments.count(CommentFilter()) == 20
    assert len({theme.id for theme in store.themes.all()}) == 20


def test_the_same_comments_from_two_threads_come_in_once(store: Store, given: Any) -> None:
    given.source("app")
    rows = [Comment(source="app", key=str(number), text="a") for number in range(500)]
    start = threading.Barrier(2)

    def upsert() -> tuple[int, int, int]:
        start.wait(10)
        return store.comments.upsert(rows)

    with ThreadPoolExecutor(2) as threads:
        counts = [done.result(60) for done in [threads.submit(upsert) for _ in range(2)]]
    assert sorted(counts) == [(0, 0, 500), (500, 0, 0)]
    assert store.comments.count(CommentFilter()) == 500


def test_of_two_threads_that_save_the_same_version_one_is_told(store: Store, given: Any) -> None:
    theme = given.theme("old")
    start = threading.Barrier(2)

    def save(name: str) -> str:
        start.wait(10)
        try:
            return store.themes.save(dataclasses.replace(theme, name=name)).name
        except ConflictError:
            return "conflict"

    with ThreadPoolExecutor(2) as threads:
        names = [done.result(60) for done in [threads.submit(save, name) for name in "ab"]]
    assert names.count("conflict") == 1
    (stored,) = store.themes.all()
    assert stored.name in names
    assert stored.version == 2


def test_the_revision_grows_with_every_write_but_those_to_jobs(store: Store, given: Any) -> None:
    comment, change, theme = given.comment(), given.change(), given.theme()
    job_id = store.jobs.add(Job(kind="import"))
    pair = {"theme_id": theme.id, "change_id": change.id}
    writes = [
        lambda: store.comments.ensure_source(Source(name="survey")),
        lambda: store.comments.upsert([Comment(source="survey", key="1", text="a")]),
        lambda: store.themes.assign([Assignment(comment.id, theme.id, 0.5)]),
        lambda: store.themes.unassign([comment.id]),
        lambda: store.themes.save(theme),
        lambda: store.themes.add_run(RUN, {}, at=NOW),
        lambda: store.imports.begin("a.csv", at=NOW),
        lambda: store.imports.undo(store.imports.recent()[0][1].id, NOW),
        lambda: store.mappings.keep("header", {"text": "comment"}),
        lambda: store.links.keep_suggestions([theme.id], [Suggestion(**pair, score=0.5)]),
        lambda: store.links.decide(Link(**pair, state=LinkState.ACCEPTED)),
        lambda: given.announcement(theme),
        lambda: store.comments.delete_source("survey"),
        lambda: store.themes.delete([theme.id]),
        lambda: store.changes.upsert([dataclasses.replace(change, title="Other")]),
        lambda: store.changes.delete_sample(),
    ]
    for number, write in enumerate(writes):
        before = store.revision()
        write()
        assert store.revision() > before, number
        before = store.revision()
        store.jobs.save(Job(id=job_id, kind="import", status=JobStatus.RUNNING))
        store.jobs.add(Job(kind="import"))
        _everything(store)
        assert store.revision() == before, number


def test_the_revision_of_a_transaction_grows_if_anything_in_it_counts(store: Store) -> None:
    before = store.revision()
    with store.writing():
        job_id = store.jobs.add(Job(kind="import"))
    assert store.revision() == before
    with store.writing():
        store.jobs.save(Job(id=job_id, kind="import"))
        store.themes.add(Theme(name="Speed"))
        store.jobs.save(Job(id=job_id, kind="import"))
    assert store.revision() > before


def test_the_revision_stays_when_a_transaction_is_undone(store: Store) -> None:
    before = store.revision()
    with pytest.raises(OopsError), store.writing():
        store.themes.add(Theme(name="Speed"))
        raise OopsError
    assert store.revision() == before


def _everything(store: Store) -> list[Any]:
    return [
        store.comments.sources(),
        list(store.comments.iterate(CommentFilter())),
        store.comments.totals(),
        store.imports.recent(),
        store.mappings.get("header"),
        store.comments.versions(1),
        store.themes.all(include_retired=True),
        store.themes.assignments(),
        store.themes.summaries(today=NOW.date()),
        store.themes.last_run(),
        store.changes.summaries(),
        store.links.all(),
        store.links.suggestions(),
        store.announcements.all(),
        store.jobs.recent(),
    ]
