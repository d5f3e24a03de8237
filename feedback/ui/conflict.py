"""Two people changed the same theme: the second one chooses what stays."""

from collections.abc import Callable

import streamlit as st

from feedback.domain.theme import Theme
from feedback.errors import ConflictError
from feedback.ui import resources, state
from feedback.ui.plain_text import plain


@st.dialog("Somebody else changed this theme")
def keep_which(error: ConflictError, yours: str, save: Callable[[int], object]) -> None:
    """Theirs and yours side by side. `save` stores yours over the version given."""
    theirs = error.theirs
    st.markdown(f"Changed by {plain(error.who or 'somebody else')} {_ago(error)}.")
    if isinstance(theirs, Theme):
        owner = theirs.owner or "nobody"
        st.markdown(f"**Theirs:** “{plain(theirs.name)}”, owner {plain(owner)}")
    st.markdown(f"**Yours:** “{plain(yours)}”")
    with st.container(horizontal=True):
        if st.button("Keep theirs", key="keep_theirs"):
            st.rerun()
        if st.button("Keep mine", type="primary", key="keep_mine") and isinstance(theirs, Theme):
            save(theirs.version)
            state.set_notice("Yours is kept; theirs is in the history.")
            st.rerun()


def _ago(error: ConflictError) -> str:
    if error.when is None:
        return "in the meantime"
    minutes = int((resources.now() - error.when).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    return "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
