"""Two people changed the same theme: the second one chooses what stays."""

from collections.abc import Callable, Mapping

import streamlit as st

from feedback.domain.theme import Priority, Theme
from feedback.errors import ConflictError, HeardError
from feedback.ui import resources, state, theme_edit
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import plain


@st.dialog("This theme was changed in the meantime")
def keep_which(
    error: ConflictError, at_stake: Mapping[str, object], save: Callable[[int], object]
) -> None:
    """Theirs and yours side by side, field by field. `save` stores yours over a version."""
    theirs = error.theirs
    if not isinstance(theirs, Theme):
        show_problem(str(error))
        return
    who = error.who or "somebody else"
    if error.who and error.who == theme_edit.who():
        who = "you in another window, or by somebody under the same name,"
    st.markdown(f"Changed by {plain(who)} {_ago(error)}.")
    for name, yours in at_stake.items():
        st.markdown(
            f"**{name.capitalize()}** – theirs: {_said(getattr(theirs, name))}; "
            f"yours: {_said(yours)}"
        )
    with st.container(horizontal=True):
        kept = st.button(
            "Keep theirs", key="keep_theirs", on_click=state.show_theme_anew, args=(theirs.id,)
        )
        kept |= st.button(
            "Keep mine", type="primary", key="keep_mine", on_click=_keep_mine, args=(theirs, save)
        )
    if kept:
        st.rerun()


def _keep_mine(theirs: Theme, save: Callable[[int], object]) -> None:
    try:
        save(theirs.version)
    except HeardError as problem:
        state.set_notice(str(problem))
        return
    state.show_theme_anew(theirs.id)
    state.set_notice("Yours is kept; theirs is in the history.")


def _said(value: object) -> str:
    """A field of a theme in words."""
    if isinstance(value, Priority):
        return value.value
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"“{plain(text)}”" if text else "nothing"


def _ago(error: ConflictError) -> str:
    if error.when is None:
        return "in the meantime"
    minutes = int((resources.now() - error.when).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    return "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
