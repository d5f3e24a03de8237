"""All announcements, and the themes that wait for one."""

import streamlit as st

from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import ThemeStatus
from feedback.ui import reads, resources, theme_reads
from feedback.ui.empty import empty
from feedback.ui.formats import (
    ANNOUNCEMENT_COLOURS,
    ANNOUNCEMENT_WORDS,
    counted,
    day,
    language,
)
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain

MOST_WAITING = 5


def page() -> None:
    """The page."""
    st.title("Announcements", anchor=False)
    announcements = reads.announcements()
    told_of = {theme_id for a in announcements for theme_id in a.theme_ids}
    waiting = [
        row
        for row in theme_reads.theme_rows(resources.today())
        if row.status is ThemeStatus.SHIPPED and row.id not in told_of
    ]
    if waiting:
        _waiting(waiting)
    if not announcements and not waiting:
        empty(
            "Nothing to announce yet",
            "An announcement starts from a theme that something you shipped answers.",
            "Look at the themes",
            lambda: open_page(PageName.THEMES),
            key="to_themes",
        )
    for status in (
        AnnouncementStatus.DRAFT,
        AnnouncementStatus.IN_REVIEW,
        AnnouncementStatus.APPROVED,
        AnnouncementStatus.SCHEDULED,
        AnnouncementStatus.PUBLISHED,
        AnnouncementStatus.WITHDRAWN,
    ):
        _group(status, [a for a in announcements if a.status is status])


def _waiting(rows: list[ThemeSummary]) -> None:
    st.header("Shipped, nobody told yet", anchor=False)
    for row in rows[:MOST_WAITING]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"{plain(row.name)} · {counted(row.comments, 'comment')}", width="stretch")
            if st.button("Open the theme", key=f"waiting_{row.id}"):
                open_page(PageName.THEME, theme=row.id)


def _group(status: AnnouncementStatus, announcements: list[Announcement]) -> None:
    if not announcements:
        return
    st.header(ANNOUNCEMENT_WORDS[status], anchor=False)
    names = {row.id: row.name for row in theme_reads.theme_rows(resources.today())}
    for announcement in announcements:
        themes = ", ".join(names.get(id_, f"theme {id_}") for id_ in announcement.theme_ids)
        with st.container(border=True, gap="xsmall"):
            link(
                PageName.ANNOUNCEMENT,
                plain(announcement.headline) or "No headline",
                icon=":material/campaign:",
                announcement=announcement.id,
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(ANNOUNCEMENT_WORDS[status], color=ANNOUNCEMENT_COLOURS[status])
                st.caption(
                    f"{plain(themes)} · {plain(language(announcement.language))} · "
                    f"{day(announcement.published_at or announcement.created_at)}"
                )
