"""An announcement's way out, one primary button per state."""

import streamlit as st

from feedback.actions.announcement_workflow import (
    approve_announcement,
    publish_announcement,
    publishing_sentence,
    schedule_announcement,
    submit_announcement,
    withdraw_announcement,
)
from feedback.domain.announcement import Announcement, AnnouncementStatus, Concern
from feedback.ui import resources, state
from feedback.ui.formats import counted, day
from feedback.ui.plain_text import plain


def next_step(announcement: Announcement, concerns: list[Concern], *, is_changed: bool) -> None:
    """What the check says, and the button that fits the state."""
    blocking = sum(finding.blocks for concern in concerns for finding in concern.findings)
    if blocking:
        st.warning(
            f"The check found {counted(blocking, 'claim')} the facts do not carry. Correct the "
            "text; then it can be approved.",
            icon=":material/rule:",
        )
    elif not is_changed:
        carried = "the facts carry every claim."
        hints = sum(len(concern.findings) for concern in concerns)
        st.success(
            f"{counted(hints, 'suggestion')} above; {carried}"
            if hints
            else f"The check found nothing: {carried}",
            icon=":material/verified:",
        )
    if is_changed:
        st.info("What you typed is not saved yet. Save and check it first.")
    elif not blocking:
        _buttons(announcement)


def _buttons(announcement: Announcement) -> None:
    if announcement.status in (AnnouncementStatus.DRAFT, AnnouncementStatus.IN_REVIEW):
        _towards_approval(announcement)
    else:
        _towards_the_public(announcement)


def _towards_approval(announcement: Announcement) -> None:
    store, now, who = resources.store(), resources.now(), resources.settings().user
    with st.container(horizontal=True):
        if st.button("Approve", type="primary", icon=":material/thumb_up:", key="approve"):
            approve_announcement(
                store, announcement.id, now=now, who=who, words_folder=resources.words()
            )
            _said("Approved. Publish it when you like, or name a day.", announcement)
        if announcement.status is AnnouncementStatus.DRAFT and st.button(
            "Send to review", icon=":material/rate_review:", key="review"
        ):
            submit_announcement(store, announcement.id, now=now, who=who)
            _said("In review. It waits for somebody to approve it.", announcement)


def _towards_the_public(announcement: Announcement) -> None:
    store, now, who = resources.store(), resources.now(), resources.settings().user
    on = announcement.scheduled_for
    if on is not None and on <= resources.today():
        st.info(f"It was to go out on {day(on)}. Put it where customers are, then publish it here.")
    with st.popover("Publish…", type="primary", icon=":material/campaign:"):
        site = resources.settings().site_address
        st.markdown(plain(publishing_sentence(announcement, site=site)))
        if st.button("Publish it", type="primary", key="publish"):
            publish_announcement(
                store, announcement.id, now=now, who=who, words_folder=resources.words()
            )
            _said("Published. Its themes now count as announced.", announcement)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.date_input(
            "Day to go out",
            value=on or resources.today(),
            width=180,
            key=f"schedule_day_{announcement.id}",
        )
        if st.button("Schedule", icon=":material/event:", key="schedule"):
            schedule_announcement(store, announcement.id, on=chosen, now=now, who=who)
            _said(f"Scheduled for {day(chosen)}. Somebody publishes it then.", announcement)


def withdrawal(announcement: Announcement) -> None:
    """Taking back what went out, asked once more: it cannot be published again."""
    with st.popover("Withdraw", icon=":material/undo:"):
        st.markdown(
            "It leaves the public pages with their next writing. What was pasted elsewhere you "
            "take down there. It cannot be published again; draft a new one instead."
        )
        if st.button("Withdraw it", key="withdraw"):
            store, who = resources.store(), resources.settings().user
            withdraw_announcement(store, announcement.id, now=resources.now(), who=who)
            _said("Withdrawn. What was pasted elsewhere has to be taken down there.", announcement)


def _said(sentence: str, announcement: Announcement) -> None:
    state.forget_version(f"announcement_{announcement.id}")
    state.set_notice(sentence)
    st.rerun()
