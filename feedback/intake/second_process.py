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
from feedback.intake.making import Made, chunks_of, make, make_all, nothing_collected
from feedback.intake.rows import Parts, RowMaker
from feedback.intake.table import Row
from languages import LanguageVote, load_model

AHEAD = 7
"""Chunks that are on their way at most: enough to keep the other busy while a transaction is
stored, few enough for any memory."""
MOST_WAITING = 9
"""Chunks on their way and made here that wait for one on its way."""

PIPE_BYTES = 2**20
"""What a pipe holds: most of a message, which else passes in twenty pieces, each of which waits
until this process's other thread lets go of Python."""

_Messages = queue.SimpleQueue[bytes | None]
"""What is sent; None ends it."""
_Answers = queue.SimpleQueue[Made | None]
"""What has come; None: no more will come."""
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
            pipesize=PIPE_BYTES,
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
        questions: _Messages = queue.SimpleQueue()
        answers: _Answers = queue.SimpleQueue()
        # Pipes are short: who writes to one waits until the other process comes to read it.
        threads = (
            threading.Thread(target=_send, args=(self._process.stdin, questions), daemon=True),
            threading.Thread(target=_receive, args=(self._process.stdout, answers), daemon=True),
        )
        for thread in threads:
            thread.start()
        questions.put(parts)
        try:
            yield from _in_order(questions, answers, maker, rows)
        finally:
            self._process.kill()
            questions.put(None)
            for thread in threads:
                thread.join()

    def close(self) -> None:
        """End it, if it was started."""
        if self._process is not None:
            self._process.kill()
            with suppress(BrokenPipeError), self._process:  # which closes its pipes
                pass
            self._process = None


def _in_order(
    questions: _Messages, answers: _Answers, maker: RowMaker, rows: Iterable[Row]
) -> Iterator[Made]:
    """What both processes make, in the order of the rows.

    While the answer that is next has not come, this process makes a chunk itself: which of the two
    has more to do depends on the file and on the database.
    """
    chunks = chunks_of(rows)
    waiting: deque[Made | None] = deque()  # None: the other process has it
    asked = 0
    while True:
        while asked < AHEAD and (chunk := next(chunks, None)):
            questions.put(_rows_encoded(chunk))
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


def _send(to_process: IO[bytes], questions: _Messages) -> None:
    # When nobody reads any more, no answer comes either, and that is where it is said.
    with suppress(OSError):
        while (message := questions.get()) is not None:
            _write(to_process, message)


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


def _receive(from_process: IO[bytes], answers: _Answers) -> None:
    try:
        while True:
            answers.put(_made.decode(_read(from_process)))
    except (EOFError, OSError, msgspec.MsgspecError):
        answers.put(None)


def _taken(answers: _Answers) -> Made:
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
