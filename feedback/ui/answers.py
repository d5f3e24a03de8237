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
from typing import Any

Moment = tuple[str, int]
"""The address of a database and its revision."""


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


def _own(answer: Any) -> Any:
    return copy.copy(answer) if isinstance(answer, list | dict | set) else answer
