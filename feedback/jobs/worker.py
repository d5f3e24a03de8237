"""Do one job and keep its row true."""

import dataclasses
import logging
import threading
import time
import traceback
from datetime import datetime

from feedback.actions.ports import Store
from feedback.domain.job import Job, JobStatus
from feedback.domain.progress import Cancelled
from feedback.errors import DatabaseError, HeardError
from feedback.jobs.kinds import KINDS
from feedback.jobs.starting import present
from feedback.settings import Settings

HEARTBEAT_SECONDS = 5.0
WRITE_SECONDS = 0.3

log = logging.getLogger(__name__)


class JobRow:
    """The job's row, written by the work and by the heartbeat alike."""

    def __init__(self, store: Store, job: Job) -> None:
        self._store = store
        self._job = dataclasses.replace(job, status=JobStatus.RUNNING)
        self._lock = threading.Lock()
        self._written = 0.0
        self._cancelled = False
        self.update()

    def update(self, **values: object) -> None:
        """Write new values and a sign of life; notice when somebody has cancelled."""
        with self._lock:
            stored = self._store.jobs.get(self._job.id)
            self._cancelled = stored is None or stored.status is JobStatus.CANCELLED
            if self._cancelled:
                return
            now = present()
            self._job = dataclasses.replace(self._job, heartbeat_at=now, **values)  # type: ignore[arg-type]
            self._store.jobs.save(self._job)
            self._written = time.monotonic()

    def progress(self, share: float, message: str) -> None:
        """What the work calls; raises Cancelled when the person no longer wants the result."""
        if time.monotonic() - self._written >= WRITE_SECONDS:
            self.update(progress=min(max(share, 0.0), 1.0), message=message)
        if self._cancelled:
            raise Cancelled


def work_on(job_id: int, store: Store, settings: Settings) -> None:
    """Do the job. Its row ends as done, failed or cancelled, never as running."""
    job = store.jobs.get(job_id)
    if job is None or job.status is not JobStatus.WAITING:
        return
    row = JobRow(store, job)
    stop = threading.Event()
    threading.Thread(target=_beat, args=(row, stop), daemon=True).start()
    try:
        result = KINDS[job.kind](store, settings, job.params, datetime.now(), row.progress)
        row.update(status=JobStatus.DONE, progress=1.0, result=result, finished_at=present())
    except Cancelled:
        log.info("job %s was cancelled", job_id)
    except HeardError as error:
        _fail(row, str(error))
    except Exception:  # noqa: BLE001  (the outermost shell of this process)
        log.error("job %s failed\n%s", job_id, traceback.format_exc())
        _fail(row, "Something went wrong. The log in the data folder says what.")
    finally:
        stop.set()
        store.close()


def _fail(row: JobRow, sentence: str) -> None:
    row.update(status=JobStatus.FAILED, error=sentence, finished_at=present())


def _beat(row: JobRow, stop: threading.Event) -> None:
    while not stop.wait(HEARTBEAT_SECONDS):
        try:
            row.update()
        except DatabaseError as error:
            # The work itself may hold the database for long; the next beat gets through.
            log.warning("no sign of life could be written: %s", error)
