"""Splitting a theme: parts to be read, named, and left in it or made themes of their own."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from feedback.actions.theme_merging import split_theme
from feedback.domain.theme import Theme
from feedback.domain.theme_event import SplitPart
from feedback.errors import HeardError
from feedback.ui import reads, resources, theme_edit, theme_reads
from feedback.ui.formats import counted
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import plain, visible

MOST_PARTS = 4
READ = 4
LETTERS = 300
MAX_NAME = 120


@st.dialog("Split the theme", width="large")
def split(theme: Theme) -> None:
    """What the engine suggests, and what the person makes of it."""
    parts = st.segmented_control(
        "Parts", range(2, MOST_PARTS + 1), default=2, required=True, key="parts"
    )
    try:
        suggested = theme_reads.split_parts(theme.id, parts or 2)
    except HeardError as error:
        show_problem(str(error))
        return
    keeper = st.radio(
        f"Which part keeps the name “{plain(theme.name)}”, its history and decisions?",
        range(len(suggested)),
        format_func=lambda place: f"Part {place + 1}",
        horizontal=True,
        key=f"keeper_{parts}",
    )
    shown = [
        _part(part, place, keeper or 0, len(suggested)) for place, part in enumerate(suggested)
    ]
    leaving = [part for part in shown if part is not None]
    if st.button("Split it", type="primary", disabled=not leaving, key="split_it"):
        _split(theme, [suggested[keeper or 0], *leaving])


def _part(part: SplitPart, place: int, keeper: int, parts: int) -> SplitPart | None:
    """One part with some of its comments; as it is to leave the theme, None where it stays."""
    key = f"{parts}_{place}"
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f"**Part {place + 1}**, {counted(len(part.comment_ids), 'comment')}: "
            + plain(", ".join(part.terms[:6]))
        )
        leaves = False
        name = part.name
        if place == keeper:
            st.text("Stays, and keeps the name.", width="stretch")
        else:
            leaves = st.checkbox("Make it a theme of its own", value=True, key=f"leaves_{key}")
            if leaves:
                name = st.text_input(
                    "Its name", value=part.name, key=f"part_name_{key}", max_chars=MAX_NAME
                )
        with st.expander("Read some of its comments"):
            for comment in reads.comments(part.comment_ids[:READ]):
                st.text(visible(comment.text[:LETTERS]), width="stretch")
    if not leaves:
        return None
    return replace(part, name=(name or "").strip(), named_by_person=name != part.name)


def _split(theme: Theme, parts: Sequence[SplitPart]) -> None:
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    names = [f"“{part.name}”" for part in parts[1:]]
    verb = "is a theme of its own now" if len(names) == 1 else "are themes of their own now"
    if theme_edit.attempt(
        lambda: split_theme(store, theme.id, parts, by=who, now=now),
        f"{' and '.join(names)} {verb}.",
    ):
        st.rerun()
