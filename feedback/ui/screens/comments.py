"""All comments, those that are in no theme, and those that a number on another page counts."""

import streamlit as st

from feedback.domain.summaries import CommentFilter
from feedback.errors import InputError
from feedback.ui import narrowing, reads
from feedback.ui.comment_list import PLACED, SILENT, UNASSIGNED, search_and_page
from feedback.ui.empty import no_comments
from feedback.ui.formats import number
from feedback.ui.guard import show_problem
from feedback.ui.navigation import PageName, link

ALL = "All"


def page() -> None:
    """The page."""
    st.title("Comments", anchor=False)
    totals = reads.totals()
    if not totals.comments:
        no_comments()
        return
    try:
        asked = narrowing.from_address()
    except InputError as error:
        show_problem(str(error))
        link(PageName.COMMENTS, "Show all comments", icon=":material/arrow_forward:")
        return
    if asked.is_narrow:
        _narrowed(asked)
        return
    st.text(
        f"{number(totals.comments)} comments: {number(totals.assigned)} in a theme, "
        f"{number(totals.unassigned)} in no theme, {number(totals.filler)} that say nothing "
        "(“none”, “n/a”).",
        width="stretch",
    )
    view = st.segmented_control(
        "Show",
        [ALL, PLACED, UNASSIGNED, SILENT],
        default=ALL,
        required=True,
        key="which_comments",
        bind="query-params",
    )
    which = CommentFilter(
        placed=view == PLACED, unassigned=view == UNASSIGNED, silent=view == SILENT
    )
    search_and_page(which, f"comments_{view}")


def _narrowed(asked: narrowing.Narrowing) -> None:
    """What the address asks for, in words, and the way back to everything."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("Only: " + " · ".join(asked.words))
        link(PageName.COMMENTS, "Show all comments", icon=":material/close:")
        if asked.where.theme_id is not None:
            link(
                PageName.THEME,
                "Open the theme",
                icon=":material/arrow_forward:",
                theme=asked.where.theme_id,
            )
    search_and_page(asked.where, "comments_narrowed", of=asked.loop)
