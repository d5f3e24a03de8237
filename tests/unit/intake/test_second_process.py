"""A large file is made in a second process: the same comments, and no process left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from feedback.actions import import_run, importing
from feedback.actions.importing import import_file
from feedback.domain.summaries import CommentFilter
from feedback.errors import HeardError, InputError
from feedback.intake import making, second_process
from feedback.store.memory import MemoryStore

ROOT = Path(__file__).parents[3]
ROWS = 5_000
HEADER = "id,date,stars,name,comment,answer\n"


def row(number: int) -> str:
    text = [
        f"It is slow again on day {number}, says mia{number}@example.org",
        f"Aplikasinya sangat lambat dan sering macet {number}",
        f"Não consigo pagar a fatura número {number}",
        "n/a",
        "",
    ][number % 5]
    # Some ids come twice, some dates and ratings cannot be read.
    identity = number if number % 500 else 7
    date = f"0{1 + number % 9}/04/2026 10:11" if number % 97 else "yesterday"
    stars = 1 + number % 5 if number % 89 else "many"
    return f"{identity},{date},{stars},p{number % 40},{text},We wrote to mia{number}@example.org\n"


EARLIER = "id,comment\n1,It was here before\n8,This one too\n8,And so was this\n" + "".join(
    f"{number},Words of another year {number}\n" for number in range(90_001, 90_301)
)
FILE = HEADER + "".join(map(row, range(1, ROWS + 1))) + '9,"an open one\n'


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is large, and made and stored in many pieces."""
    monkeypatch.setattr(making, "CHUNK", 500)
    monkeypatch.setattr(import_run, "LARGE", 0)
    monkeypatch.setattr(import_run, "TOGETHER", 1000)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    found: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def note(*arguments: Any, **given: Any) -> subprocess.Popen[bytes]:
        found.append(start(*arguments, **given))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", note)
    return found


def imported(tmp_path: Path) -> tuple[Any, ...]:
    """What comes of a file on top of what was there before."""
    store = MemoryStore()
    path = tmp_path / "comments.csv"
    for content in (EARLIER, FILE):
        path.write_text(content)
        report = import_file(store, path, key=b"a key", now=datetime(2026, 3, 1))
    comments = list(store.comments.iterate(CommentFilter()))
    return report, comments, store.imports.rejects(report.id)


def test_the_results_are_those_of_one_process(tmp_path, monkeypatch, started):
    alone = imported(tmp_path)
    assert started == []
    monkeypatch.setattr(import_run, "LARGE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert imported(tmp_path) == alone
    assert len(started) == 1
    report, comments, rejects = alone
    assert (report.updated, len(report.languages) > 1) == (1, True)
    assert len(comments) > 3_000 and len(rejects) > 1_000 and len(report.notes) > 3
    assert {comment.key.startswith("content:") for comment in comments} == {True, False}


def test_halves_of_letters_become_what_they_become_in_one_process(
    bring_in, stored, beside, started
):
    # In JSON a half of a surrogate pair can be written, in UTF-8 it cannot.
    rows = [
        f'{{"id": "{n}", "date": "2026-01-02", "comment": "It is slow \\ud83d and loud {n}"}}'
        for n in range(3)
    ]
    assert bring_in("\n".join(rows), name="x.jsonl").imported == 3
    assert stored()[0].text == "It is slow \N{REPLACEMENT CHARACTER} and loud 0"
    assert len(started) == 1
    rows = [row.replace("comment", "comment \\ud83d") for row in rows]
    assert bring_in("\n".join(rows), name="y.jsonl", source="y").imported == 3
    assert len(started) == 1


def test_what_passes_between_the_processes_is_data_of_known_types_or_refused():
    with pytest.raises(msgspec.MsgspecError):
        second_process._made.decode(b"\x80\x04\x95")
    with pytest.raises(msgspec.ValidationError):
        second_process._made.decode(msgspec.msgpack.encode({"comments": [{"text": 7}]}))


def test_rows_that_need_all_rows_before_them_stay_in_this_process(bring_in, beside, started):
    assert bring_in("comment\nToo slow\nToo slow\n").imported == 2
    assert started == []


def test_nothing_is_left_running_when_an_import_is_stopped(bring_in, beside, started):
    class StoppedError(Exception):
        pass

    def stop(share: float, message: str) -> None:
        if share > 0.1:
            raise StoppedError

    before = threading.active_count()
    with pytest.raises(StoppedError):
        bring_in(FILE, progress=stop)
    assert [process.poll() for process in started] == [-signal.SIGKILL]
    assert threading.active_count() == before


def test_nothing_is_left_running_when_a_file_is_refused_after_its_first_reading(
    bring_in, beside, started, monkeypatch
):
    monkeypatch.setattr(importing, "WATCHED", 1000)
    bring_in("id,date,comment\n1,2026-01-02,It is slow\n", timezone="Asia/Almaty")
    begun = len(started)
    with pytest.raises(InputError, match="kept in Asia/Almaty"):
        bring_in(FILE, timezone="Asia/Jakarta")
    assert len(started) == begun + 1
    assert started[-1].poll() is not None


def test_a_second_process_that_dies_is_a_sentence_and_the_next_import_completes(
    bring_in, stored, beside, started
):
    def kill(share: float, message: str) -> None:
        if share > 0.1:
            started[0].kill()

    with pytest.raises(HeardError, match="Import the file again"):
        bring_in(FILE * 4, progress=kill)
    before = len(stored())
    report = bring_in(FILE * 4)
    assert len(stored()) == before + report.imported


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes where Linux has them")
def test_it_ends_when_the_one_who_started_it_is_killed(tmp_path):
    file = tmp_path / "comments.csv"
    file.write_text(FILE)
    script = (
        "import os, sys, datetime, pathlib\n"
        "from feedback.actions import import_run, importing\n"
        "from feedback.store.memory import MemoryStore\n"
        "import_run.LARGE, import_run.TOGETHER = 0, 1000\n"
        "os.cpu_count = lambda: 2\n"
        "def wait(share, message):\n"
        "    if share > 0: print('going', flush=True); sys.stdin.read()\n"
        "importing.import_file(MemoryStore(), pathlib.Path(sys.argv[1]), key=b'k',\n"
        "    now=datetime.datetime(2026, 1, 1), progress=wait)\n"
    )
    importing = subprocess.Popen(
        [sys.executable, "-c", script, str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with importing:
        assert importing.stdout is not None and importing.stderr is not None
        assert importing.stdout.readline() == b"going\n"
        (helper,) = children_of(importing.pid)
        importing.kill()
        deadline = time.monotonic() + 20
        while is_running(helper) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not is_running(helper)
        assert importing.stderr.read() == b"", "it ends without a word"


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(number) for number in text.split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
