"""A company's own wordings, by HEARD_WORDS, through the commands that write with them."""

import shutil
from pathlib import Path

import pytest

from feedback.announcements.words_folder import BUILT_IN
from tests.cli.running import Heard
from tests.cli.test_announce_people import publish, row


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the wordings that Heard is started with."""
    words = tmp_path / "ours"
    shutil.copytree(BUILT_IN, words)
    monkeypatch.setenv("HEARD_WORDS", str(words))
    return words


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_drafts_checks_files_and_messages_are_in_the_companys_words(
    heard: Heard,
    comments_csv: Path,
    changelog: Path,
    tmp_path: Path,
    words: Path,
) -> None:
    replaced(words / "en" / "did" / "plain.txt", "We made", "At Acme, we made")
    replaced(words / "en" / "phrases.txt", "heading_did: What we did", "heading_did: Acme did")
    replaced(words / "en" / "formats.txt", "site_title: You said, we did", "site_title: Acme hears")
    publish(heard, comments_csv, changelog)
    made = row(heard, "announce", "show", 1)
    assert "At Acme, we made" in made["we_did"]
    assert "Acme did" in heard("announce", "export", 1, "--as", "markdown").out
    assert row(heard, "announce", "site", tmp_path / "site")["entries"] == 1
    assert "Acme hears" in (tmp_path / "site" / "en" / "index.html").read_text(encoding="utf-8")
    contacts = tmp_path / "contacts.csv"
    contacts.write_text(
        "id,mail\n" + "".join(f"p{n},p{n}@example.org\n" for n in range(30)), encoding="utf-8"
    )
    row(
        heard,
        "announce",
        "people",
        1,
        "--not-asked",
        "--to",
        contacts,
        "--output",
        tmp_path / "out",
    )
    message = next((tmp_path / "out").glob("*.eml")).read_text(encoding="utf-8")
    assert "Acme did" in message


def test_a_wording_that_lacks_a_form_is_said_with_file_and_line_by_every_command(
    heard: Heard,
    comments_csv: Path,
    changelog: Path,
    tmp_path: Path,
    words: Path,
) -> None:
    theme = publish(heard, comments_csv, changelog)
    replaced(words / "en" / "phrases.txt", "share.other:", "# share.other:")
    for arguments in (
        ("draft", theme["id"], "--again"),
        ("check", 1),
        ("export", 1),
        ("export", "--as", "zip", "--output", tmp_path / "all.zip"),
        ("site", tmp_path / "site"),
        ("words",),
    ):
        result = heard("announce", *arguments)
        assert result.code == 1
        assert result.err.startswith("error: ours/en/phrases.txt, line 12: “share.other”")
    assert heard("serve").err.startswith("error: ours/en/phrases.txt, line 12")


def test_a_folder_without_wordings_is_refused(
    heard: Heard, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (words / "pt" / "phrases.txt").unlink()
    assert (
        "The folder “pt” in HEARD_WORDS has no file phrases.txt" in heard("announce", "words").err
    )
    monkeypatch.setenv("HEARD_WORDS", str(words / "nowhere"))
    result = heard("announce", "words")
    assert (result.code, "HEARD_WORDS names “nowhere”" in result.err) == (1, True)


def test_wordings_are_copied_to_be_changed(
    heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    rows = heard("announce", "words", "--copy-to", copy, "--format", "json").json
    assert {(each["language"], each["own"]) for each in rows} == {
        (code, False) for code in ("en", "id", "kk", "pt")
    }
    assert "is there already" in heard("announce", "words", "--copy-to", copy).err
    shutil.rmtree(copy / "kk")
    monkeypatch.setenv("HEARD_WORDS", str(copy))
    rows = heard("announce", "words", "--format", "json").json
    assert [each["own"] for each in rows] == [True, True, False, True]
