"""What became of an announcement: what is new since it was written, and each step it took."""

import streamlit as st

from feedback.actions.announcement_news import HistoryRow, News, forget_export
from feedback.actions.announcement_overtaken import Overtaken
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.theme import Outcome
from feedback.ui import announcement_reads, resources, state
from feedback.ui.announcement_drafting import draft_and_open
from feedback.ui.announcement_preview import format_words
from feedback.ui.announcement_text import part_title
from feedback.ui.formats import ANNOUNCEMENT_COLOURS, ANNOUNCEMENT_WORDS, counted, day
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain


def since(announcement: Announcement) -> None:
    """New comments, quotes that may not be used any more, and files to be made again."""
    news = announcement_reads.news(announcement.id)
    if not news.sentence:
        return
    with st.container(border=True, gap="small", key="since"):
        st.markdown("**Since it was written**")
        if news.overtaken is not None:
            _overtaken(announcement, news.overtaken)
        if news.comments:
            _comments(announcement, news)
        if news.lost_quotes:
            _lost_quotes(announcement, news)
        if news.stale:
            _stale(announcement, news)


def _overtaken(announcement: Announcement, other: Overtaken) -> None:
    """What holds now for its themes, and the way to the announcement that tells it."""
    st.warning(other.sentence, icon=":material/update:")
    if other.by is not None:
        link(
            PageName.ANNOUNCEMENT,
            f"Open announcement {other.by}",
            icon=":material/campaign:",
            announcement=other.by,
        )
    elif other.now is not Outcome.UNDECIDED and st.button(
        "Draft the new answer", icon=":material/campaign:", key="draft_new_answer"
    ):
        draft_and_open(
            announcement.theme_ids, language=announcement.language, tone=announcement.tone.value
        )


def _comments(announcement: Announcement, news: News) -> None:
    count = abs(news.comments)
    kind = "new" if news.comments > 0 else "fewer"
    st.markdown(f"**{counted(count, f'{kind} comment')} since.** The text stands as it is.")
    if st.button("Draft it again with today's facts", icon=":material/refresh:", key="again"):
        draft_and_open(
            announcement.theme_ids,
            language=announcement.language,
            tone=announcement.tone.value,
            again=True,
        )


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
    if st.button(
        "They are taken down or replaced",
        icon=":material/check:",
        type="tertiary",
        key="taken_down",
    ):
        for made in news.stale:
            forget_export(resources.store(), announcement.id, as_=made.as_)
        state.set_notice("Noted: these files are not listed any more.")
        st.rerun()


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
