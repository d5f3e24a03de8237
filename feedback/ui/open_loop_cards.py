"""The board of open loops: cards by what brings them forward, each with its buttons."""

from collections.abc import Sequence
from textwrap import shorten

import streamlit as st

from feedback.actions.links import accept_link
from feedback.actions.open_loops import AGES, NextStep, OpenLoop
from feedback.actions.promise_tables import in_words
from feedback.domain.change import Suggestion
from feedback.domain.theme import Outcome
from feedback.ui import reads, resources, state
from feedback.ui.announcement_drafting import draft_and_open, link_draft_and_open
from feedback.ui.decide_dialog import open_dialog
from feedback.ui.formats import counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.open_loop_leads import Chosen
from feedback.ui.plain_text import plain, visible

CARDS = 6
TITLE_SHOWN = 60  # characters
STEP_TITLES = {
    NextStep.ANNOUNCE: "Shipped: announce it",
    NextStep.LINK: "A change may answer it",
    NextStep.DECIDE: "To decide",
    NextStep.FIND: "In no theme",
}
STEP_WORDS = {
    NextStep.ANNOUNCE: "Announce",
    NextStep.LINK: "Link",
    NextStep.DECIDE: "Decide",
    NextStep.FIND: "Look at them",
}


def board(rows: Sequence[OpenLoop], chosen: Chosen) -> None:
    """The cards, the longest waiting first in each column; `chosen` is what they are of."""
    columns = [
        (step, [row for row in rows if row.next_step is step])
        for step in STEP_TITLES
        if any(row.next_step is step for row in rows)
    ]
    for column, (step, its_rows) in zip(st.columns(len(columns)), columns, strict=True):
        with column:
            st.subheader(STEP_TITLES[step], anchor=False)
            st.caption(f"{counted(len(its_rows), 'theme')}, the longest waiting first")
            for row in its_rows[:CARDS]:
                _card(row, chosen)
            if len(its_rows) > CARDS:
                st.caption(f"{number(len(its_rows) - CARDS)} more in the table.")


def _card(row: OpenLoop, chosen: Chosen) -> None:
    waits = row.waiting
    with st.container(border=True, gap="xsmall"):
        if row.theme is None:
            st.markdown(f"**{plain(row.name)}**")
        else:
            link(PageName.THEME, f"**{plain(row.name)}**", theme=row.theme.id)
        label = counted(row.waiting.comments, "comment waits", "comments wait")
        link(PageName.COMMENTS, label, **chosen.lead(row.waiting.comments, of=row))
        since = f"since {day(waits.since)}" if waits.since else "no dates"
        st.text(f"{counted(row.people, 'person', 'people')} · {since}", width="stretch")
        ages = [
            f"{age} days: {number(waits.ages[place])}"
            for place, age in enumerate(AGES)
            if waits.ages[place]
        ]
        if row.theme is not None:
            ages.append(plain(row.theme.owner) if row.theme.owner else "nobody owns it")
        if row.answers.median is not None:
            ages.append(
                f"first answer after {in_words(row.answers.median)} (median of "
                f"{counted(row.answers.values, 'answer')})"
            )
        st.caption(" · ".join(ages))
        if row.suggestion is not None:
            _suggested(row.suggestion)
        _buttons(row)


def _suggested(suggestion: Suggestion) -> None:
    change = reads.change(suggestion.change_id)
    if change is not None and not change.removed:
        short = shorten(change.title, TITLE_SHOWN, placeholder=" …")
        st.caption(f"Shipped: {plain(short)}", help=plain(change.title))


def _buttons(row: OpenLoop) -> None:
    """What brings the theme forward in one click, and a decision as another way out."""
    theme_id = row.theme.id if row.theme else 0
    store, now, user = resources.store(), resources.now(), resources.settings().user
    with st.container(horizontal=True):
        next_pressed = _press(STEP_WORDS[row.next_step], row, f"next_{theme_id}")
        links = row.next_step is NextStep.LINK and row.suggestion is not None
        draft_pressed = links and _press("Link and draft", row, f"link_draft_{theme_id}")
        decides = row.next_step in (NextStep.LINK, NextStep.ANNOUNCE)
        decide_pressed = decides and _press("Decide", row, f"decide_{theme_id}", quiet=True)
    if row.suggestion is not None and next_pressed and links:
        accept_link(store, theme_id, row.suggestion.change_id, now=now, who=user)
        state.set_notice(f"Linked to “{row.name}”. It can be announced now.")
        st.rerun()
    if row.suggestion is not None and draft_pressed:
        link_draft_and_open(row.suggestion.change_id, [theme_id])
    if next_pressed and row.next_step is NextStep.ANNOUNCE:
        draft_and_open([theme_id])
    if next_pressed and row.next_step is NextStep.FIND:
        open_page(PageName.NOT_YET)
    if row.theme is not None and (decide_pressed or next_pressed):
        undecided = row.theme.outcome is Outcome.UNDECIDED
        open_dialog(theme_id, Outcome.PLANNED if undecided else row.theme.outcome)


def _press(label: str, row: OpenLoop, key: str, *, quiet: bool = False) -> bool:
    return st.button(
        label, key=key, help=visible(row.name), type="tertiary" if quiet else "secondary"
    )
