"""The preview in another language than the announcement's own."""

from datetime import datetime

import streamlit as st

from feedback.actions.announcement_languages import draft_in, preview_in
from feedback.actions.announcements import announcement_languages
from feedback.domain.announcement import Announcement
from feedback.ui import announcement_reads, resources
from feedback.ui.formats import ANNOUNCEMENT_WORDS, language
from feedback.ui.navigation import PageName, link, open_page


def in_language(announcement: Announcement) -> Announcement:
    """Let the reader choose a language; the announcement as it is in that one.

    Its own language is the text as typed. In another one it is the announcement there is about the
    same, or what a draft from the same facts would say.
    """
    code = _chosen(announcement)
    if code == announcement.language:
        return announcement
    others = announcement_reads.languages_of(announcement)
    if code in others:
        other = others[code]
        status = ANNOUNCEMENT_WORDS[other.status].lower()
        link(
            PageName.ANNOUNCEMENT,
            f"Open the one in {language(code)} ({status})",
            icon=":material/translate:",
            announcement=other.id,
        )
        return other
    st.caption("Nobody has drafted it in this language. This is what the same facts would say.")
    if st.button(f"Draft it in {language(code)}", icon=":material/translate:", key="draft_in"):
        draft = draft_in(
            resources.store(),
            announcement.id,
            code,
            now=resources.now(),
            who=resources.settings().user,
            words_folder=resources.words(),
        )
        open_page(PageName.ANNOUNCEMENT, announcement=draft.id)
    return preview_in(
        announcement, code, now=_some_day(announcement), words_folder=resources.words()
    )


def _chosen(announcement: Announcement) -> str:
    known = announcement_languages(resources.words())
    code: str | None = st.selectbox(
        "Language",
        known,
        index=known.index(announcement.language) if announcement.language in known else 0,
        format_func=language,
        key=f"preview_language_{announcement.id}",
        width=260,
    )
    return code or announcement.language


def _some_day(announcement: Announcement) -> datetime:
    """A moment that stays the same, so that the preview is kept."""
    return announcement.created_at or resources.now()
