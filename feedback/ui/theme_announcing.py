"""What was told of a theme, and the way to a draft where it has an answer."""

import streamlit as st

from feedback.actions.announcements import announcement_languages
from feedback.domain.announcement import Tone
from feedback.domain.theme import Theme
from feedback.ui import announcement_reads, reads, resources
from feedback.ui.announcement_drafting import draft_and_open
from feedback.ui.formats import ANNOUNCEMENT_COLOURS, ANNOUNCEMENT_WORDS, counted, language
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain

SHOWN = 3


def announcing(theme: Theme) -> None:
    """Its announcements with how many people were told, and a button where it can be drafted."""
    existing = [each for each in reads.announcements() if theme.id in each.theme_ids]
    can_be_drafted = not theme.retired and announcement_reads.can_be_drafted(
        theme.id, resources.today()
    )
    if not existing and not can_be_drafted:
        return
    st.header("What people were told", anchor=False)
    for announcement in existing[:SHOWN]:
        st.markdown(plain(announcement.headline) or "No headline")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(
                ANNOUNCEMENT_WORDS[announcement.status],
                color=ANNOUNCEMENT_COLOURS[announcement.status],
            )
            told = len(announcement_reads.told(announcement.id))
            st.caption(
                plain(language(announcement.language))
                + (f" · {counted(told, 'customer')} told one by one" if told else "")
            )
            link(
                PageName.ANNOUNCEMENT,
                "Open",
                icon=":material/campaign:",
                announcement=announcement.id,
            )
    if can_be_drafted:
        _draft(theme, is_first=not existing)


def _draft(theme: Theme, *, is_first: bool) -> None:
    with st.container(horizontal=True):
        pressed = st.button(
            "Draft an announcement",
            type="primary" if is_first else "secondary",
            icon=":material/campaign:",
            key="draft",
        )
        with st.popover("Language and tone"):
            code = st.selectbox(
                "Language",
                ["", *announcement_languages(resources.words())],
                format_func=lambda code: language(code) if code else "As most comments",
                key="draft_language",
            )
            tone = st.segmented_control(
                "Tone",
                [tone.value for tone in Tone],
                format_func=str.capitalize,
                default=Tone.PLAIN.value,
                required=True,
                key="draft_tone",
            )
    if pressed:
        draft_and_open([theme.id], language=code or "", tone=tone or Tone.PLAIN.value)
