"""The frame around every page: its address and its place in the navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from feedback.ui import state
from feedback.ui.guard import guarded
from feedback.ui.loaded_code import pass_over_loaded_code
from feedback.ui.navigation import PageName
from feedback.ui.plain_text import plain
from feedback.ui.screens import (
    announcement,
    announcements,
    arrivals,
    board,
    change,
    changes,
    comments,
    customer,
    home,
    impact,
    import_file,
    loop,
    not_yet,
    open_loops,
    promises,
    proposal,
    theme,
    themes,
)
from feedback.ui.viewport import watch_width

# Pictures of our own: Streamlit fetches an icon of its font from the network for a browser tab.
IMAGES = Path(__file__).parent / "images"


@dataclass(frozen=True, slots=True)
class Screen:
    """One page as the navigation knows it; without a section it has an address only."""

    body: Callable[[], None]
    title: str
    icon: str
    help: str
    section: str | None = None


SCREENS = {
    PageName.HOME: Screen(
        home.page, "Home", "home", "Where the loop stands, and what to do next.", ""
    ),
    PageName.IMPORT: Screen(
        import_file.page, "Import", "upload_file", "Bring comments in from a file.", "Listen"
    ),
    PageName.THEMES: Screen(
        themes.page, "Themes", "forum", "What people talk about, and how often.", "Listen"
    ),
    PageName.CHANGES: Screen(
        changes.page, "Changes", "rocket_launch", "What you have shipped.", "Answer"
    ),
    PageName.BOARD: Screen(
        board.page, "Decisions", "checklist", "What was decided about every theme.", "Answer"
    ),
    PageName.ANNOUNCEMENTS: Screen(
        announcements.page,
        "Announcements",
        "campaign",
        "What people were told, and what waits to be told.",
        "Answer",
    ),
    PageName.OPEN_LOOPS: Screen(
        open_loops.page, "Open loops", "hourglass_top", "Who waits, and since when.", "Track"
    ),
    PageName.PROMISES: Screen(
        promises.page,
        "Promises",
        "handshake",
        "What was promised, and whether it is kept.",
        "Track",
    ),
    PageName.ARRIVALS: Screen(
        arrivals.page, "Arrivals", "schedule", "When people write, and who is there.", "Track"
    ),
    PageName.IMPACT: Screen(
        impact.page, "Impact", "balance", "Whether what shipped helped.", "Track"
    ),
    PageName.LOOP: Screen(
        loop.page, "Loop", "filter_alt", "How far the loop gets; the weekly digest.", "Track"
    ),
    PageName.CUSTOMER: Screen(
        customer.page, "Customer", "person_search", "All that one customer wrote.", "Track"
    ),
    PageName.COMMENTS: Screen(comments.page, "Comments", "chat", "All comments."),
    PageName.THEME: Screen(theme.page, "Theme", "forum", "One theme."),
    PageName.CHANGE: Screen(change.page, "Change", "rocket_launch", "One change."),
    PageName.NOT_YET: Screen(
        not_yet.page, "Not yet a theme", "inbox", "Comments that are in no theme."
    ),
    PageName.PROPOSAL: Screen(proposal.page, "Proposal", "rule", "What a run would change."),
    PageName.ANNOUNCEMENT: Screen(
        announcement.page, "Announcement", "campaign", "One announcement."
    ),
}


def run(start: PageName = PageName.HOME) -> None:
    """Show the page the address asks for; `start` is the one for an empty address."""
    pass_over_loaded_code()
    st.set_page_config(page_title="Heard", page_icon=str(IMAGES / "icon.svg"), layout="wide")
    st.logo(str(IMAGES / "heard.svg"), size="large", icon_image=str(IMAGES / "icon.svg"))
    pages = {name: _as_page(name, screen, start) for name, screen in SCREENS.items()}
    state.set_pages({name.value: page for name, page in pages.items()})
    sections: dict[str, list[st.Page]] = {}
    for name, screen in SCREENS.items():
        sections.setdefault(screen.section or "", []).append(pages[name])
    current = st.navigation(sections)
    if current is not pages[PageName.HOME]:
        st.set_page_config(page_title=f"{current.title} · Heard")
    if not st.query_params:
        # A link from ?import=1 to the page itself leaves that in the browser's address, where
        # the next click would find it again. Clearing tells the browser.
        st.query_params.clear()
    notice = state.take_notice()
    if notice:
        st.toast(plain(notice), icon=":material/check:")
    watch_width()
    current.run()


def _as_page(name: PageName, screen: Screen, start: PageName) -> st.Page:
    return st.Page(
        guarded(screen.body),
        title=screen.title,
        icon=f":material/{screen.icon}:",
        url_path=name.value,
        default=name is start,
        visibility="hidden" if screen.section is None else "visible",
        help=screen.help,
    )
