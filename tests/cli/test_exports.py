"""`announce export` and `announce site`, as a person types them."""

import io
import sys
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from python_calamine import CalamineWorkbook

from feedback.announcements.export import FORMATS
from feedback.cli.announce_files import As
from tests.cli.running import Heard
from tests.cli.test_loop import login_theme, prepare


@pytest.fixture
def published(heard: Heard, comments_csv: Path, changelog: Path) -> int:
    """The number of a published announcement."""
    prepare(heard, comments_csv, changelog)
    theme = login_theme(heard)["id"]
    change = heard("links", "suggest", "--theme", theme, "--format", "json").json[0]["change_id"]
    heard("links", "accept", theme, change)
    draft = heard("announce", "draft", theme, "--format", "json").json
    assert heard("announce", "approve", draft["id"]).code == 0
    assert heard("announce", "publish", draft["id"]).code == 0
    return int(draft["id"])


def test_every_format_can_be_asked_for() -> None:
    assert [each.value for each in As] == [*FORMATS, "csv", "xlsx", "zip"]


def test_every_format_is_written_to_a_file(heard: Heard, published: int, tmp_path: Path) -> None:
    for name in FORMATS:
        file = tmp_path / name
        result = heard("announce", "export", published, "--as", name, "--output", file)
        assert (result.code, result.out) == (0, ""), result.err
        assert file.stat().st_size > 20
    assert docx.Document(str(tmp_path / "docx")).paragraphs
    assert len(pypdf.PdfReader(tmp_path / "poster").pages) == 1


def test_all_announcements_are_written_together(
    heard: Heard, published: int, tmp_path: Path
) -> None:
    for name in ("csv", "xlsx", "zip"):
        assert heard("announce", "export", "--as", name, "--output", tmp_path / name).code == 0
    rows = CalamineWorkbook.from_path(str(tmp_path / "xlsx")).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["id", published]
    with zipfile.ZipFile(tmp_path / "zip") as package:
        assert f"announcement-{published}/announcement-{published}-poster.pdf" in package.namelist()
    one = tmp_path / "one.zip"
    heard("announce", "export", published, "--as", "zip", "--output", one)
    with zipfile.ZipFile(one) as package:
        assert len(package.namelist()) == len(FORMATS)
    _make_pages_and_messages(heard, published, tmp_path)
    result = heard("announce", "withdraw", published)
    said = " ".join((result.out + result.err).split())
    assert "made of it: csv, messages, site, xlsx, zip." in said, "all that was written, no more"


def _make_pages_and_messages(heard: Heard, published: int, folder: Path) -> None:
    """Into folders that can be written; before, and in vain, into one that cannot."""
    nowhere = folder / "nowhere" / "file"
    result = heard("announce", "export", published, "--as", "pdf", "--output", nowhere)
    assert (result.code, "cannot be written" in result.err) == (1, True)
    for command in (("site",), ("people", published, "--not-asked", "--output")):
        assert heard("announce", *command, folder / "csv").code == 1
        result = heard("announce", *command, folder / command[0])
        assert result.code == 0, result.err


def test_wrong_wishes_get_one_sentence(heard: Heard, published: int) -> None:
    result = heard("announce", "export", "--as", "pdf")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "for one announcement" in result.err
    result = heard("announce", "export", published, "--as", "xlsx")
    assert result.code == 1
    assert "leave out the number" in result.err


def test_what_is_not_text_goes_into_a_pipe_but_not_to_a_terminal(
    heard: Heard, published: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for terminal in (True, False):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(out, "isatty", lambda answer=terminal: answer)
            patched.setattr(sys, "stdout", out)
            result = heard("announce", "export", published, "--as", "pdf")
        written = out.buffer.getvalue()  # type: ignore[attr-defined]
        assert result.code == (1 if terminal else 0)
        assert written.startswith(b"%PDF") is not terminal


def test_the_pages_are_written_and_a_poster_leads_to_them(
    heard: Heard, published: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_SITE_ADDRESS", "https://example.org/heard")
    report = heard("announce", "site", tmp_path / "pages", "--format", "json").json
    assert (report["entries"], report["removed"]) == (1, 0)
    assert (tmp_path / "pages" / "en" / f"{published}.html").is_file()
    text = heard("announce", "export", published, "--as", "text").out
    assert f"https://example.org/heard/en/{published}.html" in text
    result = heard("announce", "site", tmp_path)
    assert result.code == 1
    assert "holds something else" in result.err
