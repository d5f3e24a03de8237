"""Which announcements there are, one of them with what became of it, and what goes out when."""

from pathlib import Path

from tests.cli.running import Heard
from tests.cli.test_announce_people import publish, row
from tests.cli.test_loop import login_theme, prepare


def test_announcements_are_listed_shown_and_put_into_a_calendar(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    theme = publish(heard, comments_csv, changelog)
    row(heard, "announce", "draft", theme["id"], "--language", "pt")
    row(heard, "announce", "approve", 2)
    row(heard, "announce", "schedule", 2, "--on", "2099-03-01")
    listed = heard("announce", "list", "--format", "json").json
    assert [(each["id"], each["status"], each["language"]) for each in listed] == [
        (2, "scheduled", "pt"),
        (1, "published", "en"),
    ]
    assert listed[1].keys() == {
        *("id", "status", "outcome", "language", "theme_ids", "headline"),
        *("created_at", "approved_at", "scheduled_for", "published_at", "withdrawn_at"),
    }
    (only,) = heard("announce", "list", "--status", "published", "--format", "json").json
    assert only["id"] == 1
    assert heard("announce", "list", "--language", "kk", "--format", "json").json == []
    assert len(heard("announce", "list", "--theme", theme["id"], "--format", "json").json) == 2
    days = heard("announce", "calendar", "--format", "json").json
    assert [(each["id"], each["status"]) for each in days] == [(1, "published"), (2, "scheduled")]
    assert days[1]["day"] == "2099-03-01"
    for command in ("list", "calendar"):
        assert "2099-03-01" in heard("announce", "calendar").out
        assert only["headline"][:12] in heard("announce", command).out
    header = heard("announce", "list", "--format", "csv").out.splitlines()[0]
    assert header.startswith("id,status,outcome,language")


def test_what_was_made_of_an_announcement_is_shown_until_it_is_taken_down(
    heard: Heard, comments_csv: Path, changelog: Path, tmp_path: Path
) -> None:
    publish(heard, comments_csv, changelog)
    page = tmp_path / "page.html"
    heard("announce", "export", 1, "--as", "html", "--output", page)
    heard("announce", "site", tmp_path / "site")
    shown = row(heard, "announce", "show", 1)
    assert sorted(made["format"] for made in shown["files"]) == ["html", "site"]
    assert shown["news"]["stale"] == [] and shown["news"]["sentence"] == ""
    assert "html (" in heard("announce", "show", 1).out
    heard("announce", "withdraw", 1)
    assert row(heard, "announce", "show", 1)["news"]["stale"] == ["html", "site"]
    # Once the pages are written again they no longer hold it.
    heard("announce", "site", tmp_path / "site")
    assert row(heard, "announce", "show", 1)["news"]["stale"] == ["html"]
    assert heard("announce", "taken-down", 1, "html").code == 0
    assert row(heard, "announce", "show", 1)["files"] == []
    again = heard("announce", "taken-down", 1, "html")
    assert (again.code, "No file “html” of announcement 1 is noted" in again.err) == (1, True)


def test_drafting_the_same_twice_leads_to_the_draft_there_is(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    theme = publish(heard, comments_csv, changelog)
    first = heard("announce", "draft", theme["id"], "--format", "json")
    assert first.json["id"] == 2
    assert "Announcement 1 says the same: it is published." in first.err
    second = heard("announce", "draft", theme["id"], "--format", "json")
    assert second.json["id"] == 2
    assert "Announcement 2 says the same: it is a draft. No second one was drafted." in second.err
    other_tone = heard("announce", "draft", theme["id"], "--tone", "warm", "--format", "json")
    assert other_tone.json["id"] == 3 and "Announcement 2" in other_tone.err
    assert row(heard, "announce", "draft", theme["id"], "--again")["id"] == 4
    assert row(heard, "announce", "draft", theme["id"], "--language", "kk")["id"] == 5


def test_a_plan_that_was_overtaken_is_said(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    theme = publish(heard, comments_csv, changelog)["id"]
    plan = ("--outcome", "planned", "--on", "2027-01-01", "--reason", "Phones come first")
    assert heard("themes", "decide", theme, *plan).code == 0
    done = row(heard, "announce", "show", 1)["news"]
    assert (done["outcome_now"], done["overtaken_by"]) == ("planned", None)
    assert "It says “done”, and its theme is planned now. Draft the new answer." in done["sentence"]
    assert row(heard, "announce", "draft", theme)["id"] == 2
    for step in ("approve", "publish"):
        row(heard, "announce", step, 2)
    assert heard("themes", "decide", theme, "--outcome", "did").code == 0
    news = row(heard, "announce", "show", 2)["news"]
    assert (news["outcome_now"], news["overtaken_by"]) == ("did", 1)
    assert (
        "its theme is done now, as announcement 1 tells. Withdraw this one."
        in heard("announce", "history", 2).err
    )
    heard("announce", "withdraw", 2)
    assert row(heard, "announce", "show", 2)["news"]["overtaken_by"] is None


def test_whoever_is_in_no_file_cannot_be_refused(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    publish(heard, comments_csv, changelog)
    result = heard("announce", "refuse", "p3", "P3")
    assert (result.code, "Nobody with the id “P3” has written" in result.err) == (1, True)
    assert row(heard, "announce", "refuse", "p3") == {"refused": 1, "already": 0}


def test_a_name_heard_made_is_noted_and_can_be_given_or_kept_while_drafting(
    heard: Heard, comments_csv: Path, changelog: Path
) -> None:
    prepare(heard, comments_csv, changelog)
    theme = login_theme(heard)["id"]
    (best, *_) = heard("links", "suggest", "--theme", theme, "--format", "json").json
    row(heard, "links", "accept", theme, best["change_id"])
    first = heard("announce", "draft", theme, "--format", "json")
    assert "nobody has confirmed it" in first.err
    assert "--name" in first.err
    checked = heard("announce", "check", 1, "--format", "json")
    assert (checked.code, checked.json) == (0, []), "a name is no claim"
    assert "nobody has confirmed it" in checked.err
    wrong = heard("announce", "draft", theme, "--name", "Codes", "--name", "Too many")
    assert (wrong.code, "Themes: 1, names: 2" in wrong.err) == (1, True)
    named = heard("announce", "draft", theme, "--name", "Codes that come late", "--format", "json")
    assert "Codes that come late" in named.json["headline"]
    assert "nobody has confirmed" not in named.err
    assert heard("announce", "check", named.json["id"], "--format", "json").json == []
    heard("announce", "approve", named.json["id"])
    published = heard("announce", "publish", named.json["id"])
    assert "will stand on the public pages" in published.err
