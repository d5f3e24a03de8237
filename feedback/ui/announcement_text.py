"""The words of an announcement: to edit with the check beside each sentence, or to read."""

from dataclasses import replace

import streamlit as st

from feedback.actions.announcement_concerns import text_mended
from feedback.actions.announcements import edit_announcement
from feedback.domain.announcement import Announcement, AnnouncementStatus, Concern
from feedback.errors import ConflictError
from feedback.ui import announcement_reads, resources, state
from feedback.ui.announcement_check import show_concerns
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import show

PARTS = {"headline": "Headline", "you_said": "What you told us", "we_did": "What we did"}
HEADING_OF = {
    "planned": "What comes next",
    "cannot": "Why it cannot be done",
    "will-not": "Why we will not do it",
    "exists": "What there is already",
}
MAX_HEADLINE = 200
MAX_TEXT = 4000


def text_form(announcement: Announcement) -> tuple[Announcement, list[Concern]]:
    """Three fields and what the check says under each.

    Returns the announcement with the text as it stands in the fields, and what is wrong with it.
    """
    thing = f"announcement_{announcement.id}"
    seen = state.seen_version(thing, announcement.version, field=_field(announcement, "headline"))
    for part in PARTS:
        state.fill_text(_field(announcement, part), getattr(announcement, part))
    with st.container(border=True):
        slots = {}
        typed = {}
        for part in PARTS:
            typed[part] = _input(announcement, part)
            slots[part] = st.container(gap="small")
        texts = headline, you_said, we_did = typed["headline"], typed["you_said"], typed["we_did"]
        written = replace(announcement, headline=headline, you_said=you_said, we_did=we_did)
        is_changed = written != announcement
        concerns = announcement_reads.concerns_of(announcement, texts, resources.today())
        for part, slot in slots.items():
            with slot:
                mine = [concern for concern in concerns if concern.where == part]
                show_concerns(mine, lambda concern, instead: _use(written, concern, instead))
        pressed = st.button(
            "Save and check",
            icon=":material/save:",
            type="primary" if is_changed else "secondary",
            key="save",
        )
        if announcement.status is not AnnouncementStatus.DRAFT:
            st.caption("Saving a change makes it a draft again, to be approved anew.")
    if pressed:
        _save(announcement, texts, seen)
    return written, concerns


def part_title(announcement: Announcement, part: str) -> str:
    """What a part is called: a plan or a “no” is nothing that was done."""
    if part == "we_did":
        return HEADING_OF.get(announcement.facts.outcome, PARTS[part])
    return PARTS[part]


def _field(announcement: Announcement, part: str) -> str:
    return f"{part}_{announcement.id}"


def _input(announcement: Announcement, part: str) -> str:
    title, key = part_title(announcement, part), _field(announcement, part)
    if part == "headline":
        return st.text_input(title, max_chars=MAX_HEADLINE, key=key) or ""
    return st.text_area(title, max_chars=MAX_TEXT, height="content", key=key) or ""


def _use(written: Announcement, concern: Concern, instead: str) -> None:
    """Put a sentence into the field; it is saved when the person saves."""
    text = text_mended(getattr(written, concern.where), concern, instead)
    state.put_text(_field(written, concern.where), text)
    st.rerun()


def _save(announcement: Announcement, words: tuple[str, str, str], seen: int) -> None:
    headline, you_said, we_did = words
    thing = f"announcement_{announcement.id}"
    try:
        saved = edit_announcement(
            resources.store(),
            announcement.id,
            headline=headline,
            you_said=you_said,
            we_did=we_did,
            version=seen,
            now=resources.now(),
            who=resources.settings().user,
        )
    except ConflictError as error:
        state.forget_version(thing)
        show_problem(f"{error} What you typed is still here; save again to put it in its place.")
        return
    state.forget_version(thing)
    for part in PARTS:  # as it is kept: without what has no shape
        state.put_text(_field(announcement, part), getattr(saved, part))
    state.set_notice("Saved and checked.")
    st.rerun()


def text_only(announcement: Announcement) -> None:
    """The words as they went out: a published announcement does not change."""
    with st.container(border=True):
        for part in PARTS:
            st.caption(part_title(announcement, part))
            show(getattr(announcement, part))
