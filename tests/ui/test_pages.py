"""What the pages show and do, on a real store."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from feedback.actions.announcements import draft_announcement
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.actions.theme_edits import rename_theme
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.change import LinkState
from feedback.domain.comment import Source
from feedback.domain.job import Job, JobStatus
from feedback.domain.theme import Outcome
from feedback.settings import Settings
from feedback.ui import reads
from tests.ui.conftest import LATER

Visit = Callable[..., AppTest]


def all_text(page: AppTest) -> str:
    """Everything a page says in words, escapes taken out."""
    kinds = ("title", "header", "text", "markdown", "caption", "error", "warning", "success")
    said = [element.value for kind in kinds for element in page.get(kind)]
    return "\n".join(said).replace("\\", "").replace("\u2060", "")


def test_an_empty_home_offers_the_sample_and_an_import(store: Store, visit: Visit) -> None:
    page = visit("home")
    assert [button.label for button in page.button] == ["Explore the sample", "Import my feedback"]
    assert not page.metric


def test_without_comments_nothing_is_said_to_be_in_a_theme(store: Store, visit: Visit) -> None:
    page = visit("not-yet-a-theme")
    assert page.header[0].value == "No comments yet"
    assert not [button for button in page.button if button.label == "Go to the themes"]


def test_without_a_run_no_run_is_said_to_have_ended(store: Store, visit: Visit) -> None:
    said = all_text(visit("proposal"))
    assert "Nothing waits" in said
    assert "last run" not in said


@pytest.mark.parametrize(
    ("name", "title"),
    [("home", "Heard"), ("decisions", "Decisions · Heard"), ("open-loops", "Open loops · Heard")],
)
def test_the_tab_of_a_browser_says_which_page_it_is(
    filled: Store, visit: Visit, monkeypatch: pytest.MonkeyPatch, name: str, title: str
) -> None:
    titles: list[str] = []
    original = st.set_page_config

    def seen(**given: Any) -> None:
        titles.append(given["page_title"])
        original(**given)

    monkeypatch.setattr(st, "set_page_config", seen)
    visit(name)
    assert titles[-1] == title


def test_home_counts_what_the_store_holds(filled: Store, visit: Visit) -> None:
    page = visit("home")
    figures = {metric.label: metric.value for metric in page.metric}
    assert figures == {
        "Open themes": "2",
        "Waiting > 90 days": "40",
        "Not announced yet": "0",
        "Loops closed": "0%",
    }
    assert "has waited longest, since" in all_text(page)
    assert "0 of 40 loops are closed" in all_text(page)
    assert "A shipped change may answer “Late parcels” (30 comments)" in all_text(page)


def test_a_page_shows_what_was_written_after_it_was_first_read(filled: Store, visit: Visit) -> None:
    page = visit("home")
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    page.run()
    figures = {metric.label: metric.value for metric in page.metric}
    assert (figures["Open themes"], figures["Not announced yet"]) == ("1", "1")


def test_the_sample_is_removed_from_home_and_nothing_else_is(filled: Store, visit: Visit) -> None:
    filled.comments.ensure_source(Source(name="Sample", is_sample=True))
    some = filled.comments.get([1])[0]
    filled.comments.upsert([dataclasses.replace(some, source="Sample")])
    page = visit("home")
    page.button(key="remove_sample").click().run()
    assert filled.comments.totals().comments == 40
    assert [source.name for source in filled.comments.sources()] == ["Shop survey"]
    assert not [button for button in page.button if button.key == "remove_sample"]


def test_a_theme_shows_its_numbers_its_comments_and_why_a_change_may_answer_it(
    filled: Store, visit: Visit
) -> None:
    page = visit("theme", theme=1)
    said = all_text(page)
    assert page.title[0].value == "Late parcels"
    assert "★ 2 · English" in said
    assert "Both speak of “parcel”." in said
    assert "30 comments, newest first" in said
    assert said.count("My parcel came late") == 2 + 20


def test_a_theme_is_renamed_in_place(filled: Store, visit: Visit) -> None:
    page = visit("theme", theme=1)
    page.text_input(key="name_1").set_value("Parcels that come too late")
    page.button[_place_of(page, "Rename")].click().run()
    theme = filled.themes.get(1)
    assert theme is not None
    assert theme.name == page.title[0].value == "Parcels that come too late"
    assert theme.named_by_person


def test_a_second_rename_does_not_silently_replace_somebody_elses(
    filled: Store, visit: Visit
) -> None:
    page = visit("theme", theme=1)
    rename_theme(filled, 1, "Named by somebody else", now=datetime(2024, 6, 5))
    page.text_input(key="name_1").set_value("Named by me")
    page.button[_place_of(page, "Rename")].click().run()
    assert filled.themes.get(1).name == "Named by somebody else"  # type: ignore[union-attr]
    assert "Named by somebody else" in all_text(page)
    assert page.text_input(key="name_1").value == "Named by me"
    page.button(key="keep_mine").click().run()
    assert filled.themes.get(1).name == "Named by me"  # type: ignore[union-attr]


@pytest.mark.parametrize(("key", "outcome"), [("did", Outcome.DID), ("partly", Outcome.PARTLY)])
def test_accepting_a_change_links_it_and_decides_the_theme(
    filled: Store, visit: Visit, key: str, outcome: Outcome
) -> None:
    change_id = filled.changes.all()[0].id
    page = visit("theme", theme=1)
    page.button(key=f"{key}_{change_id}").click().run()
    assert filled.links.get(1, change_id).state is LinkState.ACCEPTED  # type: ignore[union-attr]
    assert filled.themes.get(1).outcome is outcome  # type: ignore[union-attr]
    assert page.button(key="draft").label == "Draft an announcement"


def test_a_rejected_change_is_not_suggested_again(filled: Store, visit: Visit) -> None:
    change_id = filled.changes.all()[0].id
    page = visit("theme", theme=1)
    page.button(key=f"reject_{change_id}").click().run()
    assert filled.links.get(1, change_id).state is LinkState.REJECTED  # type: ignore[union-attr]
    assert "Nothing else that was shipped looks like an answer." in all_text(page)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("999", "There is no theme 999."), ("<b>", "The address names no theme.")],
)
def test_an_address_of_no_theme_gets_a_sentence(
    filled: Store, visit: Visit, address: str, sentence: str
) -> None:
    page = visit("theme", theme=address)
    assert sentence in all_text(page)
    assert not page.exception


def test_the_status_in_the_address_narrows_the_list_of_themes(filled: Store, visit: Visit) -> None:
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    page = visit("themes", status="Open")
    assert list(page.dataframe[0].value["Theme"]) == ["Friendly staff"]
    page = visit("themes")
    assert list(page.dataframe[0].value["Comments"]) == [30, 10]


def test_changes_say_which_answer_no_theme_and_which_nobody_was_told_about(
    filled: Store, visit: Visit
) -> None:
    said = all_text(visit("changes"))
    assert "1 change: 0 announced, 0 answering a theme and not announced" in said
    assert "1 answering no theme, 0 planned." in said
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    page = visit("changes")
    assert "1 answering a theme and not announced, 0 answering no theme" in all_text(page)
    assert list(page.dataframe[-1].value["Answers"]) == ["Late parcels"]


@pytest.fixture
def draft(filled: Store) -> int:
    """A draft for the first theme; its id."""
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    return draft_announcement(filled, [1], now=LATER).id


def test_an_announcement_is_approved_and_published_step_by_step(
    filled: Store, visit: Visit, draft: int
) -> None:
    page = visit("announcement", announcement=draft)
    page.button(key="approve").click().run()
    assert filled.announcements.get(draft).status is AnnouncementStatus.APPROVED  # type: ignore[union-attr]
    page.button(key="publish").click().run()
    assert filled.announcements.get(draft).status is AnnouncementStatus.PUBLISHED  # type: ignore[union-attr]
    assert not page.text_area
    home = visit("home")
    assert {m.label: m.value for m in home.metric}["Loops closed"] == "75%"
    assert "1 theme announced" in [link.label for link in home.get("page_link")]


def test_a_claim_the_facts_do_not_carry_stands_beside_its_field_and_stops_approval(
    filled: Store, visit: Visit, draft: int
) -> None:
    page = visit("announcement", announcement=draft)
    page.text_area(key=f"we_did_{draft}").set_value("We made everything 300% faster for everybody.")
    page.button[_place_of(page, "Save and check")].click().run()
    assert "“300%” of what?" in all_text(page)
    assert not [button for button in page.button if button.key == "approve"]
    assert page.text_area(key=f"we_did_{draft}").value.startswith("We made everything")


def test_saving_over_somebody_elses_text_is_noticed_and_what_was_typed_stays(
    filled: Store, visit: Visit, draft: int
) -> None:
    page = visit("announcement", announcement=draft)
    stored = filled.announcements.get(draft)
    assert stored is not None
    filled.announcements.save(stored)
    page.text_input(key=f"headline_{draft}").set_value("My headline")
    page.button[_place_of(page, "Save and check")].click().run()
    assert filled.announcements.get(draft).headline == stored.headline  # type: ignore[union-attr]
    assert page.text_input(key=f"headline_{draft}").value == "My headline"
    assert page.error


def test_a_defect_shows_a_reference_and_keeps_its_details_in_the_log(
    filled: Store, settings: Settings, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(today: date) -> None:
        raise RuntimeError("a detail nobody should read")

    monkeypatch.setattr(reads, "figures", fail)
    page = visit("home")
    message = page.error[0].value.replace("\\", "")
    assert "a detail nobody should read" not in all_text(page)
    reference = message.split("reference ")[1].rstrip(".")
    log = settings.log_file.read_text(encoding="utf-8")
    assert reference in log
    assert "a detail nobody should read" in log


def test_a_database_that_cannot_be_opened_gets_a_sentence(
    settings: Settings, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is not a database at all" * 100)
    monkeypatch.setenv("HEARD_DATABASE_URL", f"sqlite:///{broken}")
    page = visit("home")
    assert len(page.error) == 1
    assert "Traceback" not in all_text(page)
    assert not page.exception


def _place_of(page: AppTest, label: str) -> int:
    return [button.label for button in page.button].index(label)


def test_how_a_job_ended_stays_on_the_page_when_it_runs_again(filled: Store, visit: Visit) -> None:
    now = datetime.now()
    job_id = filled.jobs.add(Job(kind="find_themes", created_at=now, heartbeat_at=now))
    page = visit("themes")
    assert "Finding themes" in all_text(page)
    job = filled.jobs.get(job_id)
    assert job is not None
    filled.jobs.save(
        dataclasses.replace(
            job, status=JobStatus.FAILED, error="The disk is full.", finished_at=datetime.now()
        )
    )
    for _ in range(2):
        page.run()
        assert "The disk is full." in all_text(page)
        assert "30" in page.dataframe[0].value["Comments"].astype(str).tolist()


def test_a_job_whose_worker_died_is_said_to_have_stopped(filled: Store, visit: Visit) -> None:
    now = datetime.now()
    filled.jobs.add(Job(kind="find_themes", created_at=now, heartbeat_at=now))
    page = visit("themes")
    job = filled.jobs.recent(kind="find_themes")[0]
    silent_since = now - timedelta(seconds=90)
    filled.jobs.save(dataclasses.replace(job, status=JobStatus.RUNNING, heartbeat_at=silent_since))
    page.run()
    assert "The work stopped unexpectedly." in all_text(page)
