"""What the list of themes is narrowed to; all of it is in the address, so a view can be shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from feedback.actions.theme_views import delete_view, save_view
from feedback.domain.comment import Channel
from feedback.domain.summaries import CommentFilter, ThemeFilter, ThemeSummary
from feedback.domain.theme import Outcome, Priority, ThemeStatus
from feedback.domain.theme_event import SavedView
from feedback.errors import HeardError
from feedback.ui import formats, reads, resources, state, theme_edit, theme_reads
from feedback.ui.narrowing import RATINGS
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import plain, visible

PERIODS = {"4 weeks": 4, "3 months": 13, "6 months": 26, "1 year": 52}
KEYS = (
    "search_themes",
    "status",
    "source",
    "channel",
    "language",
    "rating",
    "segment",
    "owner",
    "priority",
    "tag",
    "outcome",
    "period",
)
"""The names in the address."""
VIEWS_OPEN = "views_open"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which themes, and which of their comments are counted."""

    which: ThemeFilter
    where: CommentFilter

    @property
    def is_all(self) -> bool:
        """Whether nothing is narrowed."""
        return self.which == ThemeFilter() and self.where == CommentFilter()


def choose(rows: Sequence[ThemeSummary], retired: int) -> Selection:
    """The filters; what each is set to."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Search themes",
            key="search_themes",
            type="search",
            placeholder="A word of its name or terms",
            icon=":material/search:",
            bind="query-params",
            width=300,
        )
        statuses = [
            status for status in ThemeStatus if status is not ThemeStatus.RETIRED or retired
        ]
        status = _one("Status", "status", {formats.STATUS_WORDS[s]: s.value for s in statuses}, 190)
        period = _one("Period", "period", PERIODS, 130)
        with st.popover("More filters", icon=":material/filter_list:"):
            where = _of_comments()
            owners = {row.owner: row.owner for row in rows if row.owner}
            owner = _one("Owner", "owner", owners)
            urgent = {each.value.capitalize(): each.value for each in reversed(Priority)}
            priority = _one("Priority", "priority", urgent)
            tags = sorted({tag for row in rows for tag in row.tags}, key=str.casefold)
            tag = _one("Tag", "tag", {tag: tag for tag in tags})
            outcomes = {formats.OUTCOME_WORDS[outcome]: outcome.value for outcome in Outcome}
            outcome = _one("Decided", "outcome", outcomes)
        _views()
    which = ThemeFilter(
        search=(search or "").strip(),
        owner=owner or "",
        status=status or "",
        outcome=outcome or "",
        priority=priority or "",
        tag=tag or "",
    )
    since = _since(period)
    return Selection(which, CommentFilter(since=since, **where) if since or where else where_all())


def where_all() -> CommentFilter:
    """Nothing narrowed."""
    return CommentFilter()


def clear() -> None:
    """Forget all filters; for a button's callback."""
    for key in KEYS:
        st.session_state[key] = "" if key == "search_themes" else None


def show_view(view: SavedView) -> None:
    """Set the filters to a saved view's; for a button's callback, as the address is bound to them.

    What a view says and is no longer there, such as a source, is left out by its widget.
    """
    clear()
    for key, value in view.filter.items():
        if key in KEYS:
            st.session_state[key] = str(value)


def come_back() -> None:
    """After the browser's Back from a theme or its comments, show the list as it was narrowed.

    Streamlit puts the address of the page that was opened in the place of this page's own, so
    that Back finds a theme there, which the list of themes never names.
    """
    if "theme" not in st.query_params:
        return
    before = state.themes_address()
    try:
        open_page(PageName.THEMES, **before)
    except StreamlitAPIException:
        # Right after a run of this page the address is its widgets': they are set in its place.
        st.query_params.clear()
        clear()
        for key, value in before.items():
            st.session_state[key] = value


def active() -> dict[str, str]:
    """The filters that are set, by their name in the address."""
    return {key: str(st.session_state[key]) for key in KEYS if st.session_state.get(key)}


def _of_comments() -> dict[str, Any]:
    """The filters on comments that are set."""
    totals = reads.totals()
    spoken = {formats.language(code): code for code in totals.languages if code}
    channels = {formats.CHANNEL_WORDS[channel]: channel.value for channel in Channel}
    narrowed = {
        "source": _one("Source", "source", {name: name for name in totals.sources}),
        "channel": _one("Channel", "channel", channels),
        "language": _one("Language", "language", spoken),
        "segment": _one("Segment", "segment", {name: name for name in reads.segments()}),
    }
    lowest, highest = _one("Rating", "rating", RATINGS) or (None, None)
    narrowed |= {"rating_from": lowest, "rating_to": highest}
    return {name: value for name, value in narrowed.items() if value}


def _one(
    label: str, key: str, options: dict[str, Any], width: int | Literal["stretch"] = "stretch"
) -> Any:
    """The value of the option chosen; None for any."""
    chosen = st.selectbox(
        label,
        list(options),
        index=None,
        format_func=visible,
        placeholder="Any",
        key=key,
        bind="query-params",
        width=width,
    )
    return None if chosen is None else options[chosen]


def _since(weeks: int | None) -> date | None:
    """The Monday that begins the last weeks of the data."""
    latest = reads.latest_day()
    if weeks is None or latest is None:
        return None
    return latest - timedelta(days=latest.weekday() + 7 * (weeks - 1))


def _views() -> None:
    """Views that were kept under a name."""
    with st.popover("Saved views", icon=":material/bookmark:", key=VIEWS_OPEN, on_change="rerun"):
        for view in theme_reads.views():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    plain(view.name),
                    key=f"view_{view.id}",
                    type="tertiary",
                    on_click=_open_view,
                    args=(view,),
                )
                if st.button("", key=f"forget_{view.id}", icon=":material/delete:", help="Forget"):
                    delete_view(resources.store(), view.id)
                    state.set_notice(f"The view “{view.name}” is forgotten.")
                    st.rerun()
        # A form, so that its button hears of the name in the click that presses it.
        with st.form("save_view_form", border=False):
            st.text_input("Save this view as", key="view_name", max_chars=80)
            st.form_submit_button("Save the view", key="save_view", on_click=_save_view)


def _open_view(view: SavedView) -> None:
    show_view(view)
    st.session_state[VIEWS_OPEN] = False


def _save_view() -> None:
    name = str(st.session_state.get("view_name") or "")
    try:
        view = save_view(
            resources.store(), name, active(), by=theme_edit.who(), now=theme_edit.now()
        )
    except HeardError as error:
        state.set_notice(str(error))
        return
    state.set_notice(f"The view “{view.name}” is saved.")
    st.session_state["view_name"] = ""
    st.session_state[VIEWS_OPEN] = False
