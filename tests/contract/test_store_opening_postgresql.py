"""Opening a PostgreSQL database, or being told in a sentence why that cannot be."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from feedback.domain.theme import Theme
from feedback.errors import DatabaseError
from feedback.store import open_database
from feedback.store.schema import VERSION_TABLE

ROOT = Path(__file__).parents[2]


def refused(url: str) -> str:
    """What a person is told whose database cannot be opened."""
    with pytest.raises(DatabaseError) as caught:
        open_database(url)
    message = str(caught.value)
    assert message.endswith(".")
    for secret in ("s3cret", "SELECT", "psycopg", "Traceback", "FATAL"):
        assert secret not in message
    return message


@pytest.fixture
def nobody(empty_postgresql: str) -> Iterator[str]:
    """The address of the empty database for a user who may only connect."""
    with psycopg.connect(empty_postgresql, autocommit=True) as connection:
        connection.execute("CREATE ROLE nobody LOGIN PASSWORD 's3cret'")
    yield empty_postgresql.replace("postgres:@", "nobody:s3cret@")
    with psycopg.connect(empty_postgresql, autocommit=True) as connection:
        connection.execute("DROP ROLE nobody")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_all_names_of_postgresql_are_understood(empty_postgresql: str, scheme: str) -> None:
    store = open_database(empty_postgresql.replace("postgresql", scheme, 1))
    store.themes.add(Theme(name="Speed"))
    assert [theme.name for theme in store.themes.all()] == ["Speed"]
    store.close()
    again = open_database(empty_postgresql)
    assert [theme.name for theme in again.themes.all()] == ["Speed"]
    again.close()


def test_programs_that_open_a_new_database_at_once_all_succeed(empty_postgresql: str) -> None:
    script = (
        "import sys; from feedback.store import open_database; "
        "print('ready', flush=True); sys.stdin.readline(); "
        f"open_database({empty_postgresql!r}).close()"
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
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    assert [program.communicate(timeout=60)[1] for program in programs] == [""] * 3
    store = open_database(empty_postgresql)
    assert store.themes.all() == []
    store.close()


def test_a_server_that_does_not_answer_is_named() -> None:
    message = refused("postgresql://ana:s3cret@127.0.0.1:1/heard")
    assert "server on 127.0.0.1 did not let Heard in" in message
    assert "Check that the server runs" in message


def test_a_database_that_does_not_exist_is_refused(postgresql_server: str) -> None:
    assert "did not let Heard in" in refused(postgresql_server.replace("/postgres?", "/nowhere?"))


def test_a_user_who_does_not_exist_is_refused(postgresql_server: str) -> None:
    assert "did not let Heard in" in refused(
        postgresql_server.replace("postgres:@", "nobody:s3cret@")
    )


def test_an_option_that_does_not_exist_is_refused(postgresql_server: str) -> None:
    assert "did not let Heard in" in refused(f"{postgresql_server}&colour=s3cret")


def test_a_user_who_may_not_make_tables_is_told(nobody: str) -> None:
    assert "may not make tables" in refused(nobody)


def test_a_database_in_another_encoding_is_refused(postgresql_server: str) -> None:
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        try:
            message = refused(postgresql_server.replace("/postgres?", "/latin?"))
        finally:
            connection.execute("DROP DATABASE latin WITH (FORCE)")
    assert "encoded in LATIN1" in message


def test_a_database_of_a_newer_heard_is_refused(empty_postgresql: str) -> None:
    open_database(empty_postgresql).close()
    with psycopg.connect(empty_postgresql, autocommit=True) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    assert "newer Heard" in refused(empty_postgresql)


def test_a_database_of_another_program_is_refused_and_left_alone(empty_postgresql: str) -> None:
    with psycopg.connect(empty_postgresql, autocommit=True) as connection:
        connection.execute("CREATE TABLE bookmarks (url text)")
        assert "another program" in refused(empty_postgresql)
        count = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        assert connection.execute(count).fetchall() == [(1,)]


def test_a_lost_connection_is_said_and_the_next_one_works(empty_postgresql: str) -> None:
    store = open_database(empty_postgresql)
    with pytest.raises(DatabaseError, match="connection to the database was lost"), store.writing():
        store.themes.add(Theme(name="lost"))
        with psycopg.connect(empty_postgresql, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        store.themes.add(Theme(name="lost too"))
    store.themes.add(Theme(name="found"))
    assert [theme.name for theme in store.themes.all()] == ["found"]
    store.close()
