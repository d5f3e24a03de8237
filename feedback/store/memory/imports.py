"""What came in, in memory."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from feedback.domain.comment import ImportReport, Reject
from feedback.store.memory.state import Memory
from feedback.store.storable import storable


class MemoryImports:
    """feedback.actions.ports.Imports in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, report: ImportReport, rejects: Sequence[Reject], *, at: datetime) -> int:
        with self._memory.writing() as state:
            import_id = state.new_id("import")
            state.imports[import_id] = (at, dataclasses.replace(storable(report), id=import_id))
            state.rejects[import_id] = tuple(
                sorted(storable(list(rejects)), key=lambda reject: reject.line)
            )
        return import_id

    def get(self, import_id: int) -> ImportReport | None:
        _, report = self._memory.state.imports.get(import_id, (None, None))
        return report

    def recent(self, limit: int = 20) -> list[tuple[datetime, ImportReport]]:
        stored = self._memory.state.imports.values()
        return sorted(stored, key=lambda entry: (entry[0], entry[1].id), reverse=True)[:limit]

    def rejects(self, import_id: int) -> list[Reject]:
        return list(self._memory.state.rejects.get(import_id, ()))
