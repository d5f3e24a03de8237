"""Edits of themes, second themes, lineage and saved views, in memory."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from feedback.domain.theme import Assignment
from feedback.domain.theme_event import CommentEdit, Lineage, SavedView, ThemeEvent
from feedback.errors import NotFoundError
from feedback.store.failures import GONE
from feedback.store.memory.state import Memory
from feedback.store.storable import storable
from feedback.store.versions import no_such, somebody_was_faster


class MemoryThemeEdits:
    """feedback.actions.ports.ThemeEdits in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, event: ThemeEvent, comments: Iterable[CommentEdit] = ()) -> int:
        moved = {row.comment_id: row for row in comments}
        with self._memory.writing() as state:
            if not set(event.theme_ids) <= set(state.themes) or not set(moved) <= set(
                state.comments
            ):
                raise NotFoundError(GONE)
            event_id = state.new_id("theme event")
            state.events[event_id] = dataclasses.replace(
                storable(event),
                id=event_id,
                comments=len(moved),
                theme_ids=tuple(dict.fromkeys(event.theme_ids)),
            )
            state.event_comments[event_id] = moved
        return event_id

    def get(self, event_id: int) -> ThemeEvent | None:
        return self._memory.state.events.get(event_id)

    def live(self) -> list[ThemeEvent]:
        events = self._memory.state.events
        return [events[number] for number in sorted(events) if events[number].live]

    def recent(
        self, *, theme_id: int | None = None, offset: int = 0, limit: int = 50
    ) -> list[ThemeEvent]:
        events = self._memory.state.events
        found = [
            events[number]
            for number in sorted(events, reverse=True)
            if theme_id is None or theme_id in events[number].theme_ids
        ]
        return found[offset : offset + limit]

    def comments(self, event_id: int) -> list[CommentEdit]:
        rows = self._memory.state.event_comments.get(event_id, {})
        return [rows[comment_id] for comment_id in sorted(rows)]

    def mark_undone(self, event_id: int, *, by: str, at: datetime) -> None:
        with self._memory.writing() as state:
            event = state.events.get(event_id)
            if event is None:
                raise no_such("edit")
            if not event.live:
                raise somebody_was_faster("edit")
            state.events[event_id] = dataclasses.replace(
                event, undone_at=at, undone_by=storable(by)
            )

    def set_further(self, comment_id: int, further: Sequence[Assignment]) -> None:
        with self._memory.writing() as state:
            kept = {key: row for key, row in state.further.items() if key[0] != comment_id}
            for row in further:
                if comment_id not in state.comments or row.theme_id not in state.themes:
                    raise NotFoundError(GONE)
                kept[comment_id, row.theme_id] = dataclasses.replace(row, comment_id=comment_id)
            state.further = kept

    def further(self, comment_ids: Sequence[int]) -> list[Assignment]:
        wanted = set(comment_ids)
        return self._further(lambda row: row.comment_id in wanted)

    def further_of_theme(self, theme_id: int) -> list[Assignment]:
        return self._further(lambda row: row.theme_id == theme_id)

    def add_lineage(self, steps: Iterable[Lineage]) -> None:
        with self._memory.writing() as state:
            for step in steps:
                number = state.new_id("lineage")
                state.lineage[number] = dataclasses.replace(step, id=number)

    def lineage(self, theme_id: int | None = None) -> list[Lineage]:
        steps = self._memory.state.lineage
        return [
            steps[number]
            for number in sorted(steps)
            if theme_id is None or theme_id in (steps[number].from_theme, steps[number].to_theme)
        ]

    def save_view(self, view: SavedView) -> SavedView:
        view = storable(view)
        with self._memory.writing() as state:
            same = [key for key, row in state.views.items() if row.name == view.name]
            number = same[0] if same else state.new_id("view")
            state.views[number] = dataclasses.replace(view, id=number)
            return state.views[number]

    def views(self) -> list[SavedView]:
        return sorted(self._memory.state.views.values(), key=lambda view: view.name)

    def delete_view(self, view_id: int) -> None:
        with self._memory.writing() as state:
            state.views.pop(view_id, None)

    def _further(self, wanted: Callable[[Assignment], bool]) -> list[Assignment]:
        found = [row for row in self._memory.state.further.values() if wanted(row)]
        return sorted(found, key=lambda row: (row.comment_id, row.rank))
