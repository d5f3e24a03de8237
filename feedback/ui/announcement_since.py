"""What became of an announcement: what is new since it was written, and each step it took."""

import streamlit as st

from feedback.actions.announcement_news import HistoryRow, News
from feedback.actions.announcements import draft_announcement
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.ui import announcement_reads, resources
from feedback.ui.announcement_preview import format_words
from feedback.ui.announcement_text import part_title
from feedback.ui.formats import ANNOUNCEMENT_COLOURS, ANNOUNCEMENT_WORDS, counted, day
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import plain


def since(announcement: Announcement) -> None:
    """New comments, quotes that may not be used any more, and files to be made again."""
    news = announcement_reads.news(announcement.id)
    if not news.sentence:
        return
    with st.container(border=True, gap="small", key="since"):
        st.markdown("**Since it was written**")
        if news.comments:
            _comments(announcement, news)
        if news.lost_quotes:
            _lost_quotes(announcement, news)
        if news.stale:
            _stale(announcement, news)


def _comments(announcement: Announcement, news: News) -> None:
    count = abs(news.comments)
    kind = "new" if news.comments > 0 else "fewer"
    st.markdown(f"**{counted(count, f'{kind} comment')} since.** The text stands as it is.")
    if st.button("Draft it again with today's facts", icon=":material/refresh:", key="again"):
        draft = draft_announcement(
            resources.store(),
            announcement.theme_ids,
            language=announcement.language,
            tone=announcement.tone.value,
            now=resources.now(),
            who=resources.settings().user,
        )
        open_page(PageName.ANNOUNCEMENT, announcement=draft.id)


def _lost_quotes(announcement: Announcement, news: News) -> None:
    st.warning(
        "These words may not be used any more: their writer no longer agrees to be quoted, or "
        "they are gone.",
        icon=":material/format_quote:",
    )
    for quote in news.lost_quotes:
        st.markdown(f"“{plain(quote)}”")
    if announcement.status is AnnouncementStatus.PUBLISHED:
        st.caption("Withdraw it, and draft it anew without them.")


def _stale(announcement: Announcement, news: News) -> None:
    if announcement.status is AnnouncementStatus.WITHDRAWN:
        st.markdown("**These files were made of it.** Take them down where they were put.")
    else:
        st.markdown("**These files hold an earlier text.** Download them again, and replace them.")
    st.table(
        {format_words(made.as_): f"made on {day(made.at)}" for made in news.stale},
        border="horizontal",
        alt="Files that hold an earlier text",
    )


def history(announcement: Announcement) -> None:
    """Each step with who took it and what changed in the text."""
    rows = announcement_reads.history(announcement.id)
    if not rows:
        return
    with st.expander(f"History: {counted(len(rows), 'step')}", icon=":material/history:"):
        for row in rows:
            _step(announcement, row)


def _step(announcement: Announcement, row: HistoryRow) -> None:
    step = row.step
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(ANNOUNCEMENT_WORDS[step.status], color=ANNOUNCEMENT_COLOURS[step.status])
        st.caption(
            f"{day(step.at)}, {step.at:%H:%M}" + (f" · {plain(step.who)}" if step.who else "")
        )
    for change in row.changes:
        st.caption(part_title(announcement, change.part))
        for line in change.removed:
            if line.strip():
                st.markdown(f":red-background[−] ~~{plain(line)}~~")
        for line in change.added:
            if line.strip():
                st.markdown(f":green-background[+] {plain(line)}")
