"""Editing themes as commands: what is said, what is so afterwards, and taking it back."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Heard


@pytest.fixture
def themes(heard: Heard, comments_csv: Path) -> tuple[int, int]:
    """The ids of the theme about login codes and of that about deliveries."""
    assert heard("import", comments_csv).code == 0
    assert heard("themes", "find", "--number", 2).code == 0
    found = heard("themes", "list", "--format", "json").json
    login = next(row["id"] for row in found if "login" in " ".join(row["terms"]).lower())
    return login, next(row["id"] for row in found if row["id"] != login)


def edit(heard: Heard, *arguments: object) -> Any:
    done = heard("themes", *arguments, "--by", "Ada", "--format", "json")
    assert done.code == 0, done.err
    return done.json


def row_of(heard: Heard, theme_id: int) -> dict[str, Any]:
    rows = heard("themes", "list", "--format", "json").json
    return next(row for row in rows if row["id"] == theme_id)


def test_a_theme_gets_its_words_and_its_owner(heard: Heard, themes: tuple[int, int]) -> None:
    login, _ = themes
    edit(heard, "rename", login, "Login codes")
    edit(heard, "describe", login, "Codes that do not come")
    edit(heard, "owner", login, "Ben")
    edit(heard, "priority", login, "high")
    edit(heard, "tags", login, "phone", "login")
    edit(heard, "pin", login)
    row = row_of(heard, login)
    assert (row["name"], row["owner"]) == ("Login codes", "Ben")
    said = [entry["what"] for entry in heard("themes", "history", login, "--format", "json").json]
    assert len(said) >= 6
    assert all("Ada" in sentence for sentence in said[:6])
    edit(heard, "hide", login)
    assert login not in {row["id"] for row in heard("themes", "list", "--format", "json").json}
    edit(heard, "hide", login, "--off")
    assert row_of(heard, login)["name"] == "Login codes"


def test_a_merge_is_looked_at_first_then_made_and_taken_back(
    heard: Heard, themes: tuple[int, int]
) -> None:
    login, delivery = themes
    before = {theme_id: row_of(heard, theme_id)["comments"] for theme_id in themes}
    decided = ("--reason", "The law says so.", "--review-on", date.today() + timedelta(days=60))
    edit(heard, "decide", login, "--outcome", "cannot", *decided)

    looked = heard("themes", "merge", login, "--into", delivery, "--dry-run")
    assert looked.code == 0
    assert looked.err.strip(), "it says what would come along"
    assert {theme_id: row_of(heard, theme_id)["comments"] for theme_id in themes} == before

    edit(heard, "merge", login, "--into", delivery, "--holds", login)
    row = row_of(heard, delivery)
    assert row["comments"] == sum(before.values())
    assert row["outcome"] == "cannot", "the decision that was said to hold"

    would = heard("themes", "undo", "--dry-run")
    assert would.code == 0
    assert row_of(heard, delivery)["comments"] == sum(before.values())
    edit(heard, "undo")
    assert {theme_id: row_of(heard, theme_id)["comments"] for theme_id in themes} == before
    assert row_of(heard, delivery)["outcome"] == "undecided"


def test_comments_move_leave_and_have_a_second_theme(heard: Heard, themes: tuple[int, int]) -> None:
    login, delivery = themes
    before = {theme_id: row_of(heard, theme_id)["comments"] for theme_id in themes}
    moved = 2  # the second row of the file is about a login code
    edit(heard, "move", moved, "--to", delivery)
    assert row_of(heard, login)["comments"] == before[login] - 1
    assert row_of(heard, delivery)["comments"] == before[delivery] + 1
    edit(heard, "second", moved, "--to", login)
    edit(heard, "remove", moved, "--from", delivery)
    assert row_of(heard, delivery)["comments"] == before[delivery]
    for _ in range(3):
        edit(heard, "undo")
    assert {theme_id: row_of(heard, theme_id)["comments"] for theme_id in themes} == before


def test_a_theme_is_split_and_whole_again(heard: Heard, themes: tuple[int, int]) -> None:
    login, _ = themes
    before = row_of(heard, login)["comments"]
    edit(heard, "split", login, "--parts", 2)
    rows = heard("themes", "list", "--format", "json").json
    assert len(rows) == 3
    assert row_of(heard, login)["comments"] < before
    edit(heard, "undo")
    assert row_of(heard, login)["comments"] == before


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("merge", 1, "--into", 1), "itself"),
        (("rename", 999, "Late"), "no theme 999"),
        (("rename", 1, "   "), "name"),
        (("move", 99_999, "--to", 1), "99999"),
        (("undo",), "undo"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    heard: Heard, themes: tuple[int, int], command: tuple[object, ...], sentence: str
) -> None:
    before = heard("themes", "list", "--format", "json").json
    refused = heard("themes", *command)
    assert (refused.code, refused.out) == (1, "")
    assert sentence in refused.err.lower()
    assert heard("themes", "list", "--format", "json").json == before
