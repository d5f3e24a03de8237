"""The words of an announcement: to edit with the check beside each field, or to read."""

import streamlit as st

from feedback.actions.announcements import edit_announcement
from feedback.domain.announcement import Announcement, AnnouncementStatus, Finding
from feedback.errors import ConflictError
from feedback.ui import resources, state
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import plain, show

PARTS = {"headline": "Headline", "you_said": "What you told us", "we_did": "What we did"}
MAX_HEADLINE = 200
MAX_TEXT = 4000


def text_form(announcement: Announcement, findings: list[Finding]) -> bool:
    """Three fields, what the check says under each, one button; whether something is unsaved."""
    thing = f"announcement_{announcement.id}"
    seen = state.seen_version(thing, announcement.version, field=f"headline_{announcement.id}")
    with st.container(border=True):
        headline = st.text_input(
            PARTS["headline"],
            value=announcement.headline,
            max_chars=MAX_HEADLINE,
            key=f"headline_{announcement.id}",
        )
        _found(findings, "headline")
        you_said = _long_field(announcement, "you_said", announcement.you_said)
        _found(findings, "you_said")
        we_did = _long_field(announcement, "we_did", announcement.we_did)
        _found(findings, "we_did")
        words = (headline or "", you_said, we_did)
        stored = (announcement.headline, announcement.you_said, announcement.we_did)
        pressed = st.button("Save and check", icon=":material/save:", key="save")
        if announcement.status is AnnouncementStatus.APPROVED:
            st.caption("Saving a change makes it a draft again, to be approved anew.")
    for where in {finding.where for finding in findings} - set(PARTS):
        _found(findings, where)
    if pressed:
        _save(announcement, words, seen)
    return words != stored


def _long_field(announcement: Announcement, part: str, value: str) -> str:
    text = st.text_area(
        PARTS[part],
        value=value,
        max_chars=MAX_TEXT,
        height="content",
        key=f"{part}_{announcement.id}",
    )
    return text or ""


def _found(findings: list[Finding], where: str) -> None:
    """What the check says about one part; what does not block is a suggestion."""
    for finding in findings:
        if finding.where != where:
            continue
        if finding.blocks:
            st.warning(plain(finding.message), icon=":material/rule:")
        else:
            st.info(plain(finding.message), icon=":material/lightbulb:")


def _save(announcement: Announcement, words: tuple[str, str, str], seen: int) -> None:
    headline, you_said, we_did = words
    thing = f"announcement_{announcement.id}"
    try:
        edit_announcement(
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
    state.set_notice("Saved and checked.")
    st.rerun()


def text_only(announcement: Announcement) -> None:
    """The words as they went out: a published announcement does not change."""
    with st.container(border=True):
        for part, title in PARTS.items():
            st.caption(title)
            show(getattr(announcement, part))
