"""Long work goes on in a process of its own, and its row always ends true."""

import os
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from feedback.actions.ports import Store
from feedback.bootstrap import open_store
from feedback.domain.job import Job, JobStatus
from feedback.errors import DatabaseError, StateError
from feedback.jobs import is_active, present, start_job, worker
from feedback.jobs.import_files import FileToImport, files_of, params_of
from feedback.jobs.starting import SILENCE
from feedback.jobs.worker import work_on
from feedback.settings import Settings

CSV = "id,text\n" + "".join(f"{n},The delivery number {n} was late again\n" for n in range(60))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, database_url=f"sqlite:///{tmp_path}/heard.db")


@pytest.fixture
def store(settings: Settings) -> Store:
    return open_store(settings)


def upload(settings: Settings, content: str = CSV) -> dict[str, object]:
    path = settings.data_folder / "upload.csv"
    path.write_text(content, encoding="utf-8")
    return params_of(
        [FileToImport(path=str(path), file_name="mine.csv", source="Mine", channel="survey")]
    )


def wait_for_end(store: Store, job_id: int) -> Job:
    for _ in range(300):
        job = store.jobs.get(job_id)
        assert job is not None
        if job.status not in {JobStatus.WAITING, JobStatus.RUNNING}:
            return job
        time.sleep(0.1)
    raise AssertionError(f"job {job_id} never ended: {job}")


def test_an_import_runs_in_another_process_and_reports(settings: Settings, store: Store) -> None:
    job_id = start_job(settings, store, "import", upload(settings), now=present())
    job = wait_for_end(store, job_id)
    assert (job.status, job.error) == (JobStatus.DONE, "")
    (import_id,) = job.result["imports"]
    assert store.imports.get(import_id).imported == 60  # type: ignore[union-attr]
    assert store.comments.totals().comments == 60
    assert not Path(files_of(job.params)[0].path).exists()


def test_a_file_that_cannot_be_used_does_not_keep_the_others_out(
    settings: Settings, store: Store
) -> None:
    files = []
    for name, content in (("broken.csv", ""), ("good.csv", CSV), ("other.csv", CSV)):
        path = settings.data_folder / name
        path.write_text(content, encoding="utf-8")
        files.append(FileToImport(path=str(path), file_name=name))
    job_id = store.jobs.add(Job(kind="import", params=params_of(files)))
    work_on(job_id, open_store(settings), settings)
    job = store.jobs.get(job_id)
    assert job is not None
    assert job.status is JobStatus.DONE
    reports = [store.imports.get(import_id) for import_id in job.result["imports"]]
    assert [report.file for report in reports if report] == ["good.csv", "other.csv"]
    assert [one["file"] for one in job.result["unusable"]] == ["broken.csv"]
    assert "empty" in job.result["unusable"][0]["sentence"]
    assert not any(Path(file.path).exists() for file in files)


def test_where_no_file_can_be_used_the_job_says_why(settings: Settings, store: Store) -> None:
    job_id = store.jobs.add(Job(kind="import", params=upload(settings, "")))
    work_on(job_id, open_store(settings), settings)
    job = store.jobs.get(job_id)
    assert job is not None
    assert job.status is JobStatus.FAILED
    assert "mine.csv is empty" in job.error


def test_what_cannot_be_done_ends_as_one_sentence(settings: Settings, store: Store) -> None:
    job_id = store.jobs.add(Job(kind="find_themes"))
    work_on(job_id, open_store(settings), settings)
    job = store.jobs.get(job_id)
    assert job is not None
    assert job.status is JobStatus.FAILED
    assert "Import a file" in job.error


def test_a_defect_goes_to_the_log_and_not_to_the_page(
    settings: Settings, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = store.jobs.add(Job(kind="import", params={"files": [{"no such": "thing"}]}))
    work_on(job_id, open_store(settings), settings)
    job = store.jobs.get(job_id)
    assert job is not None
    assert job.status is JobStatus.FAILED
    assert "Traceback" not in job.error
    assert "Traceback" in caplog.text


class BusyRow:
    """A row that cannot be written at first, as when the work itself holds the database."""

    def __init__(self) -> None:
        self.beats = 0
        self.written = threading.Event()

    def update(self) -> None:
        self.beats += 1
        if self.beats < 3:
            raise DatabaseError("The database is busy.")
        self.written.set()


def test_a_worker_that_could_not_say_it_lives_says_it_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "HEARTBEAT_SECONDS", 0.01)
    row, stop = BusyRow(), threading.Event()
    beating = threading.Thread(target=worker._beat, args=(row, stop), daemon=True)
    beating.start()
    assert row.written.wait(10)
    stop.set()
    beating.join(10)


def test_a_second_job_has_to_wait(settings: Settings, store: Store) -> None:
    now = present()
    store.jobs.add(Job(kind="import", status=JobStatus.RUNNING, heartbeat_at=now))
    with pytest.raises(StateError, match="still running"):
        start_job(settings, store, "find_themes", {}, now=now)


def test_a_job_whose_worker_died_blocks_nobody() -> None:
    now = present()
    dead = Job(kind="import", status=JobStatus.RUNNING, heartbeat_at=now - SILENCE * 2)
    assert not is_active(dead, now=now)
    alive = Job(kind="import", status=JobStatus.RUNNING, heartbeat_at=now - timedelta(seconds=3))
    assert is_active(alive, now=now)


def test_a_cancelled_job_stays_cancelled_and_writes_nothing(
    settings: Settings, store: Store
) -> None:
    now = present()
    job_id = store.jobs.add(Job(kind="import", params=upload(settings), heartbeat_at=now))
    store.jobs.cancel(job_id, at=now)
    work_on(job_id, open_store(settings), settings)
    job = store.jobs.get(job_id)
    assert job is not None
    assert job.status is JobStatus.CANCELLED
    assert store.comments.totals().comments == 0


def test_a_killed_import_is_completed_by_running_it_again(settings: Settings, store: Store) -> None:
    many = "id,text\n" + "".join(f"{n},The parcel {n} never came to me\n" for n in range(40_000))
    started = present()
    job_id = start_job(settings, store, "import", upload(settings, many), now=started)
    while store.comments.totals().comments == 0:
        assert present() - started < timedelta(seconds=60)
        time.sleep(0.02)
    os.kill(_worker(job_id), signal.SIGKILL)
    assert store.comments.totals().comments < 40_000
    again = start_job(
        settings, store, "import", upload(settings, many), now=present() + SILENCE * 2
    )
    assert wait_for_end(store, again).status is JobStatus.DONE
    assert store.comments.totals().comments == 40_000


def _worker(job_id: int) -> int:
    """The process id of the worker of a job: a child of ours, for tests beside have some too."""
    command = ["-m", "feedback.jobs", str(job_id)]
    alive = [c for c in psutil.Process().children() if c.status() != psutil.STATUS_ZOMBIE]
    return next(child.pid for child in alive if child.cmdline()[-len(command) :] == command)
