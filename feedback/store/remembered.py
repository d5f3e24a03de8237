"""Answers that a page asks for several times, remembered until somebody writes.

A page of tracking asks for all themes a dozen times, each time for another part of it. The answers
are lists of frozen objects; whoever asks gets a list of their own.
"""

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from feedback.store.database import Database

MOST_ANSWERS = 64

P = ParamSpec("P")
T = TypeVar("T")


class Remembered:
    """The answers of one database under its revision."""

    def __init__(self, revision: Callable[[], int]) -> None:
        self._now = revision
        self._lock = threading.Lock()
        self._revision = -1
        self._answers: dict[Hashable, list[Any]] = {}

    def answer(self, question: Hashable, read: Callable[[], list[T]]) -> list[T]:
        """What is remembered, or what `read` finds."""
        answers = self._under(self._now())
        if question not in answers:
            # Read after the revision was: an answer may be newer than it, and never older.
            answers[question] = read()
        return list(answers[question])

    def _under(self, revision: int) -> dict[Hashable, list[Any]]:
        with self._lock:
            if revision != self._revision or len(self._answers) >= MOST_ANSWERS:
                self._revision, self._answers = revision, {}
            return self._answers


class _Reads(Protocol):
    """A part of the store."""

    _database: "Database"


S = TypeVar("S", bound=_Reads)


def remembered(
    read: Callable[Concatenate[S, P], list[T]],
) -> Callable[Concatenate[S, P], list[T]]:
    """`read`, a method whose arguments can be hashed, asked once between two writes.

    Within a transaction nothing is remembered: others do not know yet what it wrote.
    """
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def from_memory(self: S, /, *args: P.args, **kwargs: P.kwargs) -> list[T]:
        if self._database.is_writing:
            return read(self, *args, **kwargs)
        question = (name, args, tuple(sorted(kwargs.items())))
        return self._database.remembered.answer(question, lambda: read(self, *args, **kwargs))

    return from_memory
