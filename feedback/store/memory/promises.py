"""Promises and what people said a theme expects, in memory."""

import dataclasses

from feedback.domain.promise import Promise
from feedback.errors import NotFoundError
from feedback.store.failures import GONE
from feedback.store.memory.state import Memory
from feedback.store.storable import storable
from feedback.store.versions import no_such


class MemoryPromises:
    """feedback.actions.ports.Promises in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def all(self) -> list[Promise]:
        stored = self._memory.state.promises
        return [stored[promise_id] for promise_id in sorted(stored)]

    def get(self, promise_id: int) -> Promise | None:
        return self._memory.state.promises.get(promise_id)

    def add(self, promise: Promise) -> int:
        with self._memory.writing() as state:
            promise_id = state.new_id("promise")
            state.promises[promise_id] = dataclasses.replace(storable(promise), id=promise_id)
        return promise_id

    def save(self, promise: Promise) -> None:
        with self._memory.writing() as state:
            if promise.id not in state.promises:
                raise no_such("promise")
            state.promises[promise.id] = storable(promise)

    def delete(self, promise_id: int) -> None:
        with self._memory.writing() as state:
            state.promises.pop(promise_id, None)

    def expectations(self) -> dict[int, str]:
        return dict(sorted(self._memory.state.expectations.items()))

    def expect(self, theme_id: int, expectation: str | None) -> None:
        with self._memory.writing() as state:
            if expectation is None:
                state.expectations.pop(theme_id, None)
            elif theme_id not in state.themes:
                raise NotFoundError(GONE)
            else:
                state.expectations[theme_id] = storable(expectation)
