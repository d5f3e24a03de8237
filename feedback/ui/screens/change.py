"""One change: what it answers, who asked for it, who waits."""

from collections.abc import Sequence

import streamlit as st

from feedback.actions.asked_for import suggest_themes
from feedback.actions.changes_by_hand import remove_change, restore_change
from feedback.actions.links import accept_link, reject_link
from feedback.domain.change import Change, Link, LinkState, Suggestion
from feedback.domain.summaries import ChangeSummary, ThemeSummary
from feedback.errors import NotFoundError
from feedback.ui import reads, resources, state, theme_reads, tracked
from feedback.ui.change_form import edit_form
from feedback.ui.comment_list import cards
from feedback.ui.empty import empty
from feedback.ui.formats import LINK_OUTCOME_WORDS, counted, day, match, number
from feedback.ui.missing_loop_cards import draft_button
from feedback.ui.navigation import PageName, link, open_page, wanted_id
from feedback.ui.plain_text import plain, show

ASKED_SHOWN = 8
SUGGESTED_SHOWN = 6


def page() -> None:
    """The page."""
    change_id = wanted_id("change")
    if change_id is None:
        st.title("Change", anchor=False)
        empty(
            "No change chosen",
            "This address shows one change.",
            "Choose a change",
            lambda: open_page(PageName.CHANGES),
            key="choose_change",
        )
        return
    change = reads.change(change_id)
    if change is None:
        raise NotFoundError(f"There is no change {change_id}. Choose one from the list of changes.")
    st.set_page_config(page_title=f"{change.title[:80]} · Heard")
    link(PageName.CHANGES, "All changes", icon=":material/arrow_back:")
    st.title(plain(change.title), anchor=False)
    if change.removed:
        _removed(change)
        return
    today = resources.today()
    summary = next(row for row in reads.changes(today) if row.change.id == change_id)
    _facts(summary)
    themes = {row.id: row for row in theme_reads.theme_rows(today)}
    left, right = st.columns([3, 4], gap="large")
    with left:
        _waiting(change)
        _answered(change, themes)
        _suggested(change, themes)
        _by_hand(change)
    with right:
        _asked(change, themes)


def _removed(change: Change) -> None:
    st.info("This change was removed. An import of its file leaves it out.")
    if st.button("Bring it back", key="restore", icon=":material/restore_from_trash:"):
        restore_change(resources.store(), change.id)
        state.set_notice("The change is back, without the links it had.")
        st.rerun()


def _facts(summary: ChangeSummary) -> None:
    change = summary.change
    shipped = change.is_shipped(resources.today())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge("Shipped" if shipped else "Planned", color="green" if shipped else "blue")
        if summary.announced:
            st.badge("Announced", icon=":material/campaign:", color="green")
        elif shipped:
            st.badge("Not announced", color="orange")
        parts = [
            day(change.shipped_on),
            f"version {plain(change.version)}" if change.version else "",
            plain(change.product),
            plain(change.component),
            plain(change.kind),
        ]
        st.markdown(" · ".join(part for part in parts if part), width="stretch")
    if change.details:
        show(change.details)
    if change.url.lower().startswith(("https://", "http://")):
        st.link_button("Read more where it was published", change.url, type="tertiary")
    if change.generic:
        st.caption("It says nothing in particular, so it is never suggested as an answer.")
    elif not shipped:
        st.caption("It is planned: it can answer a theme once customers have it.")


def _waiting(change: Change) -> None:
    loops = reads.missing_loops(resources.today()).loops
    loop = next((found for found in loops if found.change.id == change.id), None)
    if loop is None:
        return
    with st.container(border=True, gap="xsmall", key="waiting"):
        st.metric("People waiting to be told", number(loop.people))
        st.caption(
            f"{counted(loop.comments, 'comment')} in "
            f"{counted(len(loop.themes), 'theme')} this answers or may answer."
        )
        draft_button(loop)


def _answered(change: Change, themes: dict[int, ThemeSummary]) -> None:
    accepted = [
        decision
        for decision in reads.links_of_change(change.id)
        if decision.state is LinkState.ACCEPTED and decision.theme_id in themes
    ]
    if not accepted:
        return
    st.header("What it answers", anchor=False)
    for decision in accepted:
        _theme_card(change, decision, themes[decision.theme_id])


def _theme_card(change: Change, decision: Link, theme: ThemeSummary) -> None:
    with st.container(border=True, gap="xsmall"):
        link(PageName.THEME, plain(theme.name), icon=":material/forum:", theme=theme.id)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(LINK_OUTCOME_WORDS[decision.outcome], color="green")
            st.caption(counted(theme.comments, "comment"))
            if st.button("Not this one", key=f"undo_{theme.id}", type="tertiary"):
                _reject(change, theme.id)


def _suggested(change: Change, themes: dict[int, ThemeSummary]) -> None:
    if change.generic or not change.is_shipped(resources.today()):
        return
    st.header("Themes it may answer", anchor=False)
    suggestions = [s for s in reads.suggestions_of_change(change.id) if s.theme_id in themes]
    if not suggestions:
        st.text("No theme that nobody has decided looks like the question.", width="stretch")
    why = tracked.why(suggestions[:SUGGESTED_SHOWN])
    for suggestion in suggestions[:SUGGESTED_SHOWN]:
        reasons = why[suggestion.theme_id, change.id]
        _suggestion(change, suggestion, themes[suggestion.theme_id], reasons)
    if st.button("Look through all themes", key="look", icon=":material/search:"):
        known = {suggestion.theme_id for suggestion in suggestions}
        found = suggest_themes(resources.store(), change.id, today=resources.today())
        fresh = [s for s in found if s.theme_id not in known]
        state.set_notice(f"{counted(len(fresh), 'theme')} more." if fresh else "Nothing new.")
        st.rerun()


def _suggestion(
    change: Change, suggestion: Suggestion, theme: ThemeSummary, reasons: list[str]
) -> None:
    with st.container(border=True, gap="xsmall", key=f"theme_suggestion_{theme.id}"):
        link(PageName.THEME, plain(theme.name), icon=":material/forum:", theme=theme.id)
        st.caption(f"{counted(theme.comments, 'comment')} · {match(suggestion.score)}")
        for reason in reasons:
            st.caption(plain(reason))
        with st.container(horizontal=True):
            if st.button("Answers it", key=f"did_{theme.id}"):
                _accept(change, theme.id, "did")
            if st.button("In part", key=f"partly_{theme.id}"):
                _accept(change, theme.id, "partly")
            if st.button("Does not", key=f"reject_{theme.id}", type="tertiary"):
                _reject(change, theme.id)


def _asked(change: Change, themes: dict[int, ThemeSummary]) -> None:
    st.header("Who asked for it", anchor=False)
    asked = [a for a in reads.asked_for(change.id) if a.theme_id in themes]
    if not asked:
        st.text(
            "No comment from before it shipped, in a theme it answers or may answer, shares a word "
            "with it.",
            width="stretch",
        )
        return
    st.caption("Comments from before it shipped that speak of the same; closest first.")
    cards([each.comment for each in asked[:ASKED_SHOWN]])
    _more(asked[ASKED_SHOWN:])


def _more(asked: Sequence[object]) -> None:
    if asked:
        st.caption(f"{counted(len(asked), 'comment')} more in its themes.")


def _by_hand(change: Change) -> None:
    with st.expander("Edit this change", icon=":material/edit:"):
        edit_form(change)
    with st.popover("Remove", icon=":material/delete:"):
        st.text("Its links go with it. What was published stays as it is.")
        if st.button("Remove this change", key="remove", type="primary"):
            remove_change(resources.store(), change.id, now=resources.now())
            state.set_notice(f"Removed: “{change.title}”.")
            st.rerun()


def _accept(change: Change, theme_id: int, outcome: str) -> None:
    accept_link(resources.store(), theme_id, change.id, outcome=outcome, now=resources.now())
    state.set_notice("Linked. You can draft the announcement now.")
    st.rerun()


def _reject(change: Change, theme_id: int) -> None:
    reject_link(resources.store(), theme_id, change.id, now=resources.now())
    st.rerun()
