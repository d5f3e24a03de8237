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
        """A change, removed or not."""

    def all(self, *, include_removed: bool = False) -> list[Change]:
        """All changes, latest first, planned ones before them; those a person removed only where
        asked for."""

    def summaries(self) -> list[ChangeSummary]:
        """All changes as in `all`, with accepted themes and whether one of them was announced
        with this change in a published announcement."""

    def save(self, change: Change) -> None:
        """Store an edited change under its id. One that is `removed` loses its links and what was
        suggested about it. Raises NotFoundError when there is no such change, ConflictError when
        its product and key are those of another."""

    def delete_sample(self) -> int:
        """Delete the sample's changes with their links; how many went."""
