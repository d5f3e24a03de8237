"""Which column holds what, in memory."""

from collections.abc import Mapping

from feedback.store.memory.state import Memory
from feedback.store.storable import storable


class MemoryMappings:
    """feedback.actions.ports.Mappings in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def get(self, header_key: str) -> dict[str, str] | None:
        kept = self._memory.state.mappings.get(storable(header_key))
        return None if kept is None else dict(kept)

    def keep(self, header_key: str, mapping: Mapping[str, str]) -> None:
        with self._memory.writing() as state:
            state.mappings[storable(header_key)] = storable(dict(mapping))

    def forget(self, header_key: str) -> None:
        with self._memory.writing() as state:
            state.mappings.pop(storable(header_key), None)
