"""An announcement as it will look, and as a file."""

from email import message_from_bytes
from email.policy import default
from functools import partial

import streamlit as st

from feedback.actions.announcement_news import note_export
from feedback.actions.exports import (
    announcement_formats,
    export_announcement,
    not_printed_sentence,
    package_announcement,
)
from feedback.announcements.export import Format, Use
from feedback.domain.announcement import Announcement
from feedback.ui import announcement_reads, resources
from feedback.ui.announcement_language import in_language
from feedback.ui.pdf_picture import first_page
from feedback.ui.plain_text import plain

PREVIEWS = {
    "html": "Web page",
    "email": "E-mail",
    "poster": "Poster",
    "pdf": "PDF",
    "social": "Social posts",
    "sms": "Text message",
    "push": "Notification",
    "chat": "Chat",
    "text": "Plain text",
    "markdown": "Markdown",
}
POSTS = {
    "post-280": "280 signs: X, Bluesky",
    "post-500": "500 signs: Mastodon, Threads",
    "post-3000": "3,000 signs: LinkedIn",
}
USES = {
    Use.WEB: "For the web",
    Use.MAIL: "For mail",
    Use.PAPER: "On paper",
    Use.CHAT: "For chat, social media and telephones",
    Use.DATA: "For programs",
}
PREVIEW_HEIGHT = 680
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def preview(announcement: Announcement) -> None:
    """The announcement in one format and language, right beside its text as it is typed."""
    st.header("Preview", anchor=False)
    shown = st.pills(
        "Format",
        list(PREVIEWS),
        format_func=lambda as_: PREVIEWS[as_],
        default="html",
        required=True,
        key="preview_format",
        label_visibility="collapsed",
        wrap=True,
    )
    _show(in_language(announcement), shown or "html")


def _show(announcement: Announcement, as_: str) -> None:
    if as_ == "social":
        for post, label in POSTS.items():
            st.caption(label)
            _copyable(announcement_reads.rendered(announcement, post))
        return
    body = announcement_reads.rendered(announcement, as_)
    if as_ in ("html", "email"):
        page = _part_of(body, "html") if isinstance(body, bytes) else body
        st.iframe(caged(page), height=PREVIEW_HEIGHT, alt=f"The announcement as {PREVIEWS[as_]}")
        _to_paste(announcement, body)
    elif isinstance(body, bytes):
        st.image(
            first_page(body), alt=f"The announcement as {PREVIEWS[as_]}, page 1", width="stretch"
        )
        if missing := not_printed_sentence(announcement):
            st.info(plain(missing), icon=":material/font_download_off:")
    else:
        _copyable(body)


def _to_paste(announcement: Announcement, body: str | bytes) -> None:
    """The words behind what is shown, to be copied."""
    if isinstance(body, bytes):
        with st.expander("Copy the subject and the text", icon=":material/content_copy:"):
            _copyable(str(message_from_bytes(body, policy=default)["Subject"]))
            _copyable(_part_of(body, "plain").replace("\r\n", "\n").strip())
    else:
        with st.expander("Copy the HTML", icon=":material/content_copy:"):
            st.caption("For a page of yours: it takes on that page's style.")
            _copyable(announcement_reads.rendered(announcement, "fragment"))


def _copyable(text: str | bytes) -> None:
    st.code(text, language=None, wrap_lines=True)


def _part_of(message: bytes, kind: str) -> str:
    """What a mail program would show of a message: its html, or its plain text."""
    part = message_from_bytes(message, policy=default).get_body((kind,))
    return "" if part is None else str(part.get_content())


def caged(page: str) -> str:
    """`page` under a policy that allows no script, no form and no network.

    Streamlit's frame lets scripts run with the app's rights. The export escapes everything; this
    holds should it ever fail to. The policy comes first, so that nothing in the page precedes it.
    (A sandboxed frame inside would be stronger, but Chromium then swallows the first click.)
    """
    return f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}">{page}'


def downloads(announcement: Announcement) -> None:
    """One button for everything, one per format by what it is for; a file is made and noted when
    asked for."""
    st.header("Download", anchor=False)
    st.download_button(
        "Everything in one ZIP",
        data=partial(_make, announcement.id, "zip"),
        file_name=f"announcement-{announcement.id}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        key="download_zip",
    )
    for use, title in USES.items():
        st.caption(title)
        with st.container(horizontal=True, gap="small", key=f"downloads_{use}"):
            for each in announcement_formats():
                if each.use is use and each.name not in POSTS:  # all three are in one file
                    _download(announcement, each)


def _download(announcement: Announcement, each: Format) -> None:
    st.download_button(
        each.label,
        data=partial(_make, announcement.id, each.name),
        file_name=each.file_name(announcement.id),
        mime=each.media_type.partition(";")[0],
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{each.name}",
    )


_OTHER_FILES = {
    "zip": "Everything in one ZIP",
    "csv": "Table (CSV)",
    "xlsx": "Workbook",
    "site": "Public pages",
    "messages": "Messages to customers",
}


def format_words(as_: str) -> str:
    """What a format is called."""
    known = {each.name: each.label for each in announcement_formats()}
    return {**_OTHER_FILES, **known}.get(as_, as_)


def _make(announcement_id: int, as_: str) -> str | bytes:
    store, words = resources.store(), resources.words()
    site = resources.settings().site_address
    if as_ == "zip":
        made: str | bytes = package_announcement(
            store, announcement_id, words_folder=words, site=site
        )
    else:
        made = export_announcement(store, announcement_id, as_=as_, words_folder=words, site=site)
    note_export(store, announcement_id, as_=as_, now=resources.now())
    return made
