"""What was decided about themes, in memory."""

import dataclasses

from feedback.domain.decision import Decision
from feedback.errors import NotFoundError
from feedback.store.failures import GONE
from feedback.store.memory.state import Memory
from feedback.store.storable import storable


class MemoryDecisions:
    """feedback.actions.ports.Decisions in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, decision: Decision) -> int:
        with self._memory.writing() as state:
            if decision.theme_id not in state.themes:
                raise NotFoundError(GONE)
            decision_id = state.new_id("decision")
            state.decisions[decision_id] = dataclasses.replace(storable(decision), id=decision_id)
        return decision_id

    def of_theme(self, theme_id: int) -> list[Decision]:
        kept = self._memory.state.decisions
        return [kept[id_] for id_ in sorted(kept, reverse=True) if kept[id_].theme_id == theme_id]

    def all(self) -> list[Decision]:
        kept = self._memory.state.decisions
        return sorted(kept.values(), key=lambda row: (row.theme_id, row.id))

    def latest(self) -> list[Decision]:
        kept = self._memory.state.decisions
        last = {kept[id_].theme_id: kept[id_] for id_ in sorted(kept)}
        return [last[theme_id] for theme_id in sorted(last)]
