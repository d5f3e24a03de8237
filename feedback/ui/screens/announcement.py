"""One announcement: its text and the facts under it, the check beside it, the preview."""

import streamlit as st

from feedback.actions.announcement_workflow import (
    approve_announcement,
    publish_announcement,
    schedule_announcement,
    submit_announcement,
    withdraw_announcement,
)
from feedback.domain.announcement import Announcement, AnnouncementStatus, Finding
from feedback.errors import NotFoundError
from feedback.ui import reads, resources, state
from feedback.ui.announcement_facts import show_facts
from feedback.ui.announcement_preview import downloads, preview
from feedback.ui.announcement_text import text_form, text_only
from feedback.ui.empty import empty
from feedback.ui.formats import ANNOUNCEMENT_COLOURS, ANNOUNCEMENT_WORDS, counted, day, language
from feedback.ui.navigation import PageName, link, open_page, wanted_id
from feedback.ui.plain_text import plain


def page() -> None:
    """The page."""
    announcement_id = wanted_id("announcement")
    if announcement_id is None:
        _none_named()
        return
    announcement = reads.announcement(announcement_id)
    if announcement is None:
        raise NotFoundError(
            f"There is no announcement {announcement_id}. Choose one from the list."
        )
    link(PageName.ANNOUNCEMENTS, "All announcements", icon=":material/arrow_back:")
    st.title(plain(announcement.headline) or "Announcement", anchor=False)
    _state_line(announcement)
    published = announcement.status in (
        AnnouncementStatus.PUBLISHED,
        AnnouncementStatus.WITHDRAWN,
    )
    findings = [] if published else reads.findings(announcement_id, resources.today())
    left, right = st.columns(2, gap="large")
    with left:
        if published:
            text_only(announcement)
            if announcement.status is AnnouncementStatus.PUBLISHED:
                _withdrawal(announcement)
        else:
            unsaved = text_form(announcement, findings)
            if unsaved:
                st.info("What you typed is not saved yet. Save and check it first.")
            else:
                _next_step(announcement, findings)
        show_facts(announcement.facts)
    with right:
        preview(announcement)
        downloads(announcement)


def _none_named() -> None:
    st.title("Announcement", anchor=False)
    empty(
        "No announcement chosen",
        "This address shows one announcement.",
        "Choose an announcement",
        lambda: open_page(PageName.ANNOUNCEMENTS),
        key="choose_announcement",
    )


def _state_line(announcement: Announcement) -> None:
    status = announcement.status
    dates = {
        AnnouncementStatus.DRAFT: ("drafted", announcement.created_at),
        AnnouncementStatus.IN_REVIEW: ("drafted", announcement.created_at),
        AnnouncementStatus.APPROVED: ("approved", announcement.approved_at),
        AnnouncementStatus.SCHEDULED: ("to go out", announcement.scheduled_for),
        AnnouncementStatus.PUBLISHED: ("published", announcement.published_at),
        AnnouncementStatus.WITHDRAWN: ("withdrawn", announcement.withdrawn_at),
    }
    verb, at = dates[status]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(ANNOUNCEMENT_WORDS[status], color=ANNOUNCEMENT_COLOURS[status])
        st.caption(f"{verb} {day(at)} · {plain(language(announcement.language))}")
    for theme_id, name in zip(announcement.theme_ids, announcement.facts.themes, strict=False):
        link(PageName.THEME, plain(name), icon=":material/forum:", theme=theme_id)


def _next_step(announcement: Announcement, findings: list[Finding]) -> None:
    """What the check says, and the one button that fits the state."""
    blocking = sum(finding.blocks for finding in findings)
    if blocking:
        st.warning(
            f"The check found {counted(blocking, 'claim')} the facts do not carry. Correct the "
            "text; then it can be approved.",
            icon=":material/rule:",
        )
        return
    st.success("The check found nothing: the facts carry every claim.", icon=":material/verified:")
    store, now, who = resources.store(), resources.now(), resources.settings().user
    status = announcement.status
    if status in (AnnouncementStatus.DRAFT, AnnouncementStatus.IN_REVIEW):
        if st.button("Approve", type="primary", icon=":material/thumb_up:", key="approve"):
            approve_announcement(store, announcement.id, now=now, who=who)
            _said("Approved. Publish it when you like, or name a day.", announcement)
        if status is AnnouncementStatus.DRAFT and st.button(
            "Send to review", icon=":material/rate_review:", key="review"
        ):
            submit_announcement(store, announcement.id, now=now, who=who)
            _said("In review. It waits for somebody to approve it.", announcement)
        return
    if st.button("Publish", type="primary", icon=":material/campaign:", key="publish"):
        publish_announcement(store, announcement.id, now=now, who=who)
        _said("Published. Its themes now count as announced.", announcement)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.date_input(
            "Day to go out",
            value=announcement.scheduled_for or resources.today(),
            key="schedule_day",
        )
        if st.button("Schedule", icon=":material/event:", key="schedule"):
            schedule_announcement(store, announcement.id, on=on, now=now, who=who)
            _said(f"Scheduled for {day(on)}. Somebody publishes it then.", announcement)


def _withdrawal(announcement: Announcement) -> None:
    if st.button("Withdraw", icon=":material/undo:", key="withdraw"):
        who = resources.settings().user
        withdraw_announcement(resources.store(), announcement.id, now=resources.now(), who=who)
        _said("Withdrawn. What was pasted elsewhere has to be taken down there.", announcement)


def _said(sentence: str, announcement: Announcement) -> None:
    state.forget_version(f"announcement_{announcement.id}")
    state.set_notice(sentence)
    st.rerun()
