"""An announcement as it will look, and as a file."""

from functools import partial

import streamlit as st

from feedback.actions.announcements import export_announcement
from feedback.domain.announcement import Announcement
from feedback.ui import reads, resources

FORMATS = {
    "markdown": ("Markdown", "md", "text/markdown"),
    "html": ("Web page", "html", "text/html"),
    "text": ("Plain text", "txt", "text/plain"),
    "json": ("JSON", "json", "application/json"),
}
PREVIEWS = {"html": "Web page", "markdown": "Markdown", "text": "Plain text"}
PREVIEW_HEIGHT = 680
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def preview(announcement: Announcement) -> None:
    """The announcement in one format, right beside its text."""
    st.header("Preview", anchor=False)
    shown = st.segmented_control(
        "Format",
        list(PREVIEWS),
        format_func=lambda as_: PREVIEWS[as_],
        default="html",
        required=True,
        key="preview_format",
        label_visibility="collapsed",
    )
    body = reads.exported(announcement.id, shown or "html")
    if shown in (None, "html"):
        st.iframe(caged(body), height=PREVIEW_HEIGHT, alt="The announcement as a web page")
    else:
        st.code(body, language=None, wrap_lines=True)


def caged(page: str) -> str:
    """`page` under a policy that allows no script, no form and no network.

    Streamlit's frame lets scripts run with the app's rights. The export escapes everything; this
    holds should it ever fail to. The policy comes first, so that nothing in the page precedes it.
    (A sandboxed frame inside would be stronger, but Chromium then swallows the first click.)
    """
    return f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}">{page}'


def downloads(announcement: Announcement) -> None:
    """One button per format; the file is made when it is asked for."""
    store = resources.store()
    with st.container(horizontal=True):
        for as_, (label, suffix, mime) in FORMATS.items():
            st.download_button(
                label,
                data=partial(export_announcement, store, announcement.id, as_=as_),
                file_name=f"announcement-{announcement.id}.{suffix}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"download_{as_}",
            )
