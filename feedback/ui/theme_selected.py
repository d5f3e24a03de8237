"""What can be done with several themes at once: a bar at the bottom of the page."""

from collections.abc import Callable, Sequence

import streamlit as st

from feedback.actions.links import accept_link
from feedback.actions.theme_deciding import decide_themes
from feedback.actions.theme_edits import set_owner
from feedback.actions.theme_merging import merge_themes
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import Outcome
from feedback.ui import reads, resources, theme_edit
from feedback.ui.formats import OUTCOME_WORDS, counted
from feedback.ui.plain_text import visible


def selected_bar(rows: Sequence[ThemeSummary]) -> None:
    """Merge, assign, decide, link; each says what it did, and can be undone."""
    with st.bottom, st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counted(len(rows), 'theme')} selected**", width="content")
        with st.popover("Merge", icon=":material/merge:", disabled=len(rows) < 2):
            _merge(rows)
        with st.popover("Assign owner", icon=":material/person:"):
            _assign(rows)
        with st.popover("Decide", icon=":material/gavel:"):
            _decide(rows)
        with st.popover("Link", icon=":material/link:"):
            _link(rows)


def _merge(rows: Sequence[ThemeSummary]) -> None:
    names = {row.id: row.name for row in rows}
    into = st.selectbox(
        "Keep",
        list(names),
        format_func=lambda theme_id: visible(names[theme_id]),
        key="merge_into",
    )
    others = [row for row in rows if row.id != into]
    moved = sum(row.comments for row in others)
    st.caption(f"{counted(moved, 'comment')} go into it. No other theme is changed.")
    if st.button("Merge them", type="primary", key="merge"):
        _done(
            lambda: merge_themes(
                resources.store(),
                [row.id for row in others],
                into or 0,
                by=theme_edit.who(),
                now=theme_edit.now(),
            ),
            f"Merged into “{names.get(into or 0, '')}”.",
        )


def _assign(rows: Sequence[ThemeSummary]) -> None:
    owner = st.text_input("Owner", key="owner_of_selected", max_chars=80) or ""
    if st.button("Assign", type="primary", key="assign", disabled=not owner.strip()):

        def assign() -> None:
            store = resources.store()
            with store.writing():
                for row in rows:
                    if row.owner != owner.strip():
                        who, now = theme_edit.who(), theme_edit.now()
                        set_owner(store, row.id, owner, by=who, now=now, version=row.version)

        _done(assign, f"{owner} looks after {counted(len(rows), 'theme')} now.")


def _decide(rows: Sequence[ThemeSummary]) -> None:
    chosen = st.selectbox(
        "Outcome",
        [outcome.value for outcome in Outcome],
        format_func=lambda value: OUTCOME_WORDS[Outcome(value)],
        key="outcome_of_selected",
    )
    outcome = Outcome(chosen)
    if st.button("Decide", type="primary", key="decide"):
        versions = {row.id: row.version for row in rows}
        _done(
            lambda: decide_themes(resources.store(), versions, outcome),
            f"Decided: {OUTCOME_WORDS[outcome].lower()}.",
        )


def _link(rows: Sequence[ThemeSummary]) -> None:
    changes = {row.change.id: row.change.title for row in reads.changes(resources.today())}
    if not changes:
        st.text("Import your changelog first.")
        return
    change_id = st.selectbox(
        "Answered by",
        list(changes),
        format_func=lambda number: visible(changes[number]),
        key="change_of_selected",
    )
    if st.button("Link them", type="primary", key="link"):

        def accept() -> None:
            store = resources.store()
            with store.writing():
                for row in rows:
                    accept_link(store, row.id, change_id or 0, outcome="did", now=resources.now())

        _done(accept, f"Linked to “{changes.get(change_id or 0, '')}”.")


def _done(edit: Callable[[], object], notice: str) -> None:
    if theme_edit.attempt(edit, notice):
        st.session_state.pop("themes_table", None)
        st.rerun()
