"""What shipped, in memory."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import Change, LinkState
from feedback.domain.summaries import ChangeSummary
from feedback.errors import ConflictError
from feedback.store.failures import TAKEN
from feedback.store.memory.state import Memory, State
from feedback.store.merging import change_content, merge
from feedback.store.storable import storable_change
from feedback.store.versions import no_such


class MemoryChanges:
    """feedback.actions.ports.Changes in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def upsert(self, changes: Sequence[Change]) -> tuple[int, int, int]:
        given = [storable_change(change) for change in changes]
        with self._memory.writing() as state:
            stored = {(row.product, row.key): row for row in state.changes.values()}
            merged = merge(
                {key: change_content(row) for key, row in stored.items()},
                (((row.product, row.key), change_content(row), row) for row in given),
            )
            for key, row in (merged.added | merged.replaced).items():
                number = stored[key].id if key in stored else state.new_id("change")
                state.changes[number] = dataclasses.replace(row, id=number)
        return merged.counts

    def get(self, change_id: int) -> Change | None:
        return self._memory.state.changes.get(change_id)

    def all(self, *, include_removed: bool = False) -> list[Change]:
        rows = self._memory.state.changes.values()
        kept = [row for row in rows if include_removed or not row.removed]
        return sorted(kept, key=_latest_first)

    def summaries(self) -> list[ChangeSummary]:
        state = self._memory.state
        announced = {
            shipped.change_id
            for announcement in state.announcements.values()
            if announcement.status is AnnouncementStatus.PUBLISHED
            for shipped in announcement.facts.shipped
        }
        summaries = []
        for change in self.all():
            theme_ids = sorted(
                link.theme_id
                for link in state.links.values()
                if link.change_id == change.id and link.state is LinkState.ACCEPTED
            )
            names = tuple(state.themes[theme_id].name for theme_id in theme_ids)
            summaries.append(
                ChangeSummary(
                    change=change,
                    theme_ids=tuple(theme_ids),
                    theme_names=names,
                    announced=change.id in announced,
                )
            )
        return summaries

    def save(self, change: Change) -> None:
        change = storable_change(change)
        with self._memory.writing() as state:
            if change.id not in state.changes:
                raise no_such("change")
            same = (change.product, change.key)
            others = (row for row in state.changes.values() if row.id != change.id)
            if any((row.product, row.key) == same for row in others):
                raise ConflictError(TAKEN)
            state.changes[change.id] = change
            if change.removed:
                _forget(state, {change.id})

    def delete_sample(self) -> int:
        with self._memory.writing() as state:
            gone = {row.id for row in state.changes.values() if row.is_sample}
            for change_id in gone:
                del state.changes[change_id]
            _forget(state, gone)
        return len(gone)


def _forget(state: State, gone: set[int]) -> None:
    """Drop what was said about these changes."""
    state.links = {key: row for key, row in state.links.items() if key[1] not in gone}
    state.suggestions = {key: row for key, row in state.suggestions.items() if key[1] not in gone}


def _latest_first(change: Change) -> tuple[bool, int, int]:
    shipped_on = change.shipped_on or date.max
    return change.shipped_on is not None, -shipped_on.toordinal(), change.id
