"""Start a worker process for a job, and tell when one has died."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from feedback.actions.ports import Store
from feedback.domain.job import Job, JobStatus
from feedback.errors import NotFoundError, StateError
from feedback.settings import Settings

PROJECT = Path(__file__).parents[2]

SILENCE = timedelta(seconds=60)
"""A running worker writes at least every few seconds; after this long it is taken for dead."""


def start_job(
    settings: Settings, store: Store, kind: str, params: Mapping[str, Any], *, now: datetime
) -> int:
    """Queue a job and start its worker; the job's id.

    One job runs at a time: two would fight over the same comments and themes.
    """
    for job in store.jobs.recent():
        if is_active(job, now=now):
            raise StateError(
                "Something else is still running. Wait until it is done, or cancel it."
            )
    job_id = store.jobs.add(Job(kind=kind, params=dict(params), created_at=now, heartbeat_at=now))
    settings.data_folder.mkdir(parents=True, exist_ok=True)
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
    """Whether a job waits or runs, and its worker has shown signs of life."""
    if job.status not in {JobStatus.WAITING, JobStatus.RUNNING}:
        return False
    return job.heartbeat_at is not None and now - job.heartbeat_at < SILENCE


def cancel_job(store: Store, job_id: int, *, now: datetime) -> None:
    """Ask a job to stop; its worker notices at its next step and leaves nothing half-done."""
    job = store.jobs.get(job_id)
    if job is None:
        raise NotFoundError(f"There is no job {job_id}.")
    if is_active(job, now=now):
        store.jobs.save(dataclasses.replace(job, status=JobStatus.CANCELLED, finished_at=now))
