"""Opening a SQLite database, or being told in a sentence why that cannot be."""

import dataclasses
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import feedback.store.sqlite
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Theme
from feedback.errors import DatabaseError
from feedback.store import open_database
from feedback.store.schema import NEWEST, VERSION_TABLE

ROOT = Path(__file__).parents[3]


def address(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str], str]:
    """Open an address that cannot be opened; what the person is told."""

    def open_in_vain(url: str) -> str:
        with pytest.raises(DatabaseError) as caught:
            open_database(url)
        message = str(caught.value)
        assert message.endswith(".")
        assert 2 <= message.count(". ") + 1 <= 3, "what happened, and what to do"
        message.encode()
        for secret in ("s3cret", str(tmp_path), "SELECT", "PRAGMA", "Traceback", "sqlite3."):
            assert secret not in message
        return message

    return open_in_vain


def test_the_folder_and_the_file_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder with 100% & more" / "heard.db"
    store = open_database(address(path))
    store.themes.add(Theme(name="Speed"))
    store.close()
    assert path.is_file()


def test_a_file_can_be_named_relative_to_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_database("sqlite:///data/heard.db").close()
    open_database("sqlite:///heard.db").close()
    assert (tmp_path / "data" / "heard.db").is_file()
    assert (tmp_path / "heard.db").is_file()


def test_what_was_stored_is_there_when_opened_again(tmp_path: Path) -> None:
    store = open_database(address(tmp_path / "heard.db"))
    theme = store.themes.get(store.themes.add(Theme(name="Speed", created_at=datetime(2024, 5, 6))))
    revision = store.revision()
    store.close()
    again = open_database(address(tmp_path / "heard.db"))
    assert again.themes.all() == [theme]
    assert again.revision() == revision
    again.close()


def test_two_open_stores_see_what_the_other_wrote(tmp_path: Path) -> None:
    first, second = (open_database(address(tmp_path / "heard.db")) for _ in range(2))
    theme_id = first.themes.add(Theme(name="Speed"))
    theme = second.themes.get(theme_id)
    assert theme is not None
    second.themes.save(dataclasses.replace(theme, name="Slow start"))
    assert [row.name for row in first.themes.all()] == ["Slow start"]
    assert first.revision() == second.revision()
    first.close()
    second.close()


@pytest.mark.parametrize("url", ["sqlite+aiosqlite:///{}", "sqlite:///{}?colour=blue"])
def test_what_an_address_says_beyond_the_file_is_left_aside(tmp_path: Path, url: str) -> None:
    open_database(url.format(tmp_path / "heard.db")).close()
    assert [path.name for path in tmp_path.iterdir()] == ["heard.db"]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "heard.db").touch()
    store = open_database(address(tmp_path / "heard.db"))
    assert store.themes.all() == []
    store.close()


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    store = open_database(address(tmp_path / "heard.db"))
    store.themes.add(Theme(name="Speed"))
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    store.close()


def test_programs_that_open_a_new_database_at_once_all_succeed(tmp_path: Path) -> None:
    script = (
        "import sys; from feedback.store import open_database; "
        "from feedback.domain.theme import Theme; "
        "print('ready', flush=True); sys.stdin.readline(); "
        f"store = open_database({address(tmp_path / 'heard.db')!r}); "
        "store.themes.add(Theme(name='Speed')); store.close()"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    complaints = []
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        _, complaint = program.communicate(timeout=60)
        complaints.append(complaint)
    assert complaints == [""] * 3
    store = open_database(address(tmp_path / "heard.db"))
    assert len(store.themes.all()) == 3
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "heard.db",
        "not an address",
        "mysql://user:s3cret@host/heard",
        "user:s3cret@host/heard",
        "postgresql://user:s3cret@host:port/heard",
        "http://user:s3cret@host",
    ],
)
def test_an_address_of_another_kind_is_refused(refused: Callable[[str], str], url: str) -> None:
    message = refused(url)
    assert "sqlite:///folder/heard.db" in message
    assert "postgresql://" in message


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_an_address_without_a_file_is_refused(refused: Callable[[str], str], url: str) -> None:
    assert "names no file" in refused(url)


def test_a_folder_that_cannot_be_made_is_refused(
    refused: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert "heard.db cannot be made" in refused(address(tmp_path / "file" / "heard.db"))


@pytest.mark.parametrize("name", ["a\x00b", "x" * 300, "\ud800"])
def test_a_name_that_no_file_can_have_is_refused(
    refused: Callable[[str], str], tmp_path: Path, name: str
) -> None:
    assert "cannot be made" in refused(address(tmp_path / name))


def test_a_folder_in_place_of_the_file_is_refused(
    refused: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "heard.db").mkdir()
    assert "could not be read" in refused(address(tmp_path / "heard.db"))


@pytest.mark.parametrize(
    "content", [b"id,text\n1,It is slow\n" * 99, b"\x00" * 4096, b"PK\x03\x04"]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    refused: Callable[[str], str], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "heard.db"
    path.write_bytes(content)
    assert "not a database" in refused(address(path))
    assert path.read_bytes() == content


def test_a_damaged_database_is_refused(refused: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "heard.db"
    open_database(address(path)).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 3996 + content[4096:])
    assert "damaged" in refused(address(path))


def test_a_database_of_a_newer_heard_is_refused_and_left_alone(
    refused: Callable[[str], str], tmp_path: Path
) -> None:
    path = tmp_path / "heard.db"
    open_database(address(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    connection.close()
    content = path.read_bytes()
    message = refused(address(path))
    assert "newer Heard" in message
    assert "9999" in message
    assert NEWEST in message
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(
    refused: Callable[[str], str], tmp_path: Path
) -> None:
    path = tmp_path / "heard.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    content = path.read_bytes()
    assert "another program" in refused(address(path))
    assert path.read_bytes() == content


def test_a_database_that_somebody_keeps_locked_is_refused_after_a_while(
    refused: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback.store.sqlite, "BUSY_SECONDS", 0.1)
    path = tmp_path / "heard.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert "busy" in refused(address(path))
    holder.close()
    open_database(address(path)).close()


def test_nothing_of_a_deleted_comment_stays_in_the_file(tmp_path: Path) -> None:
    store = open_database(address(tmp_path / "heard.db"))
    store.comments.ensure_source(Source(name="app"))
    rows = [
        Comment(source="app", key=str(number), text=f"Xylophone {number} " * 30)
        for number in range(200)
    ]
    store.comments.upsert(rows)
    store.comments.delete_source("app")
    store.close()
    for path in tmp_path.iterdir():
        assert b"ylophone" not in path.read_bytes()
