"""Shipped, likely the answer, and nobody was told: one click links and drafts."""

from functools import partial

import streamlit as st

from feedback.actions.impact import reasons_in_words
from feedback.actions.missing_loops import (
    LookedAt,
    MissingLoop,
    WaitingTheme,
    looked_at_sentence,
)
from feedback.ui import reads, resources, tracked
from feedback.ui.announcement_drafting import link_draft_and_open
from feedback.ui.empty import empty
from feedback.ui.formats import counted, day, match
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain

SHOWN = 10
MISSING_LOOPS = "Missing loops"
"""The view of the changes they are shown in, as its address says it."""


def missing_loops() -> None:
    """The loops, most people first; or what was looked at."""
    found = reads.missing_loops(resources.today())
    if not found.loops:
        _nothing(found.looked_at)
        return
    st.text(
        f"{counted(len(found.loops), 'shipped change')} may answer an open theme, and nobody "
        "was told. Those most people wait for come first.",
        width="stretch",
    )
    for place, loop in enumerate(found.loops[:SHOWN]):
        loop_card(loop, is_first=not place)
    if len(found.loops) > SHOWN:
        st.caption(f"{len(found.loops) - SHOWN} more, for which fewer people wait.")
    st.caption(looked_at_sentence(found.looked_at))


def _nothing(looked: LookedAt) -> None:
    if not looked.shipped:
        act, label = partial(open_page, PageName.CHANGES), "Import changes"
        why = "No change has shipped yet, so none can be missing an announcement."
    elif not looked.open_themes:
        act, label = partial(open_page, PageName.BOARD), "Look at the decisions"
        why = "No theme is open. " + looked_at_sentence(looked)
    else:
        act, label = partial(open_page, PageName.THEMES), "Look at the themes"
        why = looked_at_sentence(looked)
    empty("No loop is missing", why, label, act, key="no_missing_loops")


def loop_card(loop: MissingLoop, *, is_first: bool) -> None:
    """One change with the themes that wait for it."""
    change = loop.change
    with st.container(border=True, gap="xsmall", key=f"loop_{change.id}"):
        link(
            PageName.CHANGE, plain(change.title), icon=":material/rocket_launch:", change=change.id
        )
        parts = [plain(change.version), day(change.shipped_on)]
        st.caption(" · ".join(part for part in parts if part))
        st.badge(f"{counted(loop.people, 'person waits', 'people wait')}", icon=":material/group:")
        pairs = tuple((theme.theme_id, loop.change.id) for theme in loop.themes)
        found = tracked.suggested_impacts(resources.today(), pairs)
        for theme, pair in zip(loop.themes, pairs, strict=True):
            _theme(theme, reasons_in_words(theme.reasons, found.get(pair)))
        draft_button(loop, is_first=is_first)


def draft_button(loop: MissingLoop, *, is_first: bool = True) -> None:
    """One click; where several themes wait, those that are not meant can be taken out first."""
    names = {theme.theme_id: theme.name for theme in loop.themes}
    # A change somebody linked is announced for those themes; nobody has said yes to the others.
    wanted = [theme.theme_id for theme in loop.themes if theme.linked == loop.linked]
    if len(wanted) > 1:
        wanted = st.pills(
            "For which themes",
            wanted,
            selection_mode="multi",
            default=wanted,
            format_func=lambda theme_id: plain(names[theme_id]),
            key=f"loop_themes_{loop.change.id}",
        )
    label = "Draft the announcement" if loop.linked else "Link and draft"
    if st.button(
        label,
        key=f"draft_loop_{loop.change.id}",
        type="primary" if is_first else "secondary",
        icon=":material/campaign:",
    ):
        link_draft_and_open(loop.change.id, wanted)


def _theme(theme: WaitingTheme, reasons: list[str]) -> None:
    state = "linked" if theme.linked else match(theme.score or 0.0)
    label = f"{plain(theme.name)} · {counted(theme.comments, 'comment')} · {state}"
    link(PageName.THEME, label, icon=":material/forum:", theme=theme.theme_id)
    if reasons:
        st.caption(" ".join(plain(reason) for reason in reasons))
