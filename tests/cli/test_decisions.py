"""Deciding, finding missing loops, and changes by hand, as commands."""

from datetime import date, timedelta
from pathlib import Path

from tests.cli.running import Heard

SOON = (date.today() + timedelta(days=60)).isoformat()
THEME_KEYS = {"id", "name", "terms", "comments", "languages", "status", "outcome", "owner"}


def prepare(heard: Heard, comments_csv: Path, changelog: Path) -> int:
    """The id of the theme about login codes."""
    assert heard("import", comments_csv).code == 0
    assert heard("themes", "find", "--number", 2).code == 0
    assert heard("changes", "import", changelog).code == 0
    themes = heard("themes", "list", "--format", "json").json
    return next(t["id"] for t in themes if "login" in " ".join(t["terms"]).lower())


def test_a_theme_is_decided_each_way_with_its_history(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    theme = prepare(heard, comments_csv, changelog)

    def decide(*rest: object) -> dict[str, object]:
        done = heard("themes", "decide", theme, "--outcome", *rest, "--format", "json")
        assert done.code == 0, done.err
        assert done.json.keys() >= THEME_KEYS
        return done.json

    planned = decide("planned", "--reason", "After the summer", "--review-on", SOON)
    assert (planned["outcome"], planned["planned_for"]) == ("planned", SOON)
    cannot = decide("cannot", "--reason", "The law says so.", "--review-on", SOON, "--by", "Ada")
    assert (cannot["before"], cannot["review_on"], cannot["decided_by"]) == ("planned", SOON, "Ada")
    decide("will-not", "--reason", "Too dear for everybody.", "--review-on", SOON)
    assert decide("exists", "--reason", "Settings → Login")["where"] == "Settings → Login"

    refused = heard("themes", "decide", theme, "--outcome", "did")
    assert (refused.code, refused.out) == (1, "")
    assert "needs an accepted change that has shipped" in refused.err
    best = heard("links", "suggest", "--theme", theme, "--format", "json").json[0]["change_id"]
    assert heard("links", "accept", theme, best).code == 0
    assert decide("partly")["outcome"] == "partly"

    history = heard("themes", "decisions", theme, "--format", "json").json
    assert [row["outcome"] for row in history] == [
        "partly", "did", "exists", "will-not", "cannot", "planned",
    ]  # fmt: skip
    assert heard("themes", "due", "--format", "json").json == []


def test_what_is_missing_is_an_error_of_one_sentence(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    theme = prepare(heard, comments_csv, changelog)
    for rest, sentence in (
        (("cannot", "--review-on", SOON), "needs a reason"),
        (("cannot", "--reason", "No."), "needs a day"),
        (("planned",), "needs the day"),
        (("planned", "--review-on", "soon"), "is not a date"),
        (("planned", "--review-on", "2020-01-01"), "has passed already"),
        (("exists",), "needs where to find it"),
    ):
        result = heard("themes", "decide", theme, "--outcome", *rest)
        assert result.code == 1
        assert result.err.startswith("error: ") and sentence in result.err
        assert "Traceback" not in result.err
    assert heard("themes", "decide", theme, "--outcome", "maybe").code == 2
    assert heard("themes", "decide", 999, "--outcome", "exists", "--reason", "x").code == 1


def test_a_missing_loop_is_found_linked_and_drafted(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    theme = prepare(heard, comments_csv, changelog)
    found = heard("links", "missing", "--format", "json")
    (loop,) = found.json
    assert (loop["theme_ids"], loop["linked"]) == ([theme], False)
    assert loop["comments"] == 20 and 0 < loop["people"] <= 20
    assert found.err.startswith("Looked at: 2 shipped changes")
    of_change = heard("links", "suggest", "--change", loop["change_id"], "--format", "json").json
    assert [row["theme_id"] for row in of_change] == [theme]
    drafted = heard("links", "draft", loop["change_id"], theme, "--format", "json").json
    assert (drafted["announcement"], drafted["status"]) == (1, "draft")
    assert heard("changes", "list", "--unannounced", "--format", "json").json[0]["themes"] == [
        theme
    ]
    for step in ("approve", "publish"):
        assert heard("announce", step, 1).code == 0
    assert heard("changes", "list", "--unannounced", "--format", "json").json == []
    closed = heard("links", "missing", "--format", "json")
    assert closed.json == []
    assert "(1 announced" in closed.err


def test_changes_are_added_edited_removed_and_restored(heard: Heard) -> None:
    added = heard("changes", "add", "Codes by mail", "--version", "1.4", "--format", "json").json
    assert (added["title"], added["planned"]) == ("Codes by mail", True)
    number = added["id"]
    edited = heard("changes", "edit", number, "--shipped-on", "2026-03-12", "--format", "json").json
    assert (edited["title"], edited["version"], edited["shipped_on"]) == (
        "Codes by mail", "1.4", "2026-03-12",
    )  # fmt: skip
    assert heard("changes", "edit", number, "--url", "javascript:x").code == 1
    assert heard("changes", "remove", number, "--format", "json").json["removed"] is True
    assert heard("changes", "list", "--format", "json").json == []
    assert "was removed" in heard("changes", "edit", number, "--title", "X").err
    assert heard("changes", "restore", number).code == 0
    assert [row["id"] for row in heard("changes", "list", "--format", "json").json] == [number]


def test_the_change_of_a_comment_is_asked_for_by_comment(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    prepare(heard, comments_csv, changelog)
    rows = heard("links", "suggest", "--by", "comment", "--top", 1, "--format", "json").json
    assert rows and {"comment_id", "external_id", "change_id", "score"} <= rows[0].keys()
    assert len({row["comment_id"] for row in rows}) == len(rows)
