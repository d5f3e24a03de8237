"""The file of rejected rows: what it says, and what it is never written over."""

import csv
from pathlib import Path

import pytest

from tests.cli.running import Heard

COMMENTS = "id,comment\n1,The delivery was late\n2,\n"


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "c.csv"
    path.write_text(COMMENTS)
    return path


def test_the_imported_file_is_not_written_over(heard: Heard, comments: Path) -> None:
    result = heard("import", comments, "--rejects", comments)
    assert (result.code, result.out) == (1, "")
    assert "Nothing was imported" in result.err
    assert comments.read_text() == COMMENTS
    assert heard("import", "--list", "--format", "json").json == []


@pytest.mark.parametrize("how", ["symlink_to", "hardlink_to"])
def test_nor_is_it_under_another_name(
    heard: Heard, comments: Path, tmp_path: Path, how: str
) -> None:
    other = tmp_path / "other.csv"
    getattr(other, how)(comments)
    assert heard("import", comments, "--rejects", other).code == 1
    assert comments.read_text() == COMMENTS


def test_nor_is_any_other_file(heard: Heard, comments: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("my own words\n")
    assert heard("import", comments, "--rejects", other).code == 1
    assert other.read_text() == "my own words\n"


def test_rejected_rows_of_before_and_an_empty_file_are(heard: Heard, comments: Path) -> None:
    rejects = comments.with_name("rejects.csv")
    rejects.touch()
    for _ in range(2):
        assert heard("import", comments, "--rejects", rejects).code == 0
    assert len(rejects.read_text().splitlines()) == 2


def test_but_not_while_they_are_what_is_imported(heard: Heard, comments: Path) -> None:
    rejects = comments.with_name("rejects.csv")
    heard("import", comments, "--rejects", rejects)
    before = rejects.read_text()
    assert heard("import", rejects, "--map", "text=reason", "--rejects", rejects).code == 1
    assert rejects.read_text() == before


def test_rows_of_several_files_say_which_file(heard: Heard, comments: Path) -> None:
    other, rejects = comments.with_name("d.csv"), comments.with_name("rejects.csv")
    other.write_text(COMMENTS.replace("2,", "2,fine\n3,"))
    heard("import", comments, other, "--rejects", rejects)
    with rejects.open(encoding="utf-8", newline="") as file:
        assert [(row["file"], row["line"]) for row in csv.DictReader(file)] == [
            ("c.csv", "3"), ("d.csv", "4"),
        ]  # fmt: skip


def test_a_terminal_obeys_no_name_of_a_file(heard: Heard, comments: Path) -> None:
    path = comments.with_name("e\x1b[31m\nx.csv")
    path.write_text(COMMENTS)
    printed = heard("import", path, "--format", "csv").out
    assert "\x1b" not in printed
    assert "\x1b" not in heard("import", "--list", "--format", "csv").out
