"""Commands run in this process, on a database of their own."""

from pathlib import Path

import pytest

from feedback.cli import main
from tests.cli.running import Heard, Result


@pytest.fixture
def heard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Heard:
    """Runs `heard ARGUMENTS` on an empty database in tmp_path."""
    monkeypatch.delenv("HEARD_DATA", raising=False)
    monkeypatch.setenv("HEARD_DATABASE_URL", f"sqlite:///{tmp_path}/data/heard.db")

    def run(*arguments: object) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(int(stopped.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def comments_csv(tmp_path: Path) -> Path:
    """Forty comments about two things, one row that says nothing, one without text."""
    path = tmp_path / "comments.csv"
    lines = ["id,text,created_at,rating,customer"]
    places = ["kitchen", "garden", "office", "station", "school", "market", "beach", "tower"]
    for number in range(40):
        place = places[number % len(places)]
        text = (
            f"The login code never arrives on my phone in the {place} number {number}"
            if number % 2
            else f"Delivery was late again and the driver missed our {place} by {number} minutes"
        )
        lines.append(
            f"c{number},{text},2026-0{1 + number % 6}-1{number % 10},"
            f"{1 + number % 3},p{number % 30}"
        )
    lines += ["c40,n/a,2026-06-20,3,p1", "c41,,2026-06-21,3,p2"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def changelog(tmp_path: Path) -> Path:
    """A changelog that answers one of the two."""
    path = tmp_path / "CHANGELOG.md"
    path.write_text(
        "# Changelog\n\n## [2.1.0] - 2026-05-02\n### Fixed\n"
        "- Login codes arrive on every phone again\n\n"
        "## [2.0.0] - 2025-11-02\n### Added\n- Gift cards\n",
        encoding="utf-8",
    )
    return path
