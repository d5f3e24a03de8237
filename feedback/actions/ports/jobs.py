"""What the actions ask of a store: long work and how far it is."""

from datetime import datetime
from typing import Protocol

from feedback.domain.job import Job, JobStatus


class Jobs(Protocol):
    """Long work and how far it is."""

    def add(self, job: Job) -> int:
        """Queue a job; its id."""

    def add_alone(self, job: Job, *, alive_since: datetime) -> int | None:
        """Queue a job unless another waits or runs with a heartbeat after `alive_since`.

        Its id, or None. Of two calls at once only one gets an id.
        """

    def cancel(self, job_id: int, *, at: datetime) -> None:
        """Mark a job that waits or runs as cancelled; one that has ended stays as it ended."""

    def get(self, job_id: int) -> Job | None:
        """A job."""

    def save(self, job: Job) -> None:
        """Store progress, status, result and heartbeat. A cancelled job stays cancelled."""

    def recent(self, *, kind: str = "", status: JobStatus | None = None) -> list[Job]:
        """Jobs, newest first, at most 50."""
