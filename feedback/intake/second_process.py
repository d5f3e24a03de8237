"""Comments of a large file made in a second process too, while this one reads and stores.

It is a plain child with a pipe in and a pipe out, so it ends when this process does, however that
ends: `python -m feedback.intake.second_process` reads messages from standard input, first the parts
of a RowMaker, then lists of rows, and answers each list with a Made. A message is its length in
eight bytes and then MessagePack, which is data and nothing else: what comes out of it is of the
types written below or is refused.
"""

import queue
import signal
import struct
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, get_origin

import msgspec

from feedback.errors import HeardError
from feedback.intake.cells import without_halves
from feedback.intake.language import LanguageVote, load_model
from feedback.intake.making import Made, chunks_of, make, make_all, nothing_collected
from feedback.intake.rows import Parts, RowMaker
from feedback.intake.table import Row

AHEAD = 3
"""Chunks that are on their way at most: enough to keep both busy, few enough for any memory."""
MOST_WAITING = 6
"""Chunks on their way and made here that wait for one on its way."""

_LENGTH = struct.Struct("<Q")
_ROOT = Path(__file__).parents[2]
_STOPPED = (
    "The second process that helps with large files was stopped, perhaps for want of memory. "
    "Import the file again: what is stored stays, and the rest is added."
)


class SecondProcess:
    """A process that helps to make comments. Started early it is ready when it is asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless it was started before."""
        self._process = self._process or subprocess.Popen(
            [sys.executable, "-m", "feedback.intake.second_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
        )

    def make_beside(self, maker: RowMaker, rows: Iterable[Row]) -> Iterator[Made]:
        """As `make_all`, in the second process too. Raises HeardError when that dies."""
        try:
            parts = _encoder.encode(maker.parts)
        except UnicodeEncodeError:
            # Half a letter in a column's or a file's name: rare, and not worth a form of its own.
            yield from make_all(maker, rows)
            return
        self.start()
        assert self._process is not None  # noqa: S101  (for mypy)
        answers: queue.SimpleQueue[Made | None] = queue.SimpleQueue()
        # Both pipes are short: whoever only writes while the other one writes too waits for ever.
        receiver = threading.Thread(
            target=_receive, args=(self._process.stdout, answers), daemon=True
        )
        receiver.start()
        try:
            yield from _in_order(self._process.stdin, answers, parts, maker, rows)
        finally:
            self._process.kill()
            receiver.join()

    def close(self) -> None:
        """End it, if it was started."""
        if self._process is not None:
            self._process.kill()
            with suppress(BrokenPipeError), self._process:  # which closes its pipes
                pass
            self._process = None


def _in_order(
    to_process: IO[bytes] | None,
    answers: "queue.SimpleQueue[Made | None]",
    parts: bytes,
    maker: RowMaker,
    rows: Iterable[Row],
) -> Iterator[Made]:
    """What both processes make, in the order of the rows.

    While the answer that is next has not come, this process makes a chunk itself: which of the two
    has more to do depends on the file and on the database.
    """
    chunks = chunks_of(rows)
    waiting: deque[Made | None] = deque()  # None: the other process has it
    asked = 0
    _send(to_process, parts)
    while True:
        while asked < AHEAD and (chunk := next(chunks, None)):
            _send(to_process, _rows_encoded(chunk))
            waiting.append(None)
            asked += 1
        if not waiting:
            return
        idle = waiting[0] is None and answers.empty() and len(waiting) < MOST_WAITING
        if idle and (chunk := next(chunks, None)):
            waiting.append(make(maker, chunk))
            continue
        made = waiting.popleft()
        if made is None:
            made = _taken(answers)
            asked -= 1
        yield made


def _rows_encoded(rows: list[Row]) -> bytes:
    try:
        return _encoder.encode(rows)
    except UnicodeEncodeError:
        # Half a letter, which the making of a comment would replace too.
        whole = [(line, [without_halves(cell) for cell in cells] if isinstance(cells, list)
                  else replace(cells, excerpt=without_halves(cells.excerpt)))
                 for line, cells in rows]  # fmt: skip
        return _encoder.encode(whole)


def _send(to_process: IO[bytes] | None, message: bytes) -> None:
    assert to_process is not None  # noqa: S101  (for mypy: it was opened as a pipe)
    try:
        _write(to_process, message)
    except OSError as error:
        raise HeardError(_STOPPED) from error


def _write(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where there is none or only part of one."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _receive(from_process: IO[bytes], answers: "queue.SimpleQueue[Made | None]") -> None:
    try:
        while True:
            answers.put(_made.decode(_read(from_process)))
    except (EOFError, OSError, msgspec.MsgspecError):
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
        with nothing_collected():
            load_model()
            maker = RowMaker(*_parts.decode(_read(asked)))
            while True:
                _write(answer, _encoder.encode(make(maker, _rows.decode(_read(asked)))))
    except (EOFError, BrokenPipeError):
        # Not by way of sys.exit, which would try once more to write what nobody reads.
        sys.stdout = None


def _as_plain(value: object) -> object:
    """What MessagePack has no form for."""
    if isinstance(value, LanguageVote):
        return value.shares_
    raise NotImplementedError(type(value))


def _as_it_was(kind: type, value: Any) -> object:
    """The reverse of `_as_plain`, and a Counter of the dictionary it is."""
    if kind is LanguageVote:
        return LanguageVote.of_shares(value)
    if get_origin(kind) is Counter:
        return Counter(value)
    raise NotImplementedError(kind)


_encoder = msgspec.msgpack.Encoder(enc_hook=_as_plain)
_parts = msgspec.msgpack.Decoder(Parts, dec_hook=_as_it_was)
_rows = msgspec.msgpack.Decoder(list[Row])
_made = msgspec.msgpack.Decoder(Made, dec_hook=_as_it_was)


if __name__ == "__main__":
    main()
