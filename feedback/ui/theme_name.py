"""A theme's name, to be changed in place."""

from functools import partial

import streamlit as st

from feedback.actions.theme_edits import rename_theme
from feedback.domain.theme import Theme
from feedback.errors import ConflictError
from feedback.ui import resources, state, theme_edit
from feedback.ui.conflict import keep_which
from feedback.ui.guard import show_problem

MAX_NAME = 120


def _rename(theme_id: int, name: str, version: int) -> None:
    now = theme_edit.now()
    rename_theme(resources.store(), theme_id, name, by=theme_edit.who(), now=now, version=version)


def name_form(theme: Theme) -> None:
    """One field and one button; what was typed stays when it cannot be stored."""
    if theme.retired:
        return
    thing = f"theme_{theme.id}"
    field = f"name_{theme.id}"
    seen = state.seen_version(thing, theme.version, field=field)
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
    if not pressed:
        return
    try:
        _rename(theme.id, name or "", seen)
    except ConflictError as error:
        state.forget_version(thing)
        show_problem(f"{error} The name now is “{theme.name}”; press Rename again to replace it.")
        keep_which(error, name or "", partial(_rename, theme.id, name or ""))
        return
    state.forget_version(thing)
    state.set_notice(f"The theme is now called “{(name or '').strip()}”.")
    st.rerun()
