"""What the actions ask of a store: announcements with the facts pinned to them."""

from typing import Protocol

from feedback.domain.announcement import Announcement


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
        """Delete an announcement."""
