"""Telling those who said it, by commands: from a published announcement to a customer's “no”."""

import csv
import json
from pathlib import Path
from typing import Any

from tests.cli.running import Heard
from tests.cli.test_loop import login_theme, prepare


def row(heard: Heard, *arguments: object) -> dict[str, Any]:
    result = heard(*arguments, "--format", "json")
    assert result.code == 0, result.err
    found: dict[str, Any] = result.json
    return found


def publish(heard: Heard, comments_csv: Path, changelog: Path) -> dict[str, Any]:
    """A published announcement of the theme about login codes; the theme."""
    prepare(heard, comments_csv, changelog)
    theme = login_theme(heard)
    (best, *_) = heard("links", "suggest", "--theme", theme["id"], "--format", "json").json
    row(heard, "links", "accept", theme["id"], best["change_id"])
    row(heard, "announce", "draft", theme["id"])
    row(heard, "announce", "review", 1)
    row(heard, "announce", "approve", 1)
    row(heard, "announce", "publish", 1)
    return theme


def test_people_are_told_once_and_a_no_opens_the_theme_again(
    heard: Heard, comments_csv: Path, changelog: Path, tmp_path: Path
) -> None:
    theme = publish(heard, comments_csv, changelog)
    contacts = tmp_path / "contacts.csv"
    people = [f"p{number},p{number}@example.org" for number in range(0, 30, 2)]
    people += [f"p{number},p{number}@example.org" for number in range(1, 20, 2)]
    contacts.write_text("\n".join(["Nomor,Surel", *people]) + "\n", encoding="utf-8")
    assert row(heard, "announce", "refuse", "p3") == {"refused": 1, "already": 0}

    command = ("announce", "people", 1, "--to", contacts)
    asked = heard(*command, "--output", tmp_path / "asked", "--format", "json")
    assert (asked.json["written"], asked.json["not_asked"] > 5) == (0, True)
    assert "were never asked and are left out" in " ".join(asked.err.split())
    made = row(heard, *command, "--not-asked", "--output", tmp_path / "out")
    left_out = ("not_matched", "no_address", "told", "refused", "without_consent", "not_asked")
    assert made["customers"] == made["written"] + sum(made[key] for key in left_out)
    assert made["refused"] == 1
    messages = sorted((tmp_path / "out").glob("*.eml"))
    assert len(messages) == made["written"] > 5
    assert b"p3@example.org" not in b"".join(path.read_bytes() for path in messages)

    form = tmp_path / "out" / "replies.csv"
    assert row(heard, "announce", "told", 1, form) == {"told": made["written"], "left_out": 0}
    assert row(heard, "announce", "told", 1, form) == {"told": 0, "left_out": made["written"]}
    again = row(heard, *command, "--not-asked", "--output", tmp_path / "again")
    assert (again["written"], again["told"]) == (0, made["written"])

    with form.open(encoding="utf-8-sig", newline="") as file:
        answers = list(csv.DictReader(file))
    answers[0]["solved"], answers[1]["solved"] = "não", "ya"
    with form.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(answers[0]))
        writer.writeheader()
        writer.writerows(answers)
    report = row(heard, "announce", "replies", 1, form)
    assert (report["helped"], report["not_helped"]) == (1, 1)
    assert report["reopened"] == [theme["id"]]
    assert row(heard, "announce", "replies", 1, form)["reopened"] == []
    assert login_theme(heard)["outcome"] == "undecided"


def test_a_table_to_join_names_everybody_and_no_address(
    heard: Heard, comments_csv: Path, changelog: Path, tmp_path: Path
) -> None:
    publish(heard, comments_csv, changelog)
    made = row(heard, "announce", "people", 1, "--not-asked", "--output", tmp_path / "table")
    with (tmp_path / "table" / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == made["written"] == made["customers"]
    assert "@" not in json.dumps(rows)


def test_whoever_is_quoted_no_more_is_named_with_what_quotes_them(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    publish(heard, comments_csv, changelog)
    result = heard("announce", "unquote", "p1", "--format", "json")
    assert (result.code, result.json) == (0, [])
    assert heard("announce", "unquote", "nobody").code == 1


def test_importing_a_file_again_does_not_give_a_withdrawn_consent_back(
    heard: Heard, tmp_path: Path
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(
        "id,customer,comment,quotable\n"
        "1,p1,It is far too slow to start,yes\n2,p2,The new screen is nice,yes\n"
    )
    told = ("--map", "text=comment", "--map", "customer=customer", "--map", "consent=quotable")
    assert row(heard, "import", path, *told)["imported"] == 2
    assert heard("announce", "unquote", "p1").code == 0
    assert row(heard, "import", path, *told)["duplicates"] == 2
    assert row(heard, "announce", "quote-again", "p1")["comments"] == 1
    assert heard("announce", "quote-again", "p1").code == 1
    assert row(heard, "import", path, *told)["duplicates"] == 2


def test_a_form_that_is_none_is_an_error_in_one_sentence(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    publish(heard, comments_csv, changelog)
    result = heard("announce", "replies", 1, comments_csv)
    assert result.code == 1
    assert "is no form of ours" in " ".join(result.err.split())
