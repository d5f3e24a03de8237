"""Comments that come by import go into the themes there are."""

import csv
from pathlib import Path

import pytest

from feedback.actions.placing import Placing
from tests.cli.running import Heard

NEW = (
    "id,text,created_at\n"
    "n1,The login code never arrives on my phone in the garden number 41,2026-07-01\n"
    "n2,Delivery was late again and the driver missed our kitchen by 42 minutes,2026-07-01\n"
)


def themes_of(heard: Heard, folder: Path) -> dict[str, str]:
    """Theme by the comment's own id; empty where it has none."""
    file = folder / "export.csv"
    assert heard("themes", "export", file).code == 0
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["external_id"]: row["theme_id"] for row in csv.DictReader(rows)}


@pytest.fixture
def new_csv(tmp_path: Path) -> Path:
    path = tmp_path / "new.csv"
    path.write_text(NEW, encoding="utf-8")
    return path


def test_an_import_places_what_it_brings(
    heard: Heard, comments_csv: Path, new_csv: Path, tmp_path: Path
) -> None:
    heard("import", comments_csv)
    assert heard("themes", "find", "--number", "2").code == 0
    before = themes_of(heard, tmp_path)
    assert heard("import", new_csv).code == 0
    after = themes_of(heard, tmp_path)
    assert (after["n1"], after["n2"]) == (before["c1"], before["c0"])
    assert {key: after[key] for key in before} == before


def test_an_interrupted_import_places_the_rest_when_run_again(
    heard: Heard,
    comments_csv: Path,
    new_csv: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard("import", comments_csv)
    assert heard("themes", "find", "--number", "2").code == 0

    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Placing, "place", stopped)
        assert heard("import", new_csv).code != 0
    assert themes_of(heard, tmp_path)["n1"] == ""
    assert heard("import", new_csv).code == 0
    after = themes_of(heard, tmp_path)
    assert (after["n1"], after["n2"]) == (after["c1"], after["c0"])
