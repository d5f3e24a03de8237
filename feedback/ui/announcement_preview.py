"""An announcement as it will look, and as a file."""

from email import message_from_bytes
from email.policy import default
from functools import partial

import streamlit as st

from feedback.actions.exports import (
    announcement_formats,
    export_announcement,
    package_announcement,
)
from feedback.domain.announcement import Announcement
from feedback.ui import reads, resources
from feedback.ui.pdf_picture import first_page

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
PREVIEW_HEIGHT = 680
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def preview(announcement: Announcement) -> None:
    """The announcement in one format, right beside its text."""
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
    _show(announcement.id, shown or "html")


def _show(announcement_id: int, as_: str) -> None:
    if as_ == "social":
        for post, label in POSTS.items():
            st.caption(label)
            _copyable(reads.exported(announcement_id, post))
        return
    body = reads.exported(announcement_id, as_)
    if as_ in ("html", "email"):
        page = _html_part(body) if isinstance(body, bytes) else body
        st.iframe(caged(page), height=PREVIEW_HEIGHT, alt=f"The announcement as {PREVIEWS[as_]}")
    elif isinstance(body, bytes):
        st.image(
            first_page(body), alt=f"The announcement as {PREVIEWS[as_]}, page 1", width="stretch"
        )
    else:
        _copyable(body)


def _copyable(text: str | bytes) -> None:
    st.code(text, language=None, wrap_lines=True)


def _html_part(message: bytes) -> str:
    """What a mail program would show of a message."""
    part = message_from_bytes(message, policy=default).get_body(("html",))
    return "" if part is None else str(part.get_content())


def caged(page: str) -> str:
    """`page` under a policy that allows no script, no form and no network.

    Streamlit's frame lets scripts run with the app's rights. The export escapes everything; this
    holds should it ever fail to. The policy comes first, so that nothing in the page precedes it.
    (A sandboxed frame inside would be stronger, but Chromium then swallows the first click.)
    """
    return f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}">{page}'


def downloads(announcement: Announcement) -> None:
    """One button for everything, one per format; a file is made when it is asked for."""
    store, site = resources.store(), resources.settings().site_address
    st.download_button(
        "Everything in one ZIP",
        data=partial(package_announcement, store, announcement.id, site=site),
        file_name=f"announcement-{announcement.id}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        key="download_zip",
    )
    with st.container(horizontal=True, gap="small"):
        for each in announcement_formats():
            if each.name in POSTS:
                continue  # all three are in one file
            st.download_button(
                each.label,
                data=partial(export_announcement, store, announcement.id, as_=each.name, site=site),
                file_name=each.file_name(announcement.id),
                mime=each.media_type.partition(";")[0],
                icon=":material/download:",
                on_click="ignore",
                key=f"download_{each.name}",
            )
