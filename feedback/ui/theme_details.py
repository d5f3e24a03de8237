"""What people give a theme beside its name; splitting it; its neighbours and its history."""

from collections.abc import Callable
from functools import partial
from math import hypot

import streamlit as st

from feedback.actions import theme_edits
from feedback.actions.theme_merging import split_theme, suggest_split
from feedback.domain.theme import Priority, Theme
from feedback.errors import ConflictError, HeardError
from feedback.ui import resources, state, theme_edit, theme_reads
from feedback.ui.conflict import keep_which
from feedback.ui.formats import counted, day
from feedback.ui.guard import show_problem
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain

NEAR = 5
MOST_PARTS = 4


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
            _split(theme)


def _fields(theme: Theme) -> None:
    thing, key = f"theme_fields_{theme.id}", f"owner_{theme.id}"
    seen = state.seen_version(thing, theme.version, field=key)
    with st.form(f"details_{theme.id}", border=False):
        owner = st.text_input("Owner", value=theme.owner, key=key, max_chars=80)
        priority = st.selectbox(
            "Priority",
            [priority.value for priority in Priority],
            index=list(Priority).index(theme.priority),
            format_func=str.capitalize,
            key=f"priority_{theme.id}",
        )
        tags = st.text_input(
            "Tags, separated by commas", value=", ".join(theme.tags), key=f"tags_{theme.id}"
        )
        about = st.text_area(
            "Description", value=theme.description, key=f"about_{theme.id}", max_chars=2000
        )
        pressed = st.form_submit_button("Save", icon=":material/save:")
    if not pressed:
        return
    wanted: dict[str, object] = {
        "owner": (owner or "").strip(),
        "priority": priority,
        "tags": tuple(tag.strip() for tag in (tags or "").split(",") if tag.strip()),
        "description": (about or "").strip(),
    }
    _save_fields(theme, wanted, seen, thing)


def _save_fields(theme: Theme, wanted: dict[str, object], seen: int, thing: str) -> None:
    edits: dict[str, Callable[..., object]] = {
        "owner": theme_edits.set_owner,
        "priority": theme_edits.set_priority,
        "tags": theme_edits.set_tags,
        "description": theme_edits.describe_theme,
    }
    changed = {name: value for name, value in wanted.items() if value != getattr(theme, name)}

    def save(version: int) -> None:
        store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
        with store.writing():
            for place, (name, value) in enumerate(changed.items()):
                edits[name](store, theme.id, value, by=who, now=now, version=version + place)

    try:
        save(seen)
    except ConflictError as error:
        state.forget_version(thing)
        keep_which(error, ", ".join(str(value) for value in changed.values()), save)
        return
    except HeardError as error:
        show_problem(str(error))
        return
    state.forget_version(thing)
    state.set_notice("Saved.")
    st.rerun()


def _edit(theme: Theme, edit: Callable[..., object]) -> None:
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    if theme_edit.attempt(lambda: edit(store, theme.id, by=who, now=now), "Done."):
        state.follow_own_edit(f"theme_{theme.id}", theme.version)
        st.rerun()


@st.dialog("Split the theme", width="large")
def _split(theme: Theme) -> None:
    parts = st.segmented_control(
        "Parts", range(2, MOST_PARTS + 1), default=2, required=True, key="parts"
    )
    try:
        suggested = suggest_split(resources.store(), theme.id, parts=parts or 2)
    except HeardError as error:
        show_problem(str(error))
        return
    st.caption("The first part keeps the theme's name and id. Choose which of the others leave it.")
    leaving = []
    for place, part in enumerate(suggested):
        label = f"{plain(part.name)} ({counted(len(part.comment_ids), 'comment')})"
        if place == 0:
            st.markdown(f"Stays: {label}")
        elif st.checkbox(label, value=True, key=f"part_{place}"):
            leaving.append(part)
        st.caption(plain(", ".join(part.terms[:6])))
    if st.button("Split it", type="primary", disabled=not leaving, key="split_it"):
        store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
        if theme_edit.attempt(
            lambda: split_theme(store, theme.id, [suggested[0], *leaving], by=who, now=now),
            f"{counted(len(leaving), 'part')} left the theme.",
        ):
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
    entries = theme_reads.history(theme_id)
    st.header("History", anchor=False)
    if not entries:
        st.text("Nobody has changed it yet.", width="stretch")
    for place, entry in enumerate(entries):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{day(entry.at)} · {plain(entry.sentence)}", width="stretch")
            event = None if entry.undone else entry.event
            if event and st.button("Undo", key=f"undo_event_{place}", type="tertiary"):
                theme_edit.undo(event.id)
