"""What can be done with one comment of a theme: why it is here, not this theme, move to another."""

import streamlit as st

from feedback.actions.explaining import explain_place
from feedback.actions.theme_membership import move_comments, remove_comments
from feedback.domain.comment import Comment
from feedback.domain.theme import Theme
from feedback.ui import resources, theme_edit, theme_reads
from feedback.ui.formats import number
from feedback.ui.plain_text import plain, visible


def comment_acts(theme: Theme, comment: Comment) -> None:
    """Three small buttons under a comment."""
    with st.container(horizontal=True, gap="small"):
        if st.button("Why here?", key=f"why_{comment.id}", type="tertiary"):
            _why(theme, comment)
        if st.button("Not this theme", key=f"not_{comment.id}", type="tertiary"):
            _take_out(theme, comment)
        if st.button("Move to…", key=f"move_{comment.id}", type="tertiary"):
            _move(theme, comment)


@st.dialog("Why this comment is here")
def _why(theme: Theme, comment: Comment) -> None:
    st.text(visible(comment.text[:400]), width="stretch")
    engine = theme_reads.engine()
    why = None if engine is None else explain_place(engine, comment, theme.id)
    if why is None:
        st.text("A person put it here, or the theme was made by hand.", width="stretch")
        return
    speaks_for = {plain(word): weight for word, weight in why.words if weight > 0}
    if not speaks_for:
        st.text("No single word speaks for it: the size of the theme decided.", width="stretch")
        return
    whole = sum(speaks_for.values())
    st.caption("Words that put it here, and the part each has in all that speaks for this theme:")
    st.table(
        {word: f"{number(100 * weight / whole)} %" for word, weight in speaks_for.items()},
        border="horizontal",
        alt="Words of the comment with their part in percent",
    )
    second = None if why.second_theme is None else resources.store().themes.get(why.second_theme)
    if second is not None:
        st.caption(f"The theme that came second is “{plain(second.name)}”.")


def _take_out(theme: Theme, comment: Comment) -> None:
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    if theme_edit.attempt(
        lambda: remove_comments(store, [comment.id], theme.id, by=who, now=now),
        "The comment left this theme, and no run brings it back.",
    ):
        st.rerun()


@st.dialog("Move the comment")
def _move(theme: Theme, comment: Comment) -> None:
    st.text(visible(comment.text[:400]), width="stretch")
    names = {row.id: row.name for row in theme_reads.open_themes() if row.id != theme.id}
    target = st.selectbox(
        "Move to",
        list(names),
        index=None,
        format_func=lambda number: visible(names[number]),
        placeholder="Type a part of its name",
        key="move_target",
    )
    if st.button("Move", type="primary", disabled=target is None, key="move_it"):
        store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
        if theme_edit.attempt(
            lambda: move_comments(store, [comment.id], target or 0, by=who, now=now),
            f"Moved to “{names.get(target or 0, '')}”.",
        ):
            st.rerun()
