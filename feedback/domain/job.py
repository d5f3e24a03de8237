"""Long work that goes on when the page is closed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class JobStatus(StrEnum):
    """Where a job stands. A running job whose heartbeat stops has failed."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work for the worker process. `progress` is 0 to 1."""

    id: int = 0
    kind: str
    params: dict[str, Any] = field(default_factory=dict)
    status: JobStatus = JobStatus.WAITING
    progress: float = 0.0
    message: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    created_at: datetime | None = None
    heartbeat_at: datetime | None = None
    finished_at: datetime | None = None
