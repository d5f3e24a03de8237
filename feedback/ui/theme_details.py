"""What people give a theme beside its name; splitting it; its neighbours and its history."""

from collections.abc import Callable
from functools import partial
from math import hypot

import streamlit as st

from feedback.actions import theme_edits
from feedback.domain.theme import Priority, Theme
from feedback.ui import resources, state, theme_edit, theme_reads
from feedback.ui.formats import day
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain
from feedback.ui.theme_saving import save_fields
from feedback.ui.theme_split import split

NEAR = 5


def details(theme: Theme) -> None:
    """Owner, priority, tags, description in a form; pin, hide and split beside it."""
    if theme.retired:
        return
    with st.expander("Owner, priority, tags, description"):
        _fields(theme)
    with st.container(horizontal=True):
        pin = "Unpin" if theme.pinned else "Pin"
        if st.button(pin, key="pin", help="A pinned theme is not touched by runs."):
            _edit(theme, partial(theme_edits.pin_theme, pinned=not theme.pinned))
        hide = "Show in lists" if theme.hidden else "Hide"
        if st.button(hide, key="hide", help="A hidden theme is left out of lists."):
            _edit(theme, partial(theme_edits.hide_theme, hidden=not theme.hidden))
        if st.button("Split…", key="split", icon=":material/call_split:"):
            split(theme)


def _fields(theme: Theme) -> None:
    key = partial(state.theme_field, theme_id=theme.id)
    seen = state.seen_theme(theme, field=key("owner"))
    with st.form(f"details_{theme.id}", border=False):
        owner = st.text_input("Owner", value=theme.owner, key=key("owner"), max_chars=80)
        priority = st.selectbox(
            "Priority",
            [priority.value for priority in Priority],
            index=list(Priority).index(theme.priority),
            format_func=str.capitalize,
            key=key("priority"),
        )
        tags = st.text_input(
            "Tags, separated by commas", value=", ".join(theme.tags), key=key("tags")
        )
        about = st.text_area(
            "Description", value=theme.description, key=key("about"), max_chars=2000
        )
        pressed = st.form_submit_button("Save", icon=":material/save:")
    if pressed:
        wanted: dict[str, object] = {
            "owner": (owner or "").strip(),
            "priority": Priority(priority or Priority.NONE),
            "tags": tuple(tag.strip() for tag in (tags or "").split(",") if tag.strip()),
            "description": (about or "").strip(),
        }
        save_fields(seen, wanted)


def _edit(theme: Theme, edit: Callable[..., object]) -> None:
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    if theme_edit.attempt(lambda: edit(store, theme.id, by=who, now=now), "Done."):
        state.follow_own_theme_edit(theme)
        st.rerun()


def neighbours(theme_id: int) -> None:
    """The themes that lie nearest on the map."""
    places = {number: (x, y) for number, x, y in theme_reads.positions()}
    if theme_id not in places or len(places) < 2:
        return
    names = {row.id: row.name for row in theme_reads.open_themes()}
    x, y = places.pop(theme_id)
    near = sorted(places, key=lambda n: hypot(places[n][0] - x, places[n][1] - y))
    st.header("Neighbours", anchor=False)
    for number in [number for number in near if number in names][:NEAR]:
        link(PageName.THEME, plain(names[number]), theme=number)


def history(theme_id: int) -> None:
    """What happened to the theme, latest first; each edit that holds can be undone."""
    entries = theme_reads.history(theme_id, theme_edit.who())
    st.header("History", anchor=False)
    if not entries:
        st.text("Nobody has changed it yet.", width="stretch")
    for place, entry in enumerate(entries):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{day(entry.at)} · {plain(entry.sentence)}", width="stretch")
            event = None if entry.undone else entry.event
            if event and st.button("Undo", key=f"undo_event_{place}", type="tertiary"):
                theme_edit.undo(event.id)
