"""Start a worker process for a job, and tell when one has died."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from feedback.actions.ports import Store
from feedback.domain.job import Job, JobStatus
from feedback.errors import StateError
from feedback.settings import Settings

PROJECT = Path(__file__).parents[2]

SILENCE = timedelta(seconds=60)
"""A running worker writes at least every few seconds; after this long it is taken for dead."""


def present() -> datetime:
    """The time of all jobs: naive UTC, so that no change of the clock makes a job look dead."""
    return datetime.now(UTC).replace(tzinfo=None)


def start_job(
    settings: Settings, store: Store, kind: str, params: Mapping[str, Any], *, now: datetime
) -> int:
    """Queue a job and start its worker; the job's id. `now` is of `present`.

    One job runs at a time: two would fight over the same comments and themes.
    """
    job = Job(kind=kind, params=dict(params), created_at=now, heartbeat_at=now)
    job_id = store.jobs.add_alone(job, alive_since=now - SILENCE)
    if job_id is None:
        raise StateError("Something else is still running. Wait until it is done, or cancel it.")
    settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with settings.log_file.open("ab") as log:
        subprocess.Popen(
            [sys.executable, "-m", "feedback.jobs", str(job_id)],
            env=dict(os.environ) | settings.as_environment() | {"PYTHONPATH": str(PROJECT)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return job_id


def is_active(job: Job, *, now: datetime) -> bool:
    """Whether a job waits or runs, and its worker has shown signs of life. `now` as above."""
    if job.status not in {JobStatus.WAITING, JobStatus.RUNNING}:
        return False
    return job.heartbeat_at is not None and now - job.heartbeat_at < SILENCE
