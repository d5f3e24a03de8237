"""Answers kept in the memory of this process until somebody writes.

Streamlit's own cache writes each answer down and reads it again at every visit, which takes longer
than some questions do. What is asked here are frozen objects, alone or in a list, a set or a
dictionary: whoever asks gets one of those for itself, with the same objects in it.
"""

import copy
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from feedback.actions.ports import Store
from feedback.ui import resources

KEPT = 400

Moment = tuple[str, int]
"""The address of a database and its revision."""


P = ParamSpec("P")
R = TypeVar("R")


class Answers:
    """At most `most` answers of one moment; the one asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._moment: Moment | None = None
        self._kept: OrderedDict[bytes, Any] = OrderedDict()

    def answer(self, moment: Moment, asked: object, read: Callable[[], Any]) -> Any:
        """What is kept of this moment, or what `read` returns. Raises what `read` raises.

        `asked` is what tells one question from the next.
        """
        # A key and nothing else: it is never read back, and not all that is asked can be hashed.
        question = pickle.dumps(asked)
        with self._lock:
            if moment != self._moment:
                self._moment = moment
                self._kept.clear()
            if question in self._kept:
                self._kept.move_to_end(question)
                return _own(self._kept[question])
        found = read()
        with self._lock:
            if moment == self._moment:  # else somebody wrote meanwhile
                self._kept[question] = found
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return _own(found)


ANSWERS = Answers(KEPT)


def kept(read: Callable[Concatenate[Store, P], R]) -> Callable[P, R]:
    """`read` without its store, its answers kept."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def from_memory(*args: P.args, **kwargs: P.kwargs) -> R:
        store = resources.store()
        moment = (resources.settings().database_url, store.revision())
        asked = (name, args, tuple(sorted(kwargs.items())))
        answer: R = ANSWERS.answer(moment, asked, lambda: read(store, *args, **kwargs))
        return answer

    return from_memory


def _own(answer: Any) -> Any:
    return copy.copy(answer) if isinstance(answer, list | dict | set) else answer
