"""What can be done with several themes at once: a bar at the bottom of the page."""

from collections.abc import Callable, Sequence

import streamlit as st

from feedback.actions.links import accept_link
from feedback.actions.merge_preview import merge_preview
from feedback.actions.merged_decisions import decision_in_words
from feedback.actions.theme_edits import (
    hide_theme,
    rename_theme,
    set_owner,
    set_priority,
    set_tags,
)
from feedback.actions.theme_merging import merge_themes
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import Outcome, Priority
from feedback.errors import HeardError
from feedback.ui import reads, resources, state, theme_edit
from feedback.ui.decide_dialog import DONE, HINTS, ask_for
from feedback.ui.formats import OUTCOME_WORDS, counted
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import plain, visible


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
        with st.popover("More", icon=":material/more_horiz:"):
            _more(rows)


def _merge(rows: Sequence[ThemeSummary]) -> None:
    """Into the theme whose name is kept; under a new name, into the largest."""
    by_name = {visible(row.name): row for row in rows}
    name = st.selectbox(
        "Name to keep",
        list(by_name),
        accept_new_options=True,
        help="Choose one of the names, or type a new one.",
        key="merge_name",
    )
    into = by_name.get(name or "") or max(rows, key=lambda row: row.comments)
    others = [row for row in rows if row.id != into.id]
    moved = counted(sum(row.comments for row in others), "comment")
    st.caption(f"{moved} go into “{plain(into.name)}”. No other theme is changed.")
    new_name = None if not name or name in by_name else name.strip()
    if new_name:
        st.caption(f"It is called “{plain(new_name)}” then.")
    holds = _decision_that_holds(others, into)
    if st.button("Merge them", type="primary", key="merge"):

        def merge() -> None:
            store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
            sources = [row.id for row in others]
            with store.writing():
                merge_themes(store, sources, into.id, holds=holds, by=who, now=now)
                if new_name:
                    rename_theme(store, into.id, new_name, by=who, now=now)

        _done(merge, f"Merged into “{new_name or into.name}”.")


def _decision_that_holds(others: Sequence[ThemeSummary], into: ThemeSummary) -> int | None:
    """What the merge brings along, in words; the theme whose decision is to hold, where several
    differ."""
    try:
        preview = merge_preview(resources.store(), [row.id for row in others], into.id)
    except HeardError as error:  # a retired theme among them
        st.caption(plain(str(error)))
        return None
    for sentence in preview.sentences:
        st.caption(plain(sentence))
    if len(preview.choices) < 2:
        return None
    names = {row.id: row.name for row in (into, *others)}
    said = {row.theme_id: decision_in_words(row) for row in preview.choices}
    return st.selectbox(
        "Decision that holds",
        list(said),
        format_func=lambda theme_id: visible(f"{said[theme_id]} ({names[theme_id]})"),
        key="merge_holds",
    )


def _assign(rows: Sequence[ThemeSummary]) -> None:
    owner = st.text_input("Owner", key="owner_of_selected", max_chars=80) or ""
    if st.button("Assign", type="primary", key="assign"):
        if not owner.strip():
            show_problem("Type who looks after them.")
            return

        def assign() -> None:
            store = resources.store()
            with store.writing():
                for row in rows:
                    if row.owner != owner.strip():
                        who, now = theme_edit.who(), theme_edit.now()
                        set_owner(store, row.id, owner, by=who, now=now, version=row.version)

        _done(assign, f"{owner} looks after {counted(len(rows), 'theme')} now.")


def _decide(rows: Sequence[ThemeSummary]) -> None:
    """What links do not say: “done” comes with the change that did it, by way of Link."""
    offered = [each for each in Outcome if each not in DONE]
    outcome = st.selectbox(
        "Outcome",
        offered,
        index=offered.index(Outcome.PLANNED),
        format_func=lambda each: OUTCOME_WORDS[each],
        key="outcome_of_selected",
    )
    if outcome is None:
        return
    st.caption(HINTS[outcome])
    said = ask_for(outcome)
    if st.button("Decide", type="primary", key="decide"):

        def decide_all() -> None:
            with resources.store().writing():
                for row in rows:
                    said.decide(row.id, outcome)

        _done(decide_all, f"Decided: {OUTCOME_WORDS[outcome].lower()}.")


def _link(rows: Sequence[ThemeSummary]) -> None:
    today = resources.today()
    shipped = [row.change for row in reads.changes(today) if row.change.is_shipped(today)]
    changes = {change.id: change.title for change in shipped}
    if not changes:
        st.text("No change has shipped yet. Import your changelog.")
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


def _more(rows: Sequence[ThemeSummary]) -> None:
    """A priority or a tag for all of them, or out of the lists."""
    priority = st.selectbox(
        "Priority",
        list(Priority),
        format_func=lambda each: each.value.capitalize(),
        key="priority_of_selected",
    )
    if st.button("Give it", key="prioritise") and priority is not None:
        _each(rows, set_priority, "priority", lambda row: priority)
    tag = (st.text_input("Tag", key="tag_of_selected", max_chars=40) or "").strip()
    if st.button("Add the tag", key="add_tag"):
        if not tag:
            show_problem("Type a tag first.")
            return
        _each(rows, set_tags, "tags", lambda row: tuple(dict.fromkeys((*row.tags, tag))))
    if st.button("Hide from lists", key="hide_selected", icon=":material/visibility_off:"):
        store, who, now = resources.store(), theme_edit.who(), theme_edit.now()

        def hide() -> None:
            with store.writing():
                for row in rows:
                    if not row.hidden:
                        hide_theme(store, row.id, hidden=True, by=who, now=now)

        _done(hide, f"{counted(len(rows), 'theme is', 'themes are')} hidden.")


def _each(
    rows: Sequence[ThemeSummary],
    edit: Callable[..., object],
    field: str,
    wanted: Callable[[ThemeSummary], object],
) -> None:
    """Give every theme a value it does not have yet."""
    store, who, now = resources.store(), theme_edit.who(), theme_edit.now()
    others = [row for row in rows if getattr(row, field) != wanted(row)]

    def edit_all() -> None:
        with store.writing():
            for row in others:
                edit(store, row.id, wanted(row), by=who, now=now, version=row.version)

    _done(edit_all, f"{counted(len(others), 'theme')} changed.")


def _done(edit: Callable[[], object], notice: str) -> None:
    if theme_edit.attempt(edit, notice):
        state.let_go_of_rows()
        st.rerun()
