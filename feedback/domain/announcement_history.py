"""What became of an announcement, step by step, and which files were made of it."""

from dataclasses import dataclass
from datetime import datetime

from feedback.domain.announcement import AnnouncementStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementStep:
    """One step of an announcement: its text and status after it, who took it, and when."""

    id: int = 0
    announcement_id: int
    at: datetime
    who: str = ""
    status: AnnouncementStatus
    headline: str
    you_said: str
    we_did: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file that was made of an announcement as it was at `version`."""

    announcement_id: int
    as_: str
    at: datetime
    version: int
