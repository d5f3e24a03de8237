"""Who was told what, in memory."""

from collections.abc import Callable, Sequence
from datetime import datetime

from feedback.domain.telling import Reply, Told
from feedback.errors import NotFoundError
from feedback.store.failures import GONE
from feedback.store.memory.state import Memory, State
from feedback.store.storable import storable


class MemoryTellings:
    """feedback.actions.ports.Tellings in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, told: Sequence[Told]) -> int:
        with self._memory.writing() as state:
            before = len(state.told)
            for row in told:
                _require(state, row.announcement_id)
                state.told.setdefault((row.announcement_id, row.customer), row)
            return len(state.told) - before

    def of_announcement(self, announcement_id: int) -> list[Told]:
        return self._sorted(lambda row: row.announcement_id == announcement_id)

    def of_customer(self, customer: str) -> list[Told]:
        return self._sorted(lambda row: row.customer == customer)

    def refuse(self, customers: Sequence[str], *, at: datetime) -> int:
        with self._memory.writing() as state:
            before = len(state.refusals)
            for customer in customers:
                state.refusals.setdefault(customer, at)
            return len(state.refusals) - before

    def refused(self) -> set[str]:
        return set(self._memory.state.refusals)

    def unquote(self, customers: Sequence[str], *, at: datetime) -> int:
        with self._memory.writing() as state:
            before = len(state.unquoted)
            for customer in customers:
                state.unquoted.setdefault(storable(customer), at)
            return len(state.unquoted) - before

    def unquoted(self) -> set[str]:
        return set(self._memory.state.unquoted)

    def quote_again(self, customers: Sequence[str]) -> int:
        with self._memory.writing() as state:
            had = [storable(customer) for customer in dict.fromkeys(customers)]
            return sum(state.unquoted.pop(customer, None) is not None for customer in had)

    def reply(self, replies: Sequence[Reply]) -> None:
        with self._memory.writing() as state:
            for row in replies:
                _require(state, row.announcement_id)
                state.replies[row.announcement_id, row.customer] = row

    def replies(self, announcement_id: int) -> list[Reply]:
        kept = self._memory.state.replies
        return [kept[key] for key in sorted(kept) if key[0] == announcement_id]

    def _sorted(self, wanted: Callable[[Told], bool]) -> list[Told]:
        rows = filter(wanted, self._memory.state.told.values())
        return sorted(rows, key=lambda row: (row.at, row.announcement_id, row.customer))


def _require(state: State, announcement_id: int) -> None:
    if announcement_id not in state.announcements:
        raise NotFoundError(GONE)
