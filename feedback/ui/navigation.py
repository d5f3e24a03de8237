"""Getting from page to page. Pages know each other by name only."""

from enum import StrEnum
from typing import NoReturn

import streamlit as st

from feedback.errors import NotFoundError
from feedback.ui import state


class PageName(StrEnum):
    """The pages; the value is the page's address."""

    HOME = "home"
    IMPORT = "import"
    COMMENTS = "comments"
    THEMES = "themes"
    THEME = "theme"
    NOT_YET = "not-yet-a-theme"
    PROPOSAL = "proposal"
    CHANGES = "changes"
    CHANGE = "change"
    BOARD = "decisions"
    ANNOUNCEMENTS = "announcements"
    ANNOUNCEMENT = "announcement"
    OPEN_LOOPS = "open-loops"
    PROMISES = "promises"
    ARRIVALS = "arrivals"
    IMPACT = "impact"
    LOOP = "loop"
    CUSTOMER = "customer"


def open_page(name: PageName, **params: str | int) -> NoReturn:
    """Go to a page; `params` become its address, such as theme=12."""
    query = {key: str(value) for key, value in params.items()}
    st.switch_page(state.pages()[name], query_params=query or None)


def link(
    name: PageName, label: str, *, icon: str = "", help_text: str = "", **params: str | int
) -> None:
    """A link to a page. `label` is Markdown: text from people goes through `plain` first."""
    st.page_link(
        state.pages()[name],
        label=label,
        icon=icon,
        help=help_text,
        query_params={key: str(value) for key, value in params.items()} or None,
    )


def wanted_id(param: str) -> int | None:
    """The id in the address, such as 12 for ?theme=12; None where there is none.

    Raises NotFoundError for anything that is not a number.
    """
    text = st.query_params.get(param, "")
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    raise NotFoundError(f"The address names no {param}. Choose one from the list.")
