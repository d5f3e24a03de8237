"""What the actions ask of a store: what came in, and what did not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from feedback.domain.comment import ImportReport, Reject, UndoneImport


class Imports(Protocol):
    """What came in, and what did not."""

    def begin(self, file: str, *, source: str = "", at: datetime) -> int:
        """An import starts; its id, never used before. Until `finish` its counts are 0."""

    def add_rejects(self, import_id: int, rejects: Sequence[Reject]) -> None:
        """Keep rejects of an import that goes on. Raises as `finish`."""

    def finish(self, report: ImportReport, rejects: Sequence[Reject]) -> None:
        """Keep the report of the import `report.id` and its last rejects. Raises NotFoundError for
        an unknown import, StateError for one that was undone."""

    def get(self, import_id: int) -> ImportReport | None:
        """A report."""

    def recent(self, limit: int = 20) -> list[tuple[datetime, ImportReport]]:
        """The latest reports with the time their imports started, newest first."""

    def rejects(self, import_id: int) -> list[Reject]:
        """The rejected rows of one import by line."""

    def undo(self, import_id: int, at: datetime) -> UndoneImport:
        """Delete the comments an import brought and make those it updated what they were.

        Sources that are empty then go too. Raises NotFoundError for an unknown import; StateError
        when it was undone already, when a later import has updated the same comments, or when
        it is not known any more what it brought.
        """
