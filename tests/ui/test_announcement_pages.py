"""An announcement's page and the list: what can be done in each state."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.announcement_names import confirm_names
from feedback.actions.announcement_news import announcement_news, note_export
from feedback.actions.announcement_workflow import (
    approve_announcement,
    publish_announcement,
    schedule_announcement,
    withdraw_announcement,
)
from feedback.actions.announcements import draft_announcement
from feedback.actions.decisions import decide
from feedback.actions.exports import announcement_formats
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.actions.telling import audience, mark_told
from feedback.actions.theme_edits import rename_theme
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.comment import Comment
from feedback.domain.theme import Assignment
from feedback.ui import state
from feedback.ui.announcement_preview import POSTS, USES
from tests.ui.conftest import LATER, press_in_dialog
from tests.ui.test_pages import all_text

Visit = Callable[..., AppTest]


@pytest.fixture
def draft(filled: Store) -> Announcement:
    """A draft about the first theme."""
    accept_link(filled, 1, 1, now=LATER)
    return draft_announcement(filled, [1], now=LATER)


def test_a_false_sentence_is_replaced_by_the_true_one(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    page = visit("announcement", announcement=draft.id)
    field = f"you_said_{draft.id}"
    _first, dot, rest = draft.you_said.partition(". ")
    page.text_area(key=field).set_value(f"All 99 comments were late{dot}{rest}").run()
    assert "True would be" in all_text(page)
    assert not [button for button in page.button if button.key == "approve"]
    page.button(key="use_you_said_0").click().run()
    assert page.text_area(key=field).value == draft.you_said
    assert filled.announcements.get(draft.id) == draft, "nothing is saved by it"
    page.text_area(key=field).set_value(f"{draft.you_said} Everybody waits.").run()
    page.button(key="leave_out_you_said_0").click().run()
    assert page.text_area(key=field).value == draft.you_said


def test_what_is_new_since_is_said_and_nothing_changes(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    note_export(filled, draft.id, as_="pdf", now=LATER)
    approve_announcement(filled, draft.id, now=LATER)
    publish_announcement(filled, draft.id, now=LATER)
    new = Comment(source="Shop survey", key="new", text="Late parcel again", language="en")
    with filled.writing():
        filled.comments.upsert([new])
        filled.themes.assign([Assignment(41, 1, 0.9)])
    page = visit("announcement", announcement=draft.id)
    assert "1 new comment since." in all_text(page)
    withdraw_announcement(filled, draft.id, now=LATER + timedelta(days=1))
    page = visit("announcement", announcement=draft.id)
    assert "These files were made of it" in all_text(page)
    assert page.table[0].value is not None
    page.button(key="again").click().run()
    press_in_dialog(page, "keep_name", opened_by="again")
    again = filled.announcements.get(2)
    assert again is not None
    assert again.facts.comments == draft.facts.comments + 1


def test_on_a_telephone_the_preview_is_one_tap_away(
    draft: Announcement, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not visit("announcement", announcement=draft.id).tabs
    monkeypatch.setattr(state, "is_narrow", lambda: True)
    page = visit("announcement", announcement=draft.id)
    assert [tab.label for tab in page.tabs] == ["Words", "Preview", "Facts"]
    words, shown, facts = page.tabs
    assert words.text_area and not words.table and facts.table
    assert [header.value for header in shown.header] == ["Preview", "Download"]
    assert [tab.label for tab in visit("announcements").tabs] == [
        "Announcements",
        "What goes out when",
    ]


def test_another_language_is_drafted_from_the_same_facts(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    page = visit("announcement", announcement=draft.id)
    page.pills(key="preview_format").set_value("text").run()
    page.selectbox(key=f"preview_language_{draft.id}").set_value("pt").run()
    assert "comentários" in page.code[0].value
    page.button(key="draft_in").click().run()
    other = filled.announcements.get(2)
    assert other is not None
    assert (other.language, other.facts) == ("pt", draft.facts)
    assert filled.announcements.steps(2)[0].status is AnnouncementStatus.DRAFT


def test_people_told_are_counted_and_the_others_offered(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    approve_announcement(filled, draft.id, now=LATER)
    publish_announcement(filled, draft.id, now=LATER)
    hearers = audience(filled, draft.id, with_not_asked=True).hearers
    mark_told(filled, draft.id, [hearers[0].customer], now=LATER)
    page = visit("announcement", announcement=draft.id)
    assert f"0 of {len(hearers)} customers" in all_text(page)
    assert f"{len(hearers) - 1} never asked" in all_text(page)
    page.checkbox(key=f"not_asked_{draft.id}").check().run()
    assert f"{len(hearers) - 1} of {len(hearers)} customers" in all_text(page)
    page.button(key="make").click().run()
    assert "to join with your addresses" in all_text(page)
    page.button(key="sent").click().run()
    assert f"0 of {len(hearers)} customers" in all_text(page)
    assert len(filled.tellings.of_announcement(draft.id)) == len(hearers)
    assert f"{len(hearers)} customers told one by one" in all_text(visit("theme", theme=1))


def test_the_history_shows_who_did_what_and_which_words_went(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    page = visit("announcement", announcement=draft.id)
    page.text_input(key=f"headline_{draft.id}").set_value("We heard you").run()
    page.button(key="save").click().run()
    said = all_text(page)
    assert "[+] We heard you" in said
    assert f"~~{draft.headline}~~" in said


@pytest.mark.parametrize("outcome", ["planned", "cannot", "will-not", "exists"])
def test_a_theme_decided_in_any_way_can_be_drafted(
    filled: Store, visit: Visit, outcome: str
) -> None:
    day = LATER.date() + timedelta(days=400)
    no: dict[str, Any] = {"reason": "It would cost too much.", "review_on": day}
    needs: dict[str, dict[str, Any]] = {
        "planned": {"planned_for": day},
        "exists": {"where": "Settings"},
    }
    decide(filled, 2, outcome=outcome, now=LATER, **needs.get(outcome, no))
    page = visit("theme", theme=2)
    page.button(key="draft").click().run()
    press_in_dialog(page, "keep_name", opened_by="draft")
    assert not page.exception
    made = filled.announcements.get(1)
    assert made is not None
    assert made.facts.outcome == outcome
    page = visit("announcements")
    assert not [button for button in page.button if button.key == "draft_2"]


def test_the_list_offers_a_draft_and_says_what_goes_out_when(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    decide(filled, 2, outcome="exists", where="Settings", now=LATER)
    approve_announcement(filled, draft.id, now=LATER)
    schedule_announcement(filled, draft.id, on=LATER.date(), now=LATER)
    page = visit("announcements")
    said = all_text(page)
    assert "What goes out when" in said
    assert "The day has passed" in said
    page.button(key="draft_2").click().run()
    assert filled.announcements.get(2) is None, "the name is asked for first"
    page.text_input(key="confirm_name_2").set_value("Staff who smile")
    press_in_dialog(page, "name_and_draft", opened_by="draft_2")
    drafted, theme = filled.announcements.get(2), filled.themes.get(2)
    assert drafted is not None
    assert theme is not None
    assert "Staff who smile" in drafted.headline
    assert (theme.name, theme.named_by_person) == ("Staff who smile", True)


def test_a_name_that_cannot_be_used_is_said_in_the_dialog_and_nothing_is_drafted(
    filled: Store, visit: Visit
) -> None:
    decide(filled, 2, outcome="exists", where="Settings", now=LATER)
    page = visit("announcements")
    page.button(key="draft_2").click().run()
    page.text_input(key="confirm_name_2").set_value("Late parcels")
    press_in_dialog(page, "name_and_draft", opened_by="draft_2")
    assert "Theme 1 is already called" in all_text(page) + str([e.value for e in page.error])
    assert filled.announcements.get(1) is None


def test_a_name_nobody_confirmed_is_a_suggestion_and_publishing_says_what_goes_out(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    page = visit("announcement", announcement=draft.id)
    assert "nobody has confirmed it" in all_text(page) + str([e.value for e in page.info])
    assert "1 suggestion above" in str([each.value for each in page.success])
    confirm_names(filled, {1: "Late parcels"}, now=LATER)
    page = visit("announcement", announcement=draft.id)
    assert "The check found nothing" in str([each.value for each in page.success])
    page.button(key="approve").click().run()
    assert "will stand on the public pages" in all_text(page)
    assert "Heard sends nothing" in all_text(page)
    rename_theme(filled, 1, "Parcels come late", now=LATER)
    page = visit("announcement", announcement=draft.id)
    assert "is called “Parcels come late” now" in str([each.value for each in page.info])


def test_what_was_planned_and_is_done_is_drafted_anew_with_one_click(
    filled: Store, visit: Visit
) -> None:
    confirm_names(filled, {1: "Late parcels"}, now=LATER)
    decide(filled, 1, outcome="planned", planned_for=LATER.date() + timedelta(days=90), now=LATER)
    plan = draft_announcement(filled, [1], now=LATER)
    approve_announcement(filled, plan.id, now=LATER)
    publish_announcement(filled, plan.id, now=LATER)
    accept_link(filled, 1, 1, now=LATER + timedelta(days=1))
    page = visit("announcement", announcement=plan.id)
    page.button(key="draft_new_answer").click().run()
    done = filled.announcements.get(2)
    assert done is not None
    assert (done.facts.outcome, done.language, done.tone) == ("did", plan.language, plan.tone)
    approve_announcement(filled, 2, now=LATER + timedelta(days=1))
    publish_announcement(filled, 2, now=LATER + timedelta(days=1))
    page = visit("announcement", announcement=plan.id)
    assert not [button for button in page.button if button.key == "draft_new_answer"]
    assert "Open announcement 2" in [link.label for link in page.get("page_link")]


def test_files_that_are_taken_down_are_listed_no_longer(
    filled: Store, draft: Announcement, visit: Visit
) -> None:
    for made in ("pdf", "html"):
        note_export(filled, draft.id, as_=made, now=LATER)
    approve_announcement(filled, draft.id, now=LATER)
    publish_announcement(filled, draft.id, now=LATER)
    withdraw_announcement(filled, draft.id, now=LATER + timedelta(days=1))
    page = visit("announcement", announcement=draft.id)
    assert {made.as_ for made in announcement_news(filled, draft.id).stale} == {"pdf", "html"}
    page.button(key="taken_down").click().run()
    assert announcement_news(filled, draft.id).stale == ()
    assert "These files were made of it" not in all_text(page)


def test_every_format_can_be_downloaded_in_the_group_of_what_it_is_for(
    draft: Announcement, visit: Visit
) -> None:
    page = visit("announcement", announcement=draft.id)
    offered = {button.key for button in page.get("download_button")}
    formats = {each.name for each in announcement_formats()} - set(POSTS)
    assert offered == {f"download_{name}" for name in formats} | {"download_zip"}
    assert {each.use for each in announcement_formats()} == set(USES)
    assert {"For mail", "On paper"} <= {caption.value for caption in page.caption}
