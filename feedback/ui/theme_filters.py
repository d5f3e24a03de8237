"""What the list of themes is narrowed to; all of it is in the address, so a view can be shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import streamlit as st

from feedback.actions.theme_views import delete_view, save_view
from feedback.domain.comment import Channel
from feedback.domain.summaries import CommentFilter, ThemeFilter, ThemeSummary
from feedback.domain.theme import Outcome, ThemeStatus
from feedback.ui import formats, reads, resources, theme_edit, theme_reads
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
    "outcome",
    "period",
)
"""The names in the address."""


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
            outcomes = {formats.OUTCOME_WORDS[outcome]: outcome.value for outcome in Outcome}
            outcome = _one("Decided", "outcome", outcomes)
        _views()
    which = ThemeFilter(
        search=(search or "").strip(), owner=owner or "", status=status or "", outcome=outcome or ""
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
    with st.popover("Saved views", icon=":material/bookmark:"):
        for view in theme_reads.views():
            with st.container(horizontal=True, vertical_alignment="center"):
                if st.button(plain(view.name), key=f"view_{view.id}", type="tertiary"):
                    open_page(PageName.THEMES, **{k: str(v) for k, v in view.filter.items()})
                if st.button("", key=f"forget_{view.id}", icon=":material/delete:", help="Forget"):
                    delete_view(resources.store(), view.id)
                    st.rerun()
        name = st.text_input("Save this view as", key="view_name", max_chars=80)
        if st.button("Save the view", key="save_view", disabled=not name):
            filters = active()
            saved = theme_edit.attempt(
                lambda: save_view(
                    resources.store(),
                    name or "",
                    filters,
                    by=theme_edit.who(),
                    now=theme_edit.now(),
                ),
                "The view is saved.",
            )
            if saved:
                st.rerun()
