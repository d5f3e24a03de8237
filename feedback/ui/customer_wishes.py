"""What a customer was told, and what they do not want: to be quoted, or to be told more."""

import streamlit as st

from feedback.actions.consent import give_consent_again, withdraw_consent_of
from feedback.actions.telling import refuse_telling
from feedback.ui import reads, resources, state
from feedback.ui.announcement_preview import format_words
from feedback.ui.formats import counted, day
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain


def wishes(customer: str) -> None:
    """Of what they were told one by one and when; their wishes. `customer` is a digest."""
    store = resources.store()
    for told in store.tellings.of_customer(customer):
        announcement = reads.announcement(told.announcement_id)
        if announcement is not None:
            link(
                PageName.ANNOUNCEMENT,
                f"Told on {day(told.at)}: {plain(announcement.headline)}",
                icon=":material/mark_email_read:",
                announcement=announcement.id,
            )
    refused = customer in store.tellings.refused()
    if refused:
        st.caption("Asked to be told nothing more.")
    unquoted = customer in store.tellings.unquoted()
    if unquoted:
        st.caption("Is not to be quoted. Importing a file that says yes does not change that.")
    with st.container(horizontal=True):
        if not refused and st.button("Tell them nothing more", key="tell_no_more"):
            refuse_telling(store, [customer], now=resources.now())
            state.set_notice("Noted.")
            st.rerun()
        if unquoted and st.button("They agreed to be quoted again", key="quote_again"):
            comments = give_consent_again(store, customer)
            state.set_notice(f"Noted: {counted(comments, 'comment')} may be quoted.")
            st.rerun()
        pressed = not unquoted and st.button(
            "Quote them no more", icon=":material/format_quote:", key="unquote"
        )
    if pressed:
        _unquote(customer)


def _unquote(customer: str) -> None:
    quoted = withdraw_consent_of(resources.store(), customer, now=resources.now())
    if not quoted:
        st.success("Noted for all they wrote and will write. Nothing that went out quotes them.")
        return
    st.warning(
        "Noted for all they wrote and will write. These quote them: withdraw what is "
        "published, take the files down, and draft it anew.",
        icon=":material/format_quote:",
    )
    for announcement, files in quoted:
        link(
            PageName.ANNOUNCEMENT,
            plain(announcement.headline),
            icon=":material/campaign:",
            announcement=announcement.id,
        )
        if files:
            st.caption("Files: " + ", ".join(format_words(made.as_) for made in files))
