"""What answers a theme: suggested changes with their reasons, decided ones, the announcement."""

import streamlit as st

from feedback.actions.links import accept_link, reject_link, suggest_links
from feedback.domain.change import Change, Link, LinkState, Suggestion
from feedback.domain.theme import Theme
from feedback.ui import reads, resources, state, tracked
from feedback.ui.formats import LINK_OUTCOME_WORDS, day, match
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain
from feedback.ui.theme_announcing import announcing

SHOWN = 5


def answers(theme: Theme) -> None:
    """Everything about what was done for this theme."""
    changes = {row.change.id: row.change for row in reads.changes(resources.today())}
    decided = [decision for decision in reads.links(theme.id) if decision.change_id in changes]
    accepted = [decision for decision in decided if decision.state is LinkState.ACCEPTED]
    if accepted:
        _accepted(theme, accepted, changes)
    announcing(theme)
    if not theme.retired:
        _suggested(theme, changes)


def _accepted(theme: Theme, accepted: list[Link], changes: dict[int, Change]) -> None:
    st.header("What answers it", anchor=False)
    pairs = tuple((theme.id, decision.change_id) for decision in accepted)
    found = tracked.suggested_impacts(resources.today(), pairs)
    for decision, pair in zip(accepted, pairs, strict=True):
        with st.container(border=True, gap="xsmall"):
            _change(changes[decision.change_id])
            if pair in found:
                st.caption(plain(found[pair].figures))
                link(PageName.IMPACT, "Impact", icon=":material/balance:")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(LINK_OUTCOME_WORDS[decision.outcome], color="green")
                if st.button("Not this one", key=f"undo_{decision.change_id}", type="tertiary"):
                    _reject(theme, decision.change_id)


def _change(change: Change, score: float | None = None) -> None:
    st.markdown(plain(change.title))
    parts = [
        plain(change.version),
        day(change.shipped_on, missing="not shipped yet"),
        match(score) if score is not None else "",
    ]
    st.caption(" · ".join(part for part in parts if part))


def _suggested(theme: Theme, changes: dict[int, Change]) -> None:
    suggestions = [s for s in reads.suggestions(theme.id) if s.change_id in changes]
    st.header("Changes that may answer it", anchor=False)
    if not changes:
        st.text("Import your changelog, and Heard suggests what answers this.", width="stretch")
        link(PageName.CHANGES, "Import changes", icon=":material/arrow_forward:")
        return
    if not suggestions:
        decided = bool(reads.links(theme.id))
        further = "Nothing else" if decided else "Nothing"
        st.text(f"{further} that was shipped looks like an answer.", width="stretch")
        if st.button("Look again", key="suggest", icon=":material/search:"):
            found = suggest_links(resources.store(), theme_ids=[theme.id], today=resources.today())
            if not found:
                state.set_notice("Nothing new was found.")
            st.rerun()
    why = tracked.why(suggestions[:SHOWN])
    for suggestion in suggestions[:SHOWN]:
        reasons = why[theme.id, suggestion.change_id]
        _suggestion(theme, suggestion, changes[suggestion.change_id], reasons)


def _suggestion(theme: Theme, suggestion: Suggestion, change: Change, reasons: list[str]) -> None:
    change_id = suggestion.change_id
    with st.container(border=True, gap="xsmall", key=f"suggestion_{change_id}"):
        _change(change, suggestion.score)
        for reason in reasons:
            st.caption(plain(reason))
        with st.container(horizontal=True):
            if st.button("Answers it", key=f"did_{change_id}"):
                _accept(theme, change_id, "did")
            if st.button("In part", key=f"partly_{change_id}"):
                _accept(theme, change_id, "partly")
            if st.button("Does not", key=f"reject_{change_id}", type="tertiary"):
                _reject(theme, change_id)


def _accept(theme: Theme, change_id: int, outcome: str) -> None:
    accept_link(resources.store(), theme.id, change_id, outcome=outcome, now=resources.now())
    state.follow_own_theme_edit(theme)
    state.set_notice("Linked. You can draft the announcement now.")
    st.rerun()


def _reject(theme: Theme, change_id: int) -> None:
    reject_link(resources.store(), theme.id, change_id, now=resources.now())
    state.follow_own_theme_edit(theme)
    st.rerun()
