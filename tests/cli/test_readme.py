"""The README's commands run, in their order, as they stand there."""

import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.cli.running import Heard

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(r"^python -m feedback (.+)$", re.MULTILINE)


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_commands_of_the_readme_end_in_an_announcement(
    heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "feedback").symlink_to(ROOT / "feedback")
    monkeypatch.chdir(tmp_path)
    commands = COMMAND.findall(readme())
    assert len(commands) > 10
    suggested: list[list[str]] = []
    for command in commands:
        if command.startswith("links suggest"):
            rows = heard(*shlex.split(command), "--format", "json").json
            suggested = [[str(row["theme_id"]), str(row["change_id"])] for row in rows]
        if command.startswith("links accept"):
            assert shlex.split(command)[2:4] in suggested
        result = heard(*shlex.split(command))
        assert result.code == 0, f"{command}: {result.err}"
    page = (tmp_path / "announcement.html").read_text(encoding="utf-8")
    assert "Login codes never arrive" in page
    assert (tmp_path / "themes.csv").read_text(encoding="utf-8").startswith("comment_id,")


def test_every_picture_and_page_that_the_readme_names_is_there() -> None:
    named = re.findall(r"\]\((?!http|#)([^)]+)\)", readme())
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_serve_says_where_the_app_is_and_it_is_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = dict(os.environ) | {"HEARD_DATA": str(tmp_path / "data"), "PORT": str(port)}
    environment.pop("HEARD_DATABASE_URL", None)
    with (tmp_path / "said").open("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "feedback", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
        )
        try:
            assert answers(f"http://127.0.0.1:{port}/_stcore/health")
        finally:
            process.terminate()
            process.wait(20)
        said.seek(0)
        assert f"http://127.0.0.1:{port}" in said.read()
    assert (tmp_path / "data" / "heard.db").is_file()


def answers(address: str) -> bool:
    """Whether the address answers within a minute."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=2) as response:
                return response.status == 200
        except OSError:
            time.sleep(0.5)
    return False
