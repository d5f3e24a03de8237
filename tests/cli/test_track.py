"""`track …` from a file of comments to the digest."""

import email
import email.policy
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.running import Heard


@pytest.fixture
def loaded(heard: Heard, comments_csv: Path, changelog: Path) -> Heard:
    """Forty comments in themes, a changelog, one accepted link."""
    arguments = ("--source", "App", "--channel", "email")
    assert heard("import", comments_csv, *arguments).code == 0
    assert heard("themes", "find", "--number", 2).code == 0
    assert heard("changes", "import", changelog).code == 0
    return heard


def test_open_loops_name_who_waits_longest_first(loaded: Heard) -> None:
    rows = loaded("track", "open", "--format", "json").json
    assert sum(row["waiting"] for row in rows) == 40
    since = [row["waiting_since"] for row in rows]
    assert since == sorted(since)
    ages = ("days_0_14", "days_15_30", "days_31_90", "days_over_90")
    assert all(sum(row[age] for age in ages) == row["waiting"] for row in rows)
    assert {"theme_id", "theme", "people", "median_days", "p90_days", "next"} <= set(rows[0])
    assert loaded("track", "open", "--source", "Nowhere").code == 1
    assert loaded("track", "open", "--owner", "Ana", "--format", "json").json == []


def test_a_promise_is_made_judged_changed_and_ended(loaded: Heard) -> None:
    made = loaded(
        "track", "promise", "Within two hours", "--within", "2h", "--channel", "email",
        "--hours", "Mon-Fri 09:00-17:00", "--timezone", "Asia/Almaty", "--since", "2026-01-01",
        "--format", "json",
    ).json  # fmt: skip
    assert (made["promised"], made["since"], made["until"]) == ("2 hours", "2026-01-01", None)
    (row,) = loaded("track", "promises", "--since", "2026-01-01", "--format", "json").json
    assert (row["kept"], row["broken"], row["share_kept"]) == (0, 40, 0.0)
    changed = loaded(
        "track", "promise", "Within a day", "--within", "1d", "--channel", "email",
        "--since", "2026-03-01", "--replaces", made["id"], "--format", "json",
    ).json  # fmt: skip
    rows = loaded("track", "promises", "--since", "2026-01-01", "--format", "json").json
    assert {row["id"]: row["until"] for row in rows} == {
        made["id"]: "2026-02-28",
        changed["id"]: None,
    }
    assert sum(row["broken"] for row in rows) == 40
    assert loaded("track", "end-promise", changed["id"]).code == 0
    assert loaded("track", "end-promise", 99).code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--within", "soon"), "no length of time"),
        (("--within", "2h", "--hours", "always"), "staffed hours"),
        (("--within", "2h", "--timezone", "Mars"), "no time zone"),
        (("--within", "2h", "--kind", "decide"), "whole days"),
        (("--within", "2h", "--source", "Nowhere"), "no source"),
    ],
)
def test_a_promise_that_makes_no_sense_gets_a_sentence(
    loaded: Heard, arguments: tuple[str, ...], sentence: str
) -> None:
    result = loaded("track", "promise", "Soon", *arguments)
    assert result.code == 1
    assert sentence in result.err
    assert loaded("track", "promises", "--format", "json").json == []


def test_impact_is_for_shipped_changes_that_answer_something(loaded: Heard) -> None:
    changes = loaded("changes", "list", "--format", "json").json
    login = next(row["id"] for row in changes if "Login" in row["title"])
    assert "answers no theme yet" in loaded("track", "impact", login).err
    theme = loaded("themes", "list", "--format", "json").json[0]["id"]
    assert loaded("links", "accept", theme, login).code == 0
    (row,) = loaded("track", "impact", login, "--format", "json").json
    assert (row["theme_id"], row["verdict"]) == (theme, "too little data")
    assert row["rate_ratio"] is None
    assert row["sentence"].startswith("Too little data")
    assert loaded("track", "impact", 999).code == 1


def test_the_loop_and_the_arrivals_add_up(loaded: Heard) -> None:
    steps = loaded("track", "loop", "--format", "json").json
    everything = {row["step"]: row["comments"] for row in steps if row["period"] == "all"}
    assert everything["received"] == 40
    assert everything["told"] == everything["confirmed"] == 0
    months = loaded("track", "loop", "--periods", "--format", "json").json
    assert sum(row["received"] for row in months if row["period"] != "all") == 40
    arrivals = loaded("track", "arrivals", "--format", "json")
    assert sum(row["comments"] for row in arrivals.json) == 0
    assert "without a time of day" in arrivals.err


def test_waits_of_an_age_and_the_reach_of_complaints(loaded: Heard) -> None:
    rows = loaded("track", "open", "--format", "json").json
    ages = {"0–14": "days_0_14", "over 90": "days_over_90"}
    for age, column in ages.items():
        found = loaded("track", "open", "--age", age, "--format", "json").json
        assert sum(row["waiting"] for row in found) == sum(row[column] for row in rows)
        assert all(row["waiting"] == row[column] for row in found)
    assert "There is no age" in loaded("track", "open", "--age", "old").err
    row = loaded("track", "reach", "--factor", 10, "--format", "json").json
    assert row["people_complaining"] > 0
    assert row["estimate"] == pytest.approx(10 * row["people_complaining"], rel=0.05)
    assert "TARP" in row["source"]
    assert "between 1 and 1,000" in loaded("track", "reach", "--factor", 0).err


def test_a_customer_is_found_by_the_id_of_the_file(loaded: Heard) -> None:
    rows = loaded("track", "customer", "p3", "--format", "json").json
    assert [row["wrote_on"] for row in rows] == sorted(row["wrote_on"] for row in rows)
    assert len(rows) == 2
    assert loaded("track", "customer", "nobody-by-that-id").code == 1


def test_expectations_are_corrected_by_hand_and_given_back(loaded: Heard) -> None:
    theme = loaded("themes", "list", "--format", "json").json[0]["id"]
    row = loaded("track", "expect", theme, "honest", "--format", "json").json
    assert (row["expectation"], row["by_hand"]) == ("honest", True)
    row = loaded("track", "expect", theme, "auto", "--format", "json").json
    assert not row["by_hand"]
    assert loaded("track", "expect", theme, "cheap").code == 1


def test_the_digest_is_markdown_or_a_mail_that_nobody_sent(loaded: Heard, tmp_path: Path) -> None:
    theme = loaded("themes", "list", "--format", "json").json[0]["id"]
    loaded("themes", "rename", theme, "<b>*Late*</b> [x](http://evil)")
    said = loaded("track", "digest").out
    assert said.startswith("# The week of ")
    assert "\\<b\\>\\*Late\\*" in said
    assert "\\[x\\](http:\u2060//evil)" in said
    file = tmp_path / "digest.eml"
    result = loaded("track", "digest", "--as", "eml", "--to", "ana@example.com", "--output", file)
    assert result.code == 0
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["X-Unsent"]) == ("ana@example.com", "1")
    assert "people wait" in str(mail["Subject"])
    assert "40 comments never got an answer" in mail.get_content()
    assert "Name a file" in loaded("track", "digest", "--as", "pdf").err
    file = tmp_path / "digest.pdf"
    assert loaded("track", "digest", "--as", "pdf", "--output", file).code == 0
    pages = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "40 comments never got an answer" in " ".join(pages.split())
    assert "<b>*Late*</b> [x](http://evil)" in " ".join(pages.split()), "text, no markup"
    smuggled = loaded("track", "digest", "--as", "eml", "--to", "a@b.c\nBcc: d@e.f")
    assert (smuggled.code, "line break" in smuggled.err) == (1, True)
