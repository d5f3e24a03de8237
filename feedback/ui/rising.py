"""Themes that rise against their own past, in words."""

import streamlit as st

from feedback.ui import resources, theme_reads
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain

MOST = 5


def rising(*, key: str) -> None:
    """Each theme that stands out, with what it had and what is usual; nothing where none does."""
    found = theme_reads.rising(resources.today())
    if not found:
        return
    names = {theme.id: theme.name for theme in theme_reads.open_themes() if not theme.hidden}
    shown = [theme for theme in found if theme.theme_id in names]
    if not shown:
        return
    with st.container(border=True, gap="xsmall", key=f"rising_{key}"):
        st.markdown(":material/trending_up: **Rising: more than these themes usually have**")
        for theme in shown[:MOST]:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                link(PageName.THEME, plain(names[theme.theme_id]), theme=theme.theme_id)
                week = theme.week.isoformat() if theme.week else ""
                link(
                    PageName.COMMENTS,
                    theme.sentence,
                    icon=":material/chat:",
                    help_text="Read what was said in that week",
                    theme=theme.theme_id,
                    week=week,
                )
        if len(shown) > MOST:
            st.caption(f"And {len(shown) - MOST} more.")
