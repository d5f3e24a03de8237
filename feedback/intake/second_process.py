"""Comments of a large file made in a second process, while this one reads and stores.

It is a plain child with a pipe in and a pipe out, so it ends when this process does, however that
ends: `python -m feedback.intake.second_process` reads pickles from standard input, first the parts
of a RowMaker, then lists of rows, and answers each list with a Made.
"""

import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from feedback.errors import HeardError
from feedback.intake.making import Made, chunks_of, make
from feedback.intake.rows import RowMaker
from feedback.intake.table import Row

AHEAD = 3
"""Chunks that are on their way at most: enough to keep both busy, few enough for any memory."""

_ROOT = Path(__file__).parents[2]
_STOPPED = (
    "The second process that helps with large files was stopped, perhaps for want of memory. "
    "Import the file again: what is stored stays, and the rest is added."
)


def make_beside(maker: RowMaker, rows: Iterable[Row]) -> Iterator[Made]:
    """As `make_all`, in a second process. Raises HeardError when that dies."""
    process = subprocess.Popen(
        [sys.executable, "-m", "feedback.intake.second_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
    )
    answers: queue.SimpleQueue[Made | None] = queue.SimpleQueue()
    # Both pipes are short: whoever only writes while the other one writes too waits for ever.
    receiver = threading.Thread(target=_receive, args=(process.stdout, answers), daemon=True)
    receiver.start()
    try:
        yield from _in_order(process.stdin, answers, maker, rows)
    finally:
        process.kill()
        receiver.join()
        with suppress(BrokenPipeError), process:  # which closes its pipes
            pass


def _in_order(
    to_process: IO[bytes] | None,
    answers: "queue.SimpleQueue[Made | None]",
    maker: RowMaker,
    rows: Iterable[Row],
) -> Iterator[Made]:
    waiting = 0
    _send(to_process, maker.parts)
    for chunk in chunks_of(rows):
        _send(to_process, chunk)
        waiting += 1
        if waiting > AHEAD:
            waiting -= 1
            yield _taken(answers)
    for _ in range(waiting):
        yield _taken(answers)


def _send(to_process: IO[bytes] | None, value: Any) -> None:
    assert to_process is not None  # noqa: S101  (for mypy: it was opened as a pipe)
    try:
        pickle.dump(value, to_process, pickle.HIGHEST_PROTOCOL)
        to_process.flush()
    except OSError as error:
        raise HeardError(_STOPPED) from error


def _receive(from_process: IO[bytes], answers: "queue.SimpleQueue[Made | None]") -> None:
    try:
        while True:
            # What is loaded was written by our own child, nobody else has the pipe.
            answers.put(pickle.load(from_process))  # noqa: S301
    except (EOFError, OSError, pickle.UnpicklingError):
        answers.put(None)


def _taken(answers: "queue.SimpleQueue[Made | None]") -> Made:
    made = answers.get()
    if made is None:
        raise HeardError(_STOPPED)
    return made


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides when it is over
    asked, answer = sys.stdin.buffer, sys.stdout.buffer
    try:
        maker = RowMaker(*pickle.load(asked))  # noqa: S301  (from our own parent)
        while True:
            made = make(maker, pickle.load(asked))  # noqa: S301
            pickle.dump(made, answer, pickle.HIGHEST_PROTOCOL)
            answer.flush()
    except (EOFError, BrokenPipeError):
        # Not by way of sys.exit, which would try once more to write what nobody reads.
        sys.stdout = None


if __name__ == "__main__":
    main()
