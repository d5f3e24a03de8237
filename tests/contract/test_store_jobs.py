"""Long work, seen from the page and from the worker."""

import dataclasses
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.job import Job, JobStatus
from feedback.errors import NotFoundError

EVERYTHING = Job(
    kind="import",
    params={"path": "отзывы.csv", "mapping": {"text": "Текст"}, "rows": [1, 2.5, None, True]},
    status=JobStatus.RUNNING,
    progress=0.25,
    message="Reading",
    result={"imported": 3},
    error="none so far",
    created_at=datetime(2024, 6, 5, 12, 30),
    heartbeat_at=datetime(2024, 6, 5, 12, 31, 0, 5),
    finished_at=datetime(2024, 6, 5, 12, 32),
)


def queued(store: Store, **fields: Any) -> Job:
    job = store.jobs.get(store.jobs.add(Job(**{"kind": "import", **fields})))
    assert job is not None
    return job


def test_every_field_of_a_job_comes_back(store: Store) -> None:
    job_id = store.jobs.add(EVERYTHING)
    assert store.jobs.get(job_id) == dataclasses.replace(EVERYTHING, id=job_id)
    for field in dataclasses.fields(Job):
        value = getattr(EVERYTHING, field.name)
        assert field.name == "id" or value not in (field.default, {}), field.name


def test_there_is_no_job_of_an_unknown_id(store: Store) -> None:
    assert store.jobs.get(1) is None
    with pytest.raises(NotFoundError, match="no such job"):
        store.jobs.save(Job(id=10**30, kind="import"))


def test_params_and_results_come_back_as_json_would_give_them(store: Store) -> None:
    job = queued(store, params={"files": ("a", "b"), 1: "one"})
    assert job.params == {"files": ["a", "b"], "1": "one"}


def test_progress_is_stored_and_what_was_asked_for_stays(store: Store) -> None:
    job = queued(store, params={"path": "a.csv"}, created_at=EVERYTHING.created_at)
    store.jobs.save(dataclasses.replace(EVERYTHING, id=job.id, kind="other", params={}))
    assert store.jobs.get(job.id) == dataclasses.replace(
        EVERYTHING, id=job.id, kind="import", params={"path": "a.csv"}
    )


def test_a_cancelled_job_stays_cancelled_when_its_worker_goes_on(store: Store) -> None:
    job = queued(store, status=JobStatus.RUNNING)
    store.jobs.save(dataclasses.replace(job, status=JobStatus.CANCELLED))
    for status in (JobStatus.RUNNING, JobStatus.DONE, JobStatus.FAILED):
        store.jobs.save(dataclasses.replace(job, status=status, progress=0.9))
        assert store.jobs.get(job.id) == dataclasses.replace(
            job, status=JobStatus.CANCELLED, progress=0.9
        )


def test_jobs_come_newest_first_by_kind_and_status(store: Store) -> None:
    first = queued(store, kind="import", status=JobStatus.DONE)
    second = queued(store, kind="find_themes", status=JobStatus.DONE)
    third = queued(store, kind="import", status=JobStatus.RUNNING)
    assert store.jobs.recent() == [third, second, first]
    assert store.jobs.recent(kind="import") == [third, first]
    assert store.jobs.recent(status=JobStatus.DONE) == [second, first]
    assert store.jobs.recent(kind="import", status=JobStatus.DONE) == [first]
    assert store.jobs.recent(kind="nothing") == []


def test_no_more_than_fifty_jobs_are_listed(store: Store) -> None:
    jobs = [queued(store) for _ in range(52)]
    assert store.jobs.recent() == jobs[:1:-1]


BEAT = datetime(2024, 6, 5, 12)


def test_a_job_is_added_alone_only_while_no_other_is_alive(store: Store) -> None:
    first = store.jobs.add_alone(Job(kind="import", heartbeat_at=BEAT), alive_since=BEAT)
    assert first is not None
    job = Job(kind="import", heartbeat_at=BEAT)
    assert store.jobs.add_alone(job, alive_since=BEAT - timedelta(seconds=60)) is None
    assert store.jobs.add_alone(job, alive_since=BEAT + timedelta(seconds=1)) is not None


@pytest.mark.parametrize("status", [JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED])
def test_a_job_that_has_ended_is_in_nobodys_way(store: Store, status: JobStatus) -> None:
    queued(store, status=status, heartbeat_at=BEAT)
    job = Job(kind="import", heartbeat_at=BEAT)
    assert store.jobs.add_alone(job, alive_since=BEAT - timedelta(seconds=60)) is not None


def test_of_many_starts_at_once_one_wins(store: Store) -> None:
    won: list[int | None] = []
    gate = threading.Barrier(6)

    def start() -> None:
        gate.wait()
        job = Job(kind="import", heartbeat_at=BEAT)
        won.append(store.jobs.add_alone(job, alive_since=BEAT - timedelta(seconds=60)))

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([job_id for job_id in won if job_id is not None]) == 1


def test_cancelling_stops_what_runs_and_leaves_what_has_ended(store: Store) -> None:
    running = queued(store, status=JobStatus.RUNNING)
    done = queued(store, status=JobStatus.DONE, result={"imported": 3})
    for job in (running, done):
        store.jobs.cancel(job.id, at=BEAT)
    stopped = store.jobs.get(running.id)
    assert stopped is not None
    assert (stopped.status, stopped.finished_at) == (JobStatus.CANCELLED, BEAT)
    assert store.jobs.get(done.id) == done
