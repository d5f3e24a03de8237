"""The whole loop by commands, on comments a person could count by hand and on a real survey."""

import csv
import html
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tests.cli.running import Heard

IMPORT_KEYS = {
    "file", "rows", "imported", "updated", "duplicates", "rejected", "filler", "redacted",
    "languages",
}  # fmt: skip
RUN_KEYS = {"run", "comments", "themes", "unassigned", "kept", "new", "retired", "seconds"}
THEME_KEYS = {
    "id", "name", "terms", "comments", "languages", "status", "outcome", "owner", "first_seen",
    "last_seen", "mean_rating",
}  # fmt: skip
CHANGES_KEYS = {"file", "changes", "imported", "updated", "duplicates", "rejected"}
DRAFT_KEYS = {
    "id", "theme_ids", "language", "headline", "you_said", "we_did", "facts", "status",
}  # fmt: skip
EXPORT_COLUMNS = ["comment_id", "external_id", "theme_id", "theme", "score", "assigned_by"]


def login_theme(heard: Heard) -> dict[str, Any]:
    themes = heard("themes", "list", "--format", "json").json
    return next(theme for theme in themes if "login" in " ".join(theme["terms"]).lower())


def prepare(heard: Heard, comments_csv: Path, changelog: Path) -> None:
    assert heard("import", comments_csv).code == 0
    assert heard("themes", "find", "--number", 2).code == 0
    assert heard("changes", "import", changelog).code == 0


def test_a_file_of_comments_becomes_a_published_announcement(
    heard: Heard, comments_csv: Path, changelog: Path, tmp_path: Path
) -> None:
    report = heard("import", comments_csv, "--format", "json").json
    assert report.keys() >= IMPORT_KEYS
    assert (report["rows"], report["imported"], report["rejected"], report["filler"]) == (
        42, 41, 1, 1,
    )  # fmt: skip

    run = heard("themes", "find", "--number", 2, "--format", "json").json
    assert run.keys() >= RUN_KEYS
    assert (run["comments"], run["themes"], run["new"], run["kept"]) == (40, 2, 2, 0)

    assert heard("themes", "list", "--format", "json").json[0].keys() >= THEME_KEYS
    theme = login_theme(heard)
    renamed = heard("themes", "rename", theme["id"], "Login code", "--format", "json").json
    assert (renamed["id"], renamed["name"]) == (theme["id"], "Login code")

    imported = heard("changes", "import", changelog, "--format", "json").json
    assert imported.keys() >= CHANGES_KEYS
    assert (imported["changes"], imported["imported"]) == (2, 2)

    suggested = heard("links", "suggest", "--theme", theme["id"], "--format", "json").json
    best = suggested[0]
    assert best.keys() >= {"theme_id", "change_id", "score", "reasons"}
    assert any("login" in reason["sentence"].lower() for reason in best["reasons"])

    link = heard("links", "accept", theme["id"], best["change_id"], "--format", "json").json
    assert (link["state"], link["outcome"]) == ("accepted", "did")

    draft = heard("announce", "draft", theme["id"], "--format", "json").json
    assert draft.keys() >= DRAFT_KEYS
    assert draft["status"] == "draft"
    assert draft["facts"]["comments"] == theme["comments"]
    assert heard("announce", "check", draft["id"], "--format", "json").json == []
    assert (
        heard("announce", "approve", draft["id"], "--format", "json").json["status"] == "approved"
    )
    published = heard("announce", "publish", draft["id"], "--format", "json").json
    assert published["status"] == "published"
    assert login_theme(heard)["status"] == "announced"

    page = tmp_path / "announcement.html"
    assert heard("announce", "export", draft["id"], "--as", "html", "--output", page).code == 0
    assert "Login code" in page.read_text(encoding="utf-8")


def test_doing_everything_again_changes_nothing(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    prepare(heard, comments_csv, changelog)
    theme = login_theme(heard)
    heard("themes", "rename", theme["id"], "Login code")

    again = heard("import", comments_csv, "--format", "json").json
    assert (again["imported"], again["updated"], again["duplicates"]) == (0, 0, 41)
    run = heard("themes", "find", "--number", 2, "--format", "json").json
    assert (run["kept"], run["new"], run["retired"]) == (2, 0, 0)
    assert login_theme(heard)["id"] == theme["id"]
    assert login_theme(heard)["name"] == "Login code"
    changes = heard("changes", "import", changelog, "--format", "json").json
    assert (changes["imported"], changes["duplicates"]) == (0, 2)


def test_a_rejected_link_is_not_suggested_again(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    prepare(heard, comments_csv, changelog)
    theme = login_theme(heard)["id"]
    first = heard("links", "suggest", "--theme", theme, "--format", "json").json
    heard("links", "reject", theme, first[0]["change_id"])
    second = heard("links", "suggest", "--theme", theme, "--format", "json").json
    assert first[0]["change_id"] not in [row["change_id"] for row in second]


def test_the_numbers_of_an_announcement_are_a_count_over_the_export(
    heard: Heard, shared_data: Path, tmp_path: Path
) -> None:
    report = heard("import", shared_data / "nhs_fft_survey_dev.csv", "--format", "json").json
    assert report["rows"] == 5084
    assert report["rows"] == sum(
        report[key] for key in ("imported", "updated", "duplicates", "rejected")
    )
    heard("themes", "find")
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(
        "# Changelog\n\n## [1.0] - 2022-12-31\n- Shorter waiting times for appointments\n",
        encoding="utf-8",
    )
    change = (
        heard("changes", "import", changelog)
        and heard("changes", "list", "--format", "json").json[0]["id"]
    )
    theme = heard("themes", "list", "--format", "json").json[0]["id"]
    heard("links", "accept", theme, change)
    draft = heard("announce", "draft", theme, "--format", "json").json
    assert heard("announce", "approve", draft["id"]).code == 0
    assert heard("announce", "publish", draft["id"]).code == 0
    page = heard("announce", "export", draft["id"], "--as", "html").out

    export = tmp_path / "themes.csv"
    heard("themes", "export", export)
    with export.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == EXPORT_COLUMNS
    assert len(rows) == report["imported"]
    counted = Counter(row["theme_id"] for row in rows)[str(theme)]
    numbers = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", html.unescape(page))}
    assert draft["facts"]["comments"] == counted
    assert counted in numbers
    assert draft["facts"]["of_comments"] == report["imported"] - report["filler"]
    assert draft["facts"]["of_comments"] in numbers


def test_the_indonesian_reviews_go_through_as_they_are(heard: Heard, shared_data: Path) -> None:
    report = heard("import", shared_data / "raw_google_play_id.csv", "--format", "json").json
    assert report["rows"] == 4000
    assert report["languages"]["id"] > 3500
    run = heard("themes", "find", "--format", "json").json
    assert run["themes"] > 1
    assert login_theme(heard)["comments"] > 10
