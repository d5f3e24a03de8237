"""Editing themes from a page: who does it, what it says afterwards, and taking it back."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from feedback.actions.theme_undo import preview_undo, undo_edit
from feedback.domain.theme_event import ThemeEvent
from feedback.errors import HeardError
from feedback.ui import resources, state, theme_reads
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import plain


def who() -> str:
    """Who edits: HEARD_USER, or the name this computer knows."""
    return resources.settings().user


def now() -> datetime:
    """The moment of an edit, to the second."""
    return resources.now().replace(microsecond=0)


def attempt(edit: Callable[[], object], done: str) -> bool:
    """Do an edit and say so after the next run; False, with a sentence, when it cannot be done."""
    try:
        edit()
    except HeardError as error:
        show_problem(str(error))
        return False
    state.set_notice(done)
    return True


def undo_bar(theme_id: int | None = None, *, key: str) -> None:
    """What was edited last, with a button that takes it back and says what that does."""
    event = theme_reads.latest_edit()
    if event is None or (theme_id is not None and theme_id not in event.theme_ids):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Undo", icon=":material/undo:", key=f"{key}_undo", shortcut="Ctrl+Z"):
            _undo(event)
        try:
            effect = preview_undo(resources.store(), event.id).sentence
        except HeardError as error:
            effect = str(error)
        st.caption(f"Undo the last edit: {plain(effect)}")


def undo(event_id: int) -> None:
    """Take an edit back; for a button's callback."""
    event = resources.store().theme_edits.get(event_id)
    if event is not None:
        _undo(event)


def _undo(event: ThemeEvent) -> None:
    try:
        effect = undo_edit(resources.store(), event.id, by=who(), now=now())
    except HeardError as error:
        show_problem(str(error))
        return
    state.set_notice(f"Undone. {effect.sentence}")
    state.let_go_of_rows()
    for theme_id in event.theme_ids:
        state.show_theme_anew(theme_id)
    st.rerun()
