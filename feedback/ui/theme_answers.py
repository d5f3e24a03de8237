"""What answers a theme: suggested changes with their reasons, decided ones, the announcement."""

import streamlit as st

from feedback.actions.announcements import announcement_languages, draft_announcement
from feedback.actions.links import accept_link, reject_link, suggest_links
from feedback.domain.announcement import Tone
from feedback.domain.change import Change, Link, LinkState, Suggestion
from feedback.domain.theme import Theme
from feedback.ui import reads, resources, state
from feedback.ui.formats import LINK_OUTCOME_WORDS, day, language, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain

SHOWN = 5


def answers(theme: Theme) -> None:
    """Everything about what was done for this theme."""
    changes = {row.change.id: row.change for row in reads.changes(resources.today())}
    decided = [decision for decision in reads.links(theme.id) if decision.change_id in changes]
    accepted = [decision for decision in decided if decision.state is LinkState.ACCEPTED]
    if accepted:
        _accepted(theme, accepted, changes)
    if not theme.retired:
        _suggested(theme, changes)


def _accepted(theme: Theme, accepted: list[Link], changes: dict[int, Change]) -> None:
    st.header("What answers it", anchor=False)
    for decision in accepted:
        with st.container(border=True, gap="xsmall"):
            _change(changes[decision.change_id])
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(LINK_OUTCOME_WORDS[decision.outcome], color="green")
                if st.button("Not this one", key=f"undo_{decision.change_id}", type="tertiary"):
                    _reject(theme, decision.change_id)
    _announcement(theme, [changes[decision.change_id] for decision in accepted])


def _announcement(theme: Theme, answered_by: list[Change]) -> None:
    existing = [a for a in reads.announcements() if theme.id in a.theme_ids]
    for announcement in existing[:3]:
        link(
            PageName.ANNOUNCEMENT,
            plain(announcement.headline),
            icon=":material/campaign:",
            announcement=announcement.id,
        )
    if any(change.is_shipped(resources.today()) for change in answered_by):
        _draft(theme, is_first=not existing)


def _draft(theme: Theme, *, is_first: bool) -> None:
    with st.container(horizontal=True):
        pressed = st.button(
            "Draft an announcement",
            type="primary" if is_first else "secondary",
            icon=":material/campaign:",
            key="draft",
        )
        with st.popover("Language and tone"):
            code = st.selectbox(
                "Language",
                ["", *announcement_languages()],
                format_func=lambda code: language(code) if code else "As most comments",
                key="draft_language",
            )
            tone = st.segmented_control(
                "Tone",
                [tone.value for tone in Tone],
                format_func=str.capitalize,
                default=Tone.PLAIN.value,
                required=True,
                key="draft_tone",
            )
    if pressed:
        draft = draft_announcement(
            resources.store(),
            [theme.id],
            language=code or "",
            tone=tone or Tone.PLAIN.value,
            now=resources.now(),
        )
        open_page(PageName.ANNOUNCEMENT, announcement=draft.id)


def _change(change: Change, score: float | None = None) -> None:
    st.markdown(plain(change.title))
    parts = [
        plain(change.version),
        day(change.shipped_on, missing="not shipped yet"),
        f"score {number(score, digits=2)} of 1" if score is not None else "",
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
    for suggestion in suggestions[:SHOWN]:
        _suggestion(theme, suggestion, changes[suggestion.change_id])


def _suggestion(theme: Theme, suggestion: Suggestion, change: Change) -> None:
    change_id = suggestion.change_id
    with st.container(border=True, gap="xsmall", key=f"suggestion_{change_id}"):
        _change(change, suggestion.score)
        for reason in suggestion.reasons:
            st.caption(plain(reason.sentence))
        with st.container(horizontal=True):
            if st.button("Answers it", key=f"did_{change_id}"):
                _accept(theme, change_id, "did")
            if st.button("In part", key=f"partly_{change_id}"):
                _accept(theme, change_id, "partly")
            if st.button("Does not", key=f"reject_{change_id}", type="tertiary"):
                _reject(theme, change_id)


def _accept(theme: Theme, change_id: int, outcome: str) -> None:
    accept_link(resources.store(), theme.id, change_id, outcome=outcome, now=resources.now())
    state.follow_own_edit(f"theme_{theme.id}", theme.version)
    state.set_notice("Linked. You can draft the announcement now.")
    st.rerun()


def _reject(theme: Theme, change_id: int) -> None:
    reject_link(resources.store(), theme.id, change_id, now=resources.now())
    state.follow_own_edit(f"theme_{theme.id}", theme.version)
    st.rerun()
