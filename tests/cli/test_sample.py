"""The sample comes in with one command and leaves with one, and takes nothing else with it."""

from pathlib import Path

from tests.cli.running import Heard


def counts(heard: Heard) -> tuple[int, int]:
    themes = heard("themes", "list", "--format", "json").json
    changes = heard("changes", "list", "--format", "json").json
    return len(themes), len(changes)


def test_the_sample_comes_and_goes(heard: Heard) -> None:
    loaded = heard("demo", "--format", "json").json
    assert loaded["comments"] == 458
    assert counts(heard) == (loaded["themes"], loaded["changes"])
    assert heard("demo", "--format", "json").json["comments"] == 0
    best, *_ = heard("links", "suggest", "--top", 1, "--format", "json").json
    heard("links", "accept", best["theme_id"], best["change_id"])
    draft = heard("announce", "draft", best["theme_id"], "--format", "json").json
    assert draft["facts"]["quotes"], "a newcomer's first draft has customers' own words"
    gone = heard("demo", "--remove", "--format", "json").json
    assert gone["comments"] == 458
    assert counts(heard) == (0, 0)
    assert heard("themes", "list", "--status", "retired", "--format", "json").json == []


def test_own_comments_and_themes_stay_when_the_sample_goes(
    heard: Heard, comments_csv: Path
) -> None:
    heard("import", comments_csv, "--source", "Mine")
    heard("themes", "find", "--number", 2)
    mine = heard("themes", "list", "--format", "json").json
    heard("demo")
    heard("demo", "--remove")
    # How solid a theme is was last said by the run that found the sample's themes.
    said_by_a_run = {"solidity": "", "found_again": None}
    left = heard("themes", "list", "--format", "json").json
    assert [theme | said_by_a_run for theme in left] == [theme | said_by_a_run for theme in mine]


def test_own_comments_do_not_come_into_a_source_of_the_sample(
    heard: Heard, comments_csv: Path
) -> None:
    heard("demo")
    result = heard("import", comments_csv, "--source", "Larder survey")
    assert result.code == 1
    assert "sample" in result.err


def test_the_sample_is_no_base_for_what_own_customers_said(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    heard("import", comments_csv, "--source", "Mine")
    heard("themes", "find", "--number", 2)
    heard("changes", "import", changelog)
    heard("links", "accept", 1, 1)
    heard("demo")
    assert heard("announce", "draft", 1, "--format", "json").json["facts"]["of_comments"] == 40


def test_an_announcement_that_also_speaks_of_an_own_theme_stays(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    heard("import", comments_csv, "--source", "Mine")
    heard("themes", "find", "--number", 2)
    heard("changes", "import", changelog)
    heard("demo")
    sample_theme = max(t["id"] for t in heard("themes", "list", "--format", "json").json)
    for theme in (1, sample_theme):
        heard("links", "accept", theme, 1)
    draft = heard("announce", "draft", 1, sample_theme, "--format", "json").json["id"]
    heard("demo", "--remove")
    assert heard("announce", "export", draft).code == 0


def test_a_placeholder_date_is_no_date(heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text(
        "comment,created_at\n"
        "A normal comment about late delivery,2026-05-01\n"
        "Another one about delivery,9999-12-31\n"
        "A third one about delivery,0001-01-01\n",
        encoding="utf-8",
    )
    result = heard("import", path, "--format", "json")
    assert result.json["imported"] == 3
    assert "9999-12-31" in result.err
