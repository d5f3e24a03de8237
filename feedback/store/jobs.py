"""Long work, in a database."""

import dataclasses
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedback.domain.job import Job, JobStatus
from feedback.errors import NotFoundError
from feedback.store.database import Database
from feedback.store.insertion import insert_new
from feedback.store.storable import storable
from feedback.store.tables import jobs

NO_JOB = "There is no such job any more. Start it again."
MOST_RECENT = 50
ACTIVE = (JobStatus.WAITING, JobStatus.RUNNING)
_FIELDS = tuple(field.name for field in dataclasses.fields(Job))
_COLUMNS = tuple(jobs.c[name] for name in _FIELDS)


class SqlJobs:
    """feedback.actions.ports.Jobs in a database. Its writes leave the revision as it is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: Job) -> int:
        job = storable(job)
        row = {name: getattr(job, name) for name in _FIELDS if name != "id"}
        with self._database.writing(counts=False) as connection:
            return insert_new(connection, jobs, row)

    def add_alone(self, job: Job, *, alive_since: datetime) -> int | None:
        alive = jobs.c.status.in_(ACTIVE) & (jobs.c.heartbeat_at > alive_since)
        with self._database.writing(counts=False) as connection:
            if connection.dialect.name == "postgresql":
                # SQLite lets one writer in at a time anyway.
                connection.execute(sa.text("LOCK TABLE jobs IN SHARE ROW EXCLUSIVE MODE"))
            if connection.execute(sa.select(sa.exists().where(alive))).scalar_one():
                return None
            return self.add(job)

    def cancel(self, job_id: int, *, at: datetime) -> None:
        update = (
            sa.update(jobs)
            .where(jobs.c.id == job_id, jobs.c.status.in_(ACTIVE))
            .values(status=JobStatus.CANCELLED, finished_at=at)
        )
        with self._database.writing(counts=False) as connection:
            connection.execute(update)

    def get(self, job_id: int) -> Job | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(*_COLUMNS).where(jobs.c.id == job_id)).one_or_none()
        return None if row is None else _job(row)

    def save(self, job: Job) -> None:
        job = storable(job)
        cancelled = jobs.c.status == JobStatus.CANCELLED
        update = (
            sa.update(jobs)
            .where(jobs.c.id == job.id)
            .values(
                status=sa.case((cancelled, JobStatus.CANCELLED), else_=job.status),
                progress=job.progress,
                message=job.message,
                result=job.result,
                error=job.error,
                heartbeat_at=job.heartbeat_at,
                finished_at=job.finished_at,
            )
        )
        with self._database.writing(counts=False) as connection:
            if connection.execute(update).rowcount == 0:
                raise NotFoundError(NO_JOB)

    def recent(self, *, kind: str = "", status: JobStatus | None = None) -> list[Job]:
        query = sa.select(*_COLUMNS).order_by(jobs.c.id.desc()).limit(MOST_RECENT)
        if kind:
            query = query.where(jobs.c.kind == storable(kind))
        if status is not None:
            query = query.where(jobs.c.status == status)
        with self._database.reading() as connection:
            return [_job(row) for row in connection.execute(query)]


def _job(row: sa.Row[Any]) -> Job:
    values = dict(zip(_FIELDS, row, strict=True))
    return Job(**{**values, "status": JobStatus(row.status)})
