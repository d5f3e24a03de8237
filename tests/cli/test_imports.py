"""`import` beyond one plain file: its options, the list of imports, and taking one back."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from feedback.cli import comments
from feedback.errors import DatabaseError
from tests.cli.running import Heard

LISTED_KEYS = {
    "import", "at", "status", "file", "source", "rows", "imported", "updated", "duplicates",
    "rejected",
}  # fmt: skip
FIRST = (
    "id,date,stars,comment\n1,2026-01-05,5,The export is hard to find\n2,2026-01-06,1,It fails\n"
)
SECOND = FIRST.replace("It fails", "It works now") + "3,2026-01-07,3,Too expensive for me\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.csv"
    path.write_text(FIRST, encoding="utf-8")
    return path


def imports(heard: Heard) -> list[dict[str, object]]:
    return heard("import", "--list", "--format", "json").json


def exported(heard: Heard, folder: Path) -> list[dict[str, str]]:
    """Comments as `themes export` has them."""
    file = folder / "export.csv"
    assert heard("themes", "export", file).code == 0
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def test_imports_are_listed_latest_first(heard: Heard, shop: Path) -> None:
    assert imports(heard) == []
    heard("import", shop)
    shop.write_text(SECOND, encoding="utf-8")
    heard("import", shop)
    latest, first = imports(heard)
    assert latest.keys() >= LISTED_KEYS
    assert (first["file"], first["source"], first["imported"]) == ("shop.csv", "shop", 2)
    assert (latest["imported"], latest["updated"], latest["duplicates"]) == (1, 1, 1)
    assert (first["status"], latest["status"]) == ("done", "done")
    assert "shop.csv" in heard("import", "--list").out


def test_an_import_is_taken_back(heard: Heard, shop: Path, tmp_path: Path) -> None:
    heard("import", shop)
    shop.write_text(SECOND, encoding="utf-8")
    latest = heard("import", shop, "--format", "json").json["import"]
    undone = heard("import", "--undo", latest, "--format", "json").json
    assert undone == {"import": latest, "file": "shop.csv", "deleted": 1, "restored": 1}
    assert [row["status"] for row in imports(heard)] == ["undone", "done"]
    assert [row["external_id"] for row in exported(heard, tmp_path)] == ["1", "2"]
    again = heard("import", shop, "--format", "json").json
    assert (again["imported"], again["updated"], again["duplicates"]) == (1, 1, 1)


def test_an_unknown_import_cannot_be_taken_back(heard: Heard) -> None:
    result = heard("import", "--undo", 7)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error: There is no import 7.")


def test_an_import_that_others_build_on_is_not_taken_back(heard: Heard, shop: Path) -> None:
    heard("import", shop)
    shop.write_text(SECOND, encoding="utf-8")
    heard("import", shop)
    result = heard("import", "--undo", 1)
    assert result.code == 1
    assert "Undo import 2 first" in result.err


@pytest.mark.parametrize("arguments", [(), ("--list", "--undo", 1), ("x.csv", "--list")])
def test_nothing_or_two_things_at_once_is_wrong_usage(heard: Heard, arguments: tuple) -> None:
    result = heard("import", *arguments)
    assert (result.code, result.out) == (2, "")


def test_a_dry_run_has_no_rejects_to_write(heard: Heard, shop: Path, tmp_path: Path) -> None:
    result = heard("import", shop, "--dry-run", "--rejects", tmp_path / "rejects.csv")
    assert (result.code, result.out) == (2, "")
    assert not (tmp_path / "rejects.csv").exists()


def test_a_mapping_given_once_is_used_for_the_next_file(heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("id,comment,remark\n1,Not this one here,But this one\n", encoding="utf-8")
    heard("import", path, "--map", "text=remark")
    path.write_text("id,comment,remark\n2,Not this one either,And this one\n", encoding="utf-8")
    result = heard("import", path, "--format", "json")
    assert result.json["imported"] == 1
    assert "The columns were read as last time." in result.err
    assert json.loads(result.out)["notes"]


def test_dates_scale_and_encoding_are_taken_from_the_options(heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    rows = "".join(f"{n},0{n}/04/2026,{n},Ação número {n} não prestou\n" for n in range(1, 6))
    path.write_bytes(("id,date,score,comment\n" + rows).encode("cp1252"))
    unsure = heard("import", path, "--dry-run")
    assert re.search("read day first, but", unsure.err)
    given = ("--dates", "month-first", "--scale", "5-1", "--encoding", "cp1252")
    result = heard("import", path, *given)
    assert result.code == 0
    assert "day first" not in result.err


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--timezone", "Mars/Base", "is no time zone"),
        ("--scale", "1-3", "is not a scale"),
        ("--encoding", "klingon", "encoding"),
        ("--language", "klingon", "is no language code"),
    ],
)
def test_an_option_nobody_knows_is_named(
    heard: Heard, shop: Path, option: str, value: str, word: str
) -> None:
    result = heard("import", shop, option, value)
    assert (result.code, result.out) == (1, "")
    assert word in result.err
    assert imports(heard) == []


def test_an_order_of_dates_nobody_knows_is_wrong_usage(heard: Heard, shop: Path) -> None:
    assert heard("import", shop, "--dates", "year-first").code == 2


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_every_table_of_an_archive_is_an_import_of_its_own(heard: Heard, tmp_path: Path) -> None:
    archive = zipped(
        tmp_path / "all.zip",
        {"2025/shop.csv": FIRST, "2026/app.csv": FIRST, "readme.txt.md": "about these"},
    )
    result = heard("import", archive, "--format", "json")
    assert result.code == 0
    assert [(row["file"], row["source"], row["imported"]) for row in result.json] == [
        ("all.zip/2025/shop.csv", "shop", 2),
        ("all.zip/2026/app.csv", "app", 2),
    ]
    again = heard("import", archive, "--format", "json").json
    assert [(row["imported"], row["duplicates"]) for row in again] == [(0, 2), (0, 2)]
    assert len(imports(heard)) == 4


def test_a_table_without_comments_does_not_keep_the_others_out(
    heard: Heard, tmp_path: Path
) -> None:
    archive = zipped(
        tmp_path / "all.zip", {"shop.csv": FIRST, "sizes.csv": "id,size\n1,40\n2,41\n"}
    )
    result = heard("import", archive, "--format", "json")
    assert result.code == 1
    assert result.json["imported"] == 2
    assert "all.zip/sizes.csv" in result.err and "looks like comments" in result.err
    assert "Traceback" not in result.err


def test_a_file_that_cannot_be_used_does_not_keep_the_others_out(
    heard: Heard, shop: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(SECOND, encoding="utf-8")
    (tmp_path / "empty.csv").touch()
    result = heard("import", shop, tmp_path / "empty.csv", other, "--format", "json")
    assert result.code == 1
    assert [row["imported"] for row in result.json] == [2, 3]
    assert "empty.csv is empty" in result.err


def test_what_is_stored_is_printed_when_the_rejects_cannot_be_written(
    heard: Heard, shop: Path, tmp_path: Path
) -> None:
    result = heard("import", shop, "--format", "json", "--rejects", tmp_path / "nowhere" / "r.csv")
    assert result.code == 1
    assert result.json["imported"] > 0
    assert "cannot be written" in result.err


def test_what_is_stored_is_printed_when_the_database_goes_away(
    heard: Heard, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = comments.import_file
    seen: list[Path] = []

    def then_gone(store: object, path: Path, **given: object) -> object:
        seen.append(path)
        if len(seen) > 1:
            raise DatabaseError("The database is gone.")
        given["progress"](0.5, "half of it")  # type: ignore[operator]
        return real(store, path, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(comments, "import_file", then_gone)
    result = heard("import", shop, shop, shop, "--format", "json")
    assert result.code == 1
    assert result.json["imported"] > 0
    assert "The database is gone." in result.err
    assert len(seen) == 2


def test_a_longer_export_under_another_name_goes_on_and_says_so(
    heard: Heard, tmp_path: Path
) -> None:
    def write(month: str, count: int) -> Path:
        path = tmp_path / f"cafe_{month}.csv"
        rows = "".join(f"2026-01-0{1 + n},O café veio frio na mesa {n}\n" for n in range(count))
        path.write_text("data,comentário\n" + rows, encoding="utf-8")
        return path

    heard("import", write("outubro", 5))
    result = heard("import", write("novembro", 8), "--format", "json")
    report = result.json
    assert (report["imported"], report["duplicates"], report["source"]) == (3, 5, "cafe_outubro")
    assert "5 of 5 rows that were looked at are in the source “cafe_outubro” already" in result.err
    assert "--source NAME" in result.err
    heard("import", "--undo", report["import"])
    own = heard("import", write("novembro", 8), "--source", "novembro", "--format", "json").json
    assert (own["imported"], own["source"]) == (8, "novembro")
