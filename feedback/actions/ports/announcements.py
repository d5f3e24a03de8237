"""What the actions ask of a store: announcements with the facts pinned to them."""

from collections.abc import Sequence
from typing import Protocol

from feedback.domain.announcement import Announcement
from feedback.domain.announcement_history import AnnouncementStep, ExportedFile


class Announcements(Protocol):
    """Announcements with the facts pinned to them."""

    def add(self, announcement: Announcement) -> int:
        """Store a new draft; its id."""

    def get(self, announcement_id: int) -> Announcement | None:
        """An announcement."""

    def all(self) -> list[Announcement]:
        """All announcements, newest first."""

    def save(self, announcement: Announcement) -> Announcement:
        """As Themes.save."""

    def delete(self, announcement_id: int) -> None:
        """Delete an announcement with its history."""

    def add_step(self, step: AnnouncementStep) -> int:
        """Keep a step of an announcement; its id. Raises NotFoundError where there is none."""

    def steps(self, announcement_id: int) -> list[AnnouncementStep]:
        """The history of an announcement, latest first."""

    def add_export(self, exported: ExportedFile) -> None:
        """Note that a file was made; the latest of each format counts."""

    def exports(self, announcement_ids: Sequence[int] = ()) -> list[ExportedFile]:
        """The latest file of each format, of these announcements or of all."""

    def remove_export(self, announcement_id: int, as_: str) -> bool:
        """Forget that a file was made; whether it was noted."""
