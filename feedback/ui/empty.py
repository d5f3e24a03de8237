"""What a page says when there is nothing on it yet: why, and one thing to do."""

from collections.abc import Callable

import streamlit as st

from feedback.ui.navigation import PageName, open_page


def empty(title: str, why: str, label: str, act: Callable[[], None], *, key: str) -> None:
    """A calm box with one button."""
    with st.container(border=True, gap="small"):
        st.header(title, anchor=False)
        st.text(why, width="stretch")
        if st.button(label, type="primary", key=key):
            act()


def no_comments() -> None:
    """Nothing was imported yet."""
    empty(
        "No comments yet",
        "This page fills when you have imported what customers told you.",
        "Import feedback",
        lambda: open_page(PageName.IMPORT),
        key="empty_import",
    )
