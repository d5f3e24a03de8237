"""All announcements, what can be drafted, and what goes out when."""

from datetime import date, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import Outcome
from feedback.ui import announcement_reads, reads, resources, state, theme_reads
from feedback.ui.announcement_calendar import calendar
from feedback.ui.announcement_drafting import draft_and_open
from feedback.ui.empty import empty
from feedback.ui.formats import (
    ANNOUNCEMENT_COLOURS,
    ANNOUNCEMENT_WORDS,
    OUTCOME_WORDS,
    counted,
    day,
    language,
)
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain
from feedback.ui.theme_outcome import colour

MOST_WAITING = 5
ORDER = (
    AnnouncementStatus.IN_REVIEW,
    AnnouncementStatus.DRAFT,
    AnnouncementStatus.APPROVED,
    AnnouncementStatus.SCHEDULED,
    AnnouncementStatus.PUBLISHED,
    AnnouncementStatus.WITHDRAWN,
)


def page() -> None:
    """The page."""
    st.title("Announcements", anchor=False)
    announcements = reads.announcements()
    waiting = announcement_reads.waiting(resources.today())
    if not announcements and not waiting:
        empty(
            "Nothing to announce yet",
            "An announcement starts from a theme with an answer: something you shipped, a plan, or "
            "a reasoned no.",
            "Look at the themes",
            lambda: open_page(PageName.THEMES),
            key="to_themes",
        )
        return
    left, right = _places()
    with left:
        if waiting:
            _waiting(waiting)
        for status in ORDER:
            _group(status, [a for a in announcements if a.status is status])
    with right:
        calendar()


def _places() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where list and calendar go: side by side, or on a telephone one tap apart."""
    if state.is_narrow():
        listed, dated = st.tabs(["Announcements", "What goes out when"])
        return listed, dated
    left, right = st.columns([3, 2], gap="large")
    return left, right


def _waiting(rows: list[ThemeSummary]) -> None:
    st.header("Answered, nobody told yet", anchor=False)
    shown = rows
    if len(rows) > MOST_WAITING and not st.toggle(f"Show all {len(rows)}", key="all_waiting"):
        shown = rows[:MOST_WAITING]
    for row in shown:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            outcome = Outcome.DID if row.outcome is Outcome.UNDECIDED else row.outcome
            st.badge(OUTCOME_WORDS[outcome], color=colour(outcome))
            link(PageName.THEME, plain(row.name), theme=row.id)
            st.caption(counted(row.comments, "comment"), width="stretch")
            if st.button("Draft", key=f"draft_{row.id}", icon=":material/campaign:"):
                draft_and_open([row.id])


def _group(status: AnnouncementStatus, announcements: list[Announcement]) -> None:
    if not announcements:
        return
    st.header(ANNOUNCEMENT_WORDS[status], anchor=False)
    names = {row.id: row.name for row in theme_reads.theme_rows(resources.today())}
    for announcement in announcements:
        themes = ", ".join(names.get(id_, f"theme {id_}") for id_ in announcement.theme_ids)
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(announcement.headline) or 'No headline'}**")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(ANNOUNCEMENT_WORDS[status], color=ANNOUNCEMENT_COLOURS[status])
                st.caption(
                    f"{plain(themes)} · {plain(language(announcement.language))} · "
                    f"{day(_when(announcement))}"
                )
                link(
                    PageName.ANNOUNCEMENT,
                    "Open",
                    icon=":material/campaign:",
                    announcement=announcement.id,
                )


def _when(announcement: Announcement) -> date | datetime | None:
    if announcement.status is AnnouncementStatus.SCHEDULED:
        return announcement.scheduled_for
    return announcement.withdrawn_at or announcement.published_at or announcement.created_at
