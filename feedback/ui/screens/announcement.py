"""One announcement: its text and the facts under it, the check beside it, the preview."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from feedback.actions.announcements import WENT_OUT
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.theme import Outcome
from feedback.errors import NotFoundError
from feedback.ui import reads, state
from feedback.ui.announcement_facts import show_facts, show_standing
from feedback.ui.announcement_people import people_told
from feedback.ui.announcement_preview import downloads, preview
from feedback.ui.announcement_since import history, since
from feedback.ui.announcement_steps import next_step, withdrawal
from feedback.ui.announcement_text import text_form, text_only
from feedback.ui.empty import empty
from feedback.ui.formats import (
    ANNOUNCEMENT_COLOURS,
    ANNOUNCEMENT_WORDS,
    OUTCOME_WORDS,
    day,
    language,
)
from feedback.ui.navigation import PageName, link, open_page, wanted_id
from feedback.ui.plain_text import plain


def page() -> None:
    """The page."""
    announcement_id = wanted_id("announcement")
    if announcement_id is None:
        _none_named()
        return
    announcement = reads.announcement(announcement_id)
    if announcement is None:
        raise NotFoundError(
            f"There is no announcement {announcement_id}. Choose one from the list."
        )
    link(PageName.ANNOUNCEMENTS, "All announcements", icon=":material/arrow_back:")
    st.title(plain(announcement.headline) or "Announcement", anchor=False)
    _state_line(announcement)
    words, facts, shown = _places()
    with words:
        since(announcement)
        if announcement.status in WENT_OUT:
            written = announcement
            text_only(announcement)
            if announcement.status is AnnouncementStatus.PUBLISHED:
                withdrawal(announcement)
                people_told(announcement)
        else:
            written, concerns = text_form(announcement)
            next_step(announcement, concerns, is_changed=written != announcement)
    with facts:
        show_facts(announcement.facts)
        show_standing(written)
        history(announcement)
    with shown:
        preview(written)
        if written != announcement:
            st.caption("The preview shows what you typed; files hold what is saved.")
        downloads(announcement)


def _places() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Where words, facts and preview go: side by side, or on a telephone one tap apart."""
    if state.is_narrow():
        words, shown, facts = st.tabs(["Words", "Preview", "Facts"])
        return words, facts, shown
    left, right = st.columns(2, gap="large")
    return left, left, right


def _none_named() -> None:
    st.title("Announcement", anchor=False)
    empty(
        "No announcement chosen",
        "This address shows one announcement.",
        "Choose an announcement",
        lambda: open_page(PageName.ANNOUNCEMENTS),
        key="choose_announcement",
    )


def _state_line(announcement: Announcement) -> None:
    status = announcement.status
    dates = {
        AnnouncementStatus.DRAFT: ("drafted", announcement.created_at),
        AnnouncementStatus.IN_REVIEW: ("drafted", announcement.created_at),
        AnnouncementStatus.APPROVED: ("approved", announcement.approved_at),
        AnnouncementStatus.SCHEDULED: ("to go out", announcement.scheduled_for),
        AnnouncementStatus.PUBLISHED: ("published", announcement.published_at),
        AnnouncementStatus.WITHDRAWN: ("withdrawn", announcement.withdrawn_at),
    }
    verb, at = dates[status]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(ANNOUNCEMENT_WORDS[status], color=ANNOUNCEMENT_COLOURS[status])
        st.badge(OUTCOME_WORDS[Outcome(announcement.facts.outcome)], color="gray")
        st.caption(f"{verb} {day(at)} · {plain(language(announcement.language))}")
    for theme_id, name in zip(announcement.theme_ids, announcement.facts.themes, strict=False):
        link(PageName.THEME, plain(name), icon=":material/forum:", theme=theme_id)
