"""A theme's name, to be changed in place."""

import streamlit as st

from feedback.domain.theme import Theme
from feedback.ui import state
from feedback.ui.theme_saving import save_fields

MAX_NAME = 120


def name_form(theme: Theme) -> None:
    """One field and one button; what was typed stays when it cannot be stored."""
    if theme.retired:
        return
    field = state.theme_field("name", theme.id)
    seen = state.seen_theme(theme, field=field)
    with (
        st.form(f"rename_{theme.id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(
            "Name",
            value=theme.name,
            max_chars=MAX_NAME,
            key=field,
            help="A name you give stays when themes are found again.",
        )
        pressed = st.form_submit_button("Rename", icon=":material/edit:")
    if pressed:
        called = (name or "").strip()
        save_fields(seen, {"name": called}, done=f"The theme is now called “{called}”.")
