"""What goes out when, and what went out: by month, the future first."""

from datetime import date
from itertools import groupby

import streamlit as st

from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.ui import announcement_reads, resources
from feedback.ui.formats import day, language, month
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain

MOST_PAST = 12


def calendar() -> None:
    """Days to come in order, then those past, latest first."""
    rows = announcement_reads.calendar()
    today = resources.today()
    waiting = [row for row in rows if row[1].status is AnnouncementStatus.SCHEDULED]
    past = [row for row in reversed(rows) if row[1].status is AnnouncementStatus.PUBLISHED]
    st.header("What goes out when", anchor=False)
    if not waiting:
        st.text("Nothing has a day yet. Approve an announcement and name one.", width="stretch")
    _months(waiting, today)
    if past:
        st.subheader("Went out", anchor=False)
        _months(past[:MOST_PAST], today)


def _months(rows: list[tuple[date, Announcement]], today: date) -> None:
    for title, group in groupby(rows, key=lambda row: month(row[0])):
        st.caption(title)
        for on, announcement in group:
            _row(on, announcement, today)


def _row(on: date, announcement: Announcement, today: date) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            link(PageName.ANNOUNCEMENT, f"**{day(on)}**", announcement=announcement.id)
            st.caption(plain(language(announcement.language)))
            if announcement.status is AnnouncementStatus.SCHEDULED and on < today:
                st.badge("The day has passed", icon=":material/schedule:", color="red")
            elif announcement.status is AnnouncementStatus.SCHEDULED and on == today:
                st.badge("Today", icon=":material/today:", color="blue")
        st.markdown(plain(announcement.headline) or "No headline")
