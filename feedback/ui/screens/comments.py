"""All comments, and those that are in no theme."""

import streamlit as st

from feedback.ui import reads
from feedback.ui.comment_list import UNASSIGNED, search_and_page
from feedback.ui.empty import no_comments
from feedback.ui.formats import number

ALL = "All"


def page() -> None:
    """The page."""
    st.title("Comments", anchor=False)
    totals = reads.totals()
    if not totals.comments:
        no_comments()
        return
    st.text(
        f"{number(totals.comments)} comments: {number(totals.assigned)} in a theme, "
        f"{number(totals.unassigned)} in no theme, {number(totals.filler)} that say nothing "
        "(“none”, “n/a”).",
        width="stretch",
    )
    view = st.segmented_control(
        "Show",
        [ALL, UNASSIGNED],
        default=ALL,
        required=True,
        key="which_comments",
        bind="query-params",
    )
    search_and_page(None, view == UNASSIGNED, f"comments_{view}")
