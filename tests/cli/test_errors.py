"""What cannot be done ends in one sentence on standard error, and exit 1."""

import re
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.cli.running import Heard, Result


def assert_one_sentence(result: Result, *words: str) -> None:
    assert result.code == 1
    assert result.out == ""
    error = result.err.strip()
    assert error.startswith("error: ")
    assert "Traceback" not in error
    assert error.count("\n") == 0
    for word in words:
        assert re.search(word, error, re.IGNORECASE), error


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"id,date\n1,2026-01-01\n2,2026-01-02\n", "text"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40, "text|kind|binary"),
    ],
    ids=["empty", "blank", "no text column", "binary"],
)
def test_a_file_that_holds_no_comments(
    heard: Heard, tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "comments.csv"
    path.write_bytes(content)
    assert_one_sentence(heard("import", path), word)
    assert heard("themes", "list", "--format", "json").json == []


def test_a_file_that_is_not_there(heard: Heard, tmp_path: Path) -> None:
    assert_one_sentence(heard("import", tmp_path / "none.csv"), "none.csv")
    assert_one_sentence(heard("changes", "import", tmp_path / "none.md"), "none.md")


@pytest.mark.parametrize("content", [b"", b"# Changelog\n\nWe did a lot.\n", b"\x00\x01\x02" * 999])
def test_a_changelog_without_versions(heard: Heard, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "CHANGELOG.md"
    path.write_bytes(content)
    assert_one_sentence(heard("changes", "import", path))
    assert heard("changes", "list", "--format", "json").json == []


def test_no_comments_yet(heard: Heard) -> None:
    assert_one_sentence(heard("themes", "find"), "import")


def test_a_database_that_is_none(heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, " * 500, encoding="utf-8")
    assert_one_sentence(heard("--database", f"sqlite:///{path}", "themes", "list"), "database")
    assert path.read_text(encoding="utf-8").startswith("Dear Sir")


def test_a_database_newer_than_the_program(heard: Heard, tmp_path: Path) -> None:
    heard("themes", "list")
    with sqlite3.connect(tmp_path / "data" / "heard.db") as connection:
        connection.execute("UPDATE heard_schema SET version_num = '9999'")
    assert_one_sentence(heard("themes", "list"), "newer")


def test_a_server_that_does_not_answer(heard: Heard) -> None:
    result = heard("--database", "postgresql://me:secret@127.0.0.1:1/heard", "themes", "list")
    assert_one_sentence(result, "database")
    assert "secret" not in result.err


def test_unknown_ids(heard: Heard, comments_csv: Path) -> None:
    heard("import", comments_csv)
    heard("themes", "find")
    assert_one_sentence(heard("themes", "rename", 999, "x"), "999")
    assert_one_sentence(heard("links", "accept", 1, 999), "999")
    assert_one_sentence(heard("announce", "draft", 999), "999")
    assert_one_sentence(heard("announce", "check", 999), "999")
    assert_one_sentence(heard("announce", "export", 999), "999")


def test_a_theme_without_a_shipped_change_cannot_be_announced(
    heard: Heard, comments_csv: Path
) -> None:
    heard("import", comments_csv)
    heard("themes", "find")
    assert_one_sentence(heard("announce", "draft", 1), "shipped|change")


def test_two_themes_of_one_name(heard: Heard, comments_csv: Path) -> None:
    heard("import", comments_csv)
    heard("themes", "find", "--number", 2)
    first, second = heard("themes", "list", "--format", "json").json
    assert_one_sentence(heard("themes", "rename", second["id"], first["name"].upper()), "already")


@pytest.mark.parametrize(
    "arguments",
    [
        ["themes", "find", "--number", "0"],
        ["themes", "find", "--seed", "-1"],
        ["themes", "find", "--detail", "huge"],
        ["themes", "list", "--status", "great"],
        ["links", "accept", "one", "two"],
        ["announce", "export", "1", "--as", "stone"],
        ["fly"],
    ],
)
def test_wrong_usage_is_exit_2(heard: Heard, arguments: list[str]) -> None:
    assert heard(*arguments).code == 2


def test_a_dry_run_stores_nothing(heard: Heard, comments_csv: Path) -> None:
    report = heard("import", comments_csv, "--dry-run", "--format", "json").json
    assert report["imported"] == 41
    assert_one_sentence(heard("themes", "find"), "import")


def test_rejected_rows_are_written_with_line_reason_and_advice(
    heard: Heard, comments_csv: Path, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.csv"
    heard("import", comments_csv, "--rejects", rejects)
    header, row = rejects.read_text(encoding="utf-8").strip().split("\n")
    assert header.startswith("line,reason,advice")
    assert row.startswith("43,")


def test_formulas_in_exported_cells_are_text(heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    rows = "".join(f'=1+{n},"the delivery was late for order {n}"\n' for n in range(20))
    path.write_text("id,text\n" + rows, encoding="utf-8")
    heard("import", path)
    heard("themes", "find", "--number", 1)
    export = tmp_path / "themes.csv"
    heard("themes", "export", export)
    assert ",'=1+3," in export.read_text(encoding="utf-8")


def test_an_export_that_fails_leaves_the_file_as_it_was(heard: Heard, tmp_path: Path) -> None:
    kept = tmp_path / "themes.csv"
    kept.write_text("mine", encoding="utf-8")
    database = tmp_path / "letter.db"
    database.write_text("Dear Sir or Madam, " * 500, encoding="utf-8")
    assert heard("--database", f"sqlite:///{database}", "themes", "export", kept).code == 1
    assert kept.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == ".") == []


def test_what_cannot_be_written_is_said(heard: Heard, tmp_path: Path) -> None:
    assert_one_sentence(heard("themes", "export", tmp_path / "no" / "themes.csv"), "written")


def test_a_port_in_use_is_said_instead_of_pointing_at_somebody_else(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        assert_one_sentence(heard("serve"), "port")


def test_a_defect_is_one_sentence_and_its_details_are_in_the_log(
    heard: Heard, comments_csv: Path, tmp_path: Path
) -> None:
    """A defect made on purpose: a table of the database is gone."""
    heard("import", comments_csv)
    database = tmp_path / "data" / "heard.db"
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TABLE announcements")
    result = heard("announce", "check", 1)
    assert_one_sentence(result)
    assert str(tmp_path) not in result.err


def test_a_link_taken_back_takes_the_announcement_with_it(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    heard("import", comments_csv)
    heard("themes", "find", "--number", 2)
    heard("changes", "import", changelog)
    heard("links", "accept", 1, 1)
    draft = heard("announce", "draft", 1, "--format", "json").json["id"]
    assert heard("announce", "approve", draft).code == 0
    heard("links", "reject", 1, 1)
    assert_one_sentence(heard("announce", "publish", draft), "accepted|linked")


def test_a_false_claim_edited_in_is_found_and_cannot_be_approved(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    heard("import", comments_csv)
    heard("themes", "find", "--number", 2)
    heard("changes", "import", changelog)
    heard("links", "accept", 1, 1)
    draft = heard("announce", "draft", 1, "--format", "json").json
    edited = heard(
        "announce", "edit", draft["id"], "--you-said", "999 of you asked.", "--format", "json"
    ).json
    assert (edited["you_said"], edited["headline"]) == ("999 of you asked.", draft["headline"])
    check = heard("announce", "check", draft["id"], "--format", "json")
    assert check.code == 1
    assert check.json[0].keys() >= {"rule", "where", "message"}
    assert_one_sentence(heard("announce", "approve", draft["id"]), "999")
