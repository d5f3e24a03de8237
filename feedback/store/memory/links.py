"""Decisions about themes and changes, and what is suggested, in memory."""

from collections.abc import Sequence

from feedback.domain.change import Link, Suggestion
from feedback.errors import NotFoundError
from feedback.store.failures import GONE
from feedback.store.memory.state import Memory, State
from feedback.store.storable import storable


class MemoryLinks:
    """feedback.actions.ports.Links in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def decide(self, link: Link) -> None:
        with self._memory.writing() as state:
            _check(state, link)
            state.links[link.theme_id, link.change_id] = storable(link)

    def forget(self, theme_id: int, change_id: int) -> None:
        with self._memory.writing() as state:
            state.links.pop((theme_id, change_id), None)

    def get(self, theme_id: int, change_id: int) -> Link | None:
        return self._memory.state.links.get((theme_id, change_id))

    def of_theme(self, theme_id: int) -> list[Link]:
        return [link for link in self.all() if link.theme_id == theme_id]

    def all(self) -> list[Link]:
        links = self._memory.state.links
        return [links[pair] for pair in sorted(links)]

    def keep_suggestions(self, theme_ids: Sequence[int], suggestions: Sequence[Suggestion]) -> None:
        replaced = set(theme_ids)
        with self._memory.writing() as state:
            kept = {pair: row for pair, row in state.suggestions.items() if pair[0] not in replaced}
            for suggestion in storable(list(suggestions)):
                _check(state, suggestion)
                kept[suggestion.theme_id, suggestion.change_id] = suggestion
            state.suggestions = kept

    def suggestions(self, theme_id: int | None = None) -> list[Suggestion]:
        state = self._memory.state
        undecided = [
            row
            for pair, row in state.suggestions.items()
            if pair not in state.links and theme_id in (None, row.theme_id)
        ]
        return sorted(undecided, key=lambda row: (row.theme_id, -row.score, row.change_id))


def _check(state: State, row: Link | Suggestion) -> None:
    if row.theme_id not in state.themes or row.change_id not in state.changes:
        raise NotFoundError(GONE)
