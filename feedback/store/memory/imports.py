"""What came in, in memory."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from feedback.domain.comment import ImportReport, Reject, UndoneImport
from feedback.store.import_ids import no_import, was_undone
from feedback.store.import_undo import not_known, undone_already, updated_later
from feedback.store.memory.state import Memory, State
from feedback.store.storable import storable
from feedback.store.unquoted import consents_withdrawn


class MemoryImports:
    """feedback.actions.ports.Imports in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def begin(self, file: str, *, source: str = "", at: datetime) -> int:
        with self._memory.writing() as state:
            import_id = state.new_id("import")
            report = ImportReport(id=import_id, file=file, source=source, finished=False)
            state.imports[import_id] = (at, storable(report))
        return import_id

    def add_rejects(self, import_id: int, rejects: Sequence[Reject]) -> None:
        with self._memory.writing() as state:
            start_of_import(state, import_id)
            kept = (*state.rejects.get(import_id, ()), *storable(list(rejects)))
            state.rejects[import_id] = tuple(sorted(kept, key=lambda reject: reject.line))

    def finish(self, report: ImportReport, rejects: Sequence[Reject]) -> None:
        with self._memory.writing() as state:
            at = start_of_import(state, report.id)
            state.imports[report.id] = (at, dataclasses.replace(storable(report), finished=True))
            self.add_rejects(report.id, rejects)

    def get(self, import_id: int) -> ImportReport | None:
        _, report = self._memory.state.imports.get(import_id, (None, None))
        return report

    def recent(self, limit: int = 20) -> list[tuple[datetime, ImportReport]]:
        stored = self._memory.state.imports.values()
        return sorted(stored, key=lambda entry: (entry[0], entry[1].id), reverse=True)[:limit]

    def rejects(self, import_id: int) -> list[Reject]:
        return list(self._memory.state.rejects.get(import_id, ()))

    def undo(self, import_id: int, at: datetime) -> UndoneImport:
        with self._memory.writing() as state:
            if import_id not in state.imports:
                raise no_import(import_id)
            began, report = state.imports[import_id]
            if report.undone_at is not None:
                raise undone_already(import_id)
            if later := _later_updates(state, import_id):
                raise updated_later(import_id, max(later))
            restored = _restore(state, import_id)
            deleted = _delete_brought(state, import_id)
            if not restored + deleted and report.imported + report.updated:
                raise not_known(import_id)
            state.imports[import_id] = (began, dataclasses.replace(report, undone_at=at))
        return UndoneImport(id=import_id, file=report.file, deleted=deleted, restored=restored)


def start_of_import(state: State, import_id: int) -> datetime:
    """When an import began that was not undone."""
    if import_id not in state.imports:
        raise no_import(import_id)
    began, report = state.imports[import_id]
    if report.undone_at is not None:
        raise was_undone(import_id)
    return began


def _later_updates(state: State, import_id: int) -> set[int]:
    """Other imports that updated comments which this one brought or updated."""
    touched = {comment for comment, its in state.brought_by.items() if its == import_id}
    later = set()
    for comment_id, other in state.versions:
        if other == import_id:
            touched.add(comment_id)
        elif comment_id in touched:
            later.add(other)
    return later


def _restore(state: State, import_id: int) -> int:
    """Make the comments an import updated what they were; how many."""
    own = [pair for pair in state.versions if pair[1] == import_id]
    for pair in own:
        earlier = [state.versions.pop(pair).comment]
        (state.comments[pair[0]],) = consents_withdrawn(earlier, state.unquoted)
        state.leave_silent(pair[0])
    return len(own)


def _delete_brought(state: State, import_id: int) -> int:
    """Delete the comments of an import, and the sources it leaves without any."""
    brought = [comment for comment, its in state.brought_by.items() if its == import_id]
    touched = {state.comments[comment].source for comment in brought}
    for comment_id in brought:
        state.delete_comment(comment_id)
    for name in touched - {row.source for row in state.comments.values()}:
        del state.sources[name]
    return len(brought)
