"""Announcements with their facts, in memory."""

import dataclasses
from collections.abc import Sequence

from feedback.domain.announcement import Announcement
from feedback.domain.announcement_history import AnnouncementStep, ExportedFile
from feedback.errors import NotFoundError
from feedback.store.failures import GONE
from feedback.store.json_forms import facts_from_json, facts_to_json
from feedback.store.memory.state import Memory, State
from feedback.store.storable import storable, storable_announcement
from feedback.store.versions import no_such, somebody_was_faster


class MemoryAnnouncements:
    """feedback.actions.ports.Announcements in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, announcement: Announcement) -> int:
        with self._memory.writing() as state:
            clean = _checked(state, announcement)
            announcement_id = state.new_id("announcement")
            state.announcements[announcement_id] = dataclasses.replace(clean, id=announcement_id)
        return announcement_id

    def get(self, announcement_id: int) -> Announcement | None:
        return self._memory.state.announcements.get(announcement_id)

    def all(self) -> list[Announcement]:
        return sorted(self._memory.state.announcements.values(), key=lambda row: -row.id)

    def save(self, announcement: Announcement) -> Announcement:
        with self._memory.writing() as state:
            stored = state.announcements.get(announcement.id)
            if stored is None:
                raise no_such("announcement")
            if stored.version != announcement.version:
                raise somebody_was_faster("announcement")
            saved = dataclasses.replace(
                _checked(state, announcement), version=announcement.version + 1
            )
            state.announcements[announcement.id] = saved
        return saved

    def delete(self, announcement_id: int) -> None:
        with self._memory.writing() as state:
            state.delete_announcement(announcement_id)

    def add_step(self, step: AnnouncementStep) -> int:
        with self._memory.writing() as state:
            if step.announcement_id not in state.announcements:
                raise NotFoundError(GONE)
            step_id = state.new_id("announcement_step")
            state.announcement_steps[step_id] = dataclasses.replace(storable(step), id=step_id)
        return step_id

    def steps(self, announcement_id: int) -> list[AnnouncementStep]:
        kept = self._memory.state.announcement_steps
        ids = sorted(kept, reverse=True)
        return [kept[id_] for id_ in ids if kept[id_].announcement_id == announcement_id]

    def add_export(self, exported: ExportedFile) -> None:
        with self._memory.writing() as state:
            if exported.announcement_id not in state.announcements:
                raise NotFoundError(GONE)
            state.exports[exported.announcement_id, exported.as_] = exported

    def exports(self, announcement_ids: Sequence[int] = ()) -> list[ExportedFile]:
        kept = self._memory.state.exports
        wanted = set(announcement_ids)
        return [kept[key] for key in sorted(kept) if not wanted or key[0] in wanted]

    def remove_export(self, announcement_id: int, as_: str) -> bool:
        with self._memory.writing() as state:
            return state.exports.pop((announcement_id, as_), None) is not None


def _checked(state: State, announcement: Announcement) -> Announcement:
    """The announcement as a database gives it back."""
    if any(theme_id not in state.themes for theme_id in announcement.theme_ids):
        raise NotFoundError(GONE)
    clean = storable_announcement(announcement)
    return dataclasses.replace(clean, facts=facts_from_json(facts_to_json(clean.facts)))
