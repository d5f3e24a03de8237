"""Long work, in memory."""

import dataclasses
import json
from datetime import datetime

from feedback.domain.job import Job, JobStatus
from feedback.errors import NotFoundError
from feedback.store.jobs import ACTIVE, MOST_RECENT, NO_JOB
from feedback.store.json_forms import to_text
from feedback.store.memory.state import Memory
from feedback.store.storable import storable


class MemoryJobs:
    """feedback.actions.ports.Jobs in memory. Its writes leave the revision as it is."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, job: Job) -> int:
        with self._memory.writing(counts=False) as state:
            job_id = state.new_id("job")
            state.jobs[job_id] = dataclasses.replace(_as_json(job), id=job_id)
        return job_id

    def add_alone(self, job: Job, *, alive_since: datetime) -> int | None:
        with self._memory.writing(counts=False) as state:
            for other in state.jobs.values():
                beat = other.heartbeat_at
                if other.status in ACTIVE and beat is not None and beat > alive_since:
                    return None
            return self.add(job)

    def cancel(self, job_id: int, *, at: datetime) -> None:
        with self._memory.writing(counts=False) as state:
            job = state.jobs.get(job_id)
            if job is not None and job.status in ACTIVE:
                state.jobs[job_id] = dataclasses.replace(
                    job, status=JobStatus.CANCELLED, finished_at=at
                )

    def get(self, job_id: int) -> Job | None:
        return self._memory.state.jobs.get(job_id)

    def save(self, job: Job) -> None:
        with self._memory.writing(counts=False) as state:
            stored = state.jobs.get(job.id)
            if stored is None:
                raise NotFoundError(NO_JOB)
            cancelled = stored.status is JobStatus.CANCELLED
            state.jobs[job.id] = dataclasses.replace(
                _as_json(job),
                kind=stored.kind,
                params=stored.params,
                created_at=stored.created_at,
                status=JobStatus.CANCELLED if cancelled else job.status,
            )

    def recent(self, *, kind: str = "", status: JobStatus | None = None) -> list[Job]:
        newest_first = sorted(self._memory.state.jobs.values(), key=lambda job: -job.id)
        found = [
            job
            for job in newest_first
            if (not kind or job.kind == storable(kind)) and (status is None or job.status is status)
        ]
        return found[:MOST_RECENT]


def _as_json(job: Job) -> Job:
    """The job as a database gives it back: tuples have become lists, numbers as keys texts."""
    clean = storable(job)
    return dataclasses.replace(
        clean,
        params=json.loads(to_text(clean.params)),
        result=json.loads(to_text(clean.result)),
    )
