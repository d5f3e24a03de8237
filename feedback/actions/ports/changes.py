"""What the actions ask of a store: what shipped."""

from collections.abc import Sequence
from typing import Protocol

from feedback.domain.change import Change
from feedback.domain.summaries import ChangeSummary


class Changes(Protocol):
    """What shipped."""

    def upsert(self, changes: Sequence[Change]) -> tuple[int, int, int]:
        """Store changes by (product, key): how many were (imported, updated, duplicates)."""

    def get(self, change_id: int) -> Change | None:
        """A change."""

    def all(self) -> list[Change]:
        """All changes, latest first, planned ones before them."""

    def summaries(self) -> list[ChangeSummary]:
        """All changes as in `all`, with accepted themes and whether one of them was announced
        with this change in a published announcement."""

    def delete_sample(self) -> int:
        """Delete the sample's changes with their links; how many went."""
