"""Telling the people who said it: files to send, who was told, and whether it helped."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from feedback.actions.exports import packed
from feedback.actions.telling import mark_told, refuse_telling, take_replies
from feedback.actions.telling_files import (
    FORM,
    TABLE,
    TellingReport,
    answers_in,
    customers_in,
    digests_in,
    note_tellings,
    telling_files,
)
from feedback.bootstrap import customer_key
from feedback.domain.announcement import Announcement
from feedback.intake.identity import customer_digest
from feedback.ui import announcement_reads, reads, resources, state, uploads
from feedback.ui.formats import counted, day, language, number
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain

TABLES = ["csv", "tsv", "txt", "xlsx", "ods", "json"]


def people_told(announcement: Announcement) -> None:
    """Who said it, who is to be told, and each step of telling them. Heard sends nothing."""
    st.header("Tell the people who said it", anchor=False)
    people = announcement_reads.people(announcement.id, False)
    if not people.customers:
        st.text("The files named no customers, so that nobody can be told one by one.")
        return
    not_asked = people.not_asked > 0 and st.checkbox(
        f"Also tell the {counted(people.not_asked, 'customer')} who were never asked",
        key=f"not_asked_{announcement.id}",
        help="People are told by consent. Tick this only if they agreed elsewhere.",
    )
    if not_asked:
        people = announcement_reads.people(announcement.id, True)
    st.markdown(
        f"**{number(len(people.hearers))} of {counted(people.customers, 'customer')}** who said "
        "it are still to be told."
    )
    left_out = [
        f"{number(people.told)} told already" if people.told else "",
        f"{number(people.refused)} asked not to be told" if people.refused else "",
        f"{number(people.without_consent)} said no to any use" if people.without_consent else "",
        f"{number(people.not_asked)} never asked" if people.not_asked else "",
        f"{counted(people.unknown, 'comment')} of nobody known" if people.unknown else "",
    ]
    if any(left_out):
        st.caption("Left out: " + ", ".join(filter(None, left_out)) + ".")
    _answers(announcement)
    if people.hearers:
        _make(announcement, with_not_asked=not_asked)
    with st.expander("Note who was told", icon=":material/mark_email_read:"):
        _mark(announcement)
    if people.told:
        with st.expander("Take in their answers", icon=":material/reply:"):
            _replies(announcement)
    with st.expander("Somebody wants to be told nothing more", icon=":material/block:"):
        _refuse()


def _answers(announcement: Announcement) -> None:
    """Who was told, by day and language, and what they said to it."""
    told = announcement_reads.told(announcement.id)
    if not told:
        return
    days: dict[tuple[str, str], int] = {}
    for each in told:
        place = day(each.at), language(each.language) if each.language else "language unknown"
        days[place] = days.get(place, 0) + 1
    st.table(
        {f"Told on {when}": f"{number(n)} · {plain(code)}" for (when, code), n in days.items()},
        border="horizontal",
        alt="Who was told, by day and language",
    )
    replies = announcement_reads.replies(announcement.id)
    helped = sum(reply.helped for reply in replies)
    if replies:
        st.markdown(
            f"“Did this solve it?” {number(helped)} said yes, {number(len(replies) - helped)} no."
        )


def _make(announcement: Announcement, *, with_not_asked: bool) -> None:
    file = st.file_uploader(
        "A file with your customer ids and e-mail addresses",
        type=TABLES,
        key=f"contacts_{announcement.id}",
        help="It is read and not kept. Without one you get a table to join with your own list.",
    )
    if st.button("Make the files", type="primary", icon=":material/outgoing_mail:", key="make"):
        with _on_disk(file) as contacts:
            files, report = telling_files(
                resources.store(),
                announcement.id,
                key=_key() if contacts else b"",
                contacts=contacts,
                contacts_name=file.name if file else "",
                with_not_asked=with_not_asked,
                words_folder=resources.words(),
                site=resources.settings().site_address,
            )
        table = files[FORM if contacts else TABLE]
        made = state.MadeTelling(packed(files), tuple(digests_in(table)), _report(report, contacts))
        state.set_made_telling(announcement.id, made)
        note_tellings(resources.store(), announcement.id, report, now=resources.now())
    made_before = state.made_telling(announcement.id)
    if made_before is not None:
        _made(announcement, made_before)


def _report(report: TellingReport, contacts: Path | None) -> str:
    if contacts is None:
        return f"A table of {counted(report.written, 'customer')}, to join with your addresses."
    missing = [
        f"{number(report.not_matched)} not in the file" if report.not_matched else "",
        f"{number(report.no_address)} without an address" if report.no_address else "",
    ]
    said = f"{counted(report.written, 'message')}, each in its reader's language."
    return said + (f" Left out: {', '.join(filter(None, missing))}." if any(missing) else "")


def _made(announcement: Announcement, made: state.MadeTelling) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(made.sentence)}** Nothing is sent: that is up to you.")
        if not made.customers:
            return
        st.download_button(
            "Download the files",
            data=made.package,
            file_name=f"people-of-announcement-{announcement.id}.zip",
            mime="application/zip",
            icon=":material/folder_zip:",
            on_click="ignore",
            key="download_people",
        )
        wanted = counted(len(made.customers), "customer")
        if st.button(f"They are sent: note {wanted} as told", key="sent"):
            _note(announcement, list(made.customers))


def _mark(announcement: Announcement) -> None:
    file = st.file_uploader(
        f"The table of what you sent ({FORM} or {TABLE})",
        type=TABLES,
        key=f"told_{announcement.id}",
        help="Take out of it whom you did not write to.",
    )
    if st.button("Note them as told", disabled=file is None, key="note_told") and file:
        with _on_disk(file) as path:
            _note(announcement, customers_in(path, file.name) if path else [])


def _note(announcement: Announcement, customers: list[str]) -> None:
    added, others = mark_told(resources.store(), announcement.id, customers, now=resources.now())
    state.set_made_telling(announcement.id, None)
    rest = f" {number(others)} were told before, or are nobody to tell." if others else ""
    state.set_notice(f"{counted(added, 'customer')} noted as told.{rest}")
    st.rerun()


def _replies(announcement: Announcement) -> None:
    file = st.file_uploader(
        f"{FORM} with the column “solved” filled in: yes, no, or empty",
        type=TABLES,
        key=f"replies_{announcement.id}",
        help="Yes and no are read in every language of the comments.",
    )
    if not (st.button("Take them in", disabled=file is None, key="take_replies") and file):
        return
    with _on_disk(file) as path:
        answers = answers_in(path, file.name) if path else []
    report = take_replies(
        resources.store(),
        announcement.id,
        answers,
        now=resources.now(),
        who=resources.settings().user,
    )
    st.success(
        f"{counted(report.rows, 'row')}: {number(report.helped)} said yes, "
        f"{number(report.not_helped)} no, {number(report.empty)} nothing, "
        f"{number(report.not_told)} were not told of this."
    )
    if report.reopened:
        st.warning("It did not help everybody. Open again, to be decided anew:")
    for theme_id in report.reopened:
        theme = reads.theme(theme_id)
        if theme is not None:
            link(PageName.THEME, plain(theme.name), icon=":material/forum:", theme=theme_id)


def _refuse() -> None:
    st.caption("Their id as it stands in your files. It is digested, and kept nowhere else.")
    with st.form("refuse", border=False, clear_on_submit=True):
        wanted = (st.text_input("Customer id", max_chars=200, key="refused_id") or "").strip()
        pressed = st.form_submit_button("Tell them nothing more")
    if pressed and wanted:
        who = customer_digest(_key(), wanted)
        added = refuse_telling(resources.store(), [who], now=resources.now(), names={who: wanted})
        state.set_notice("Noted." if added else "That was noted already.")
        st.rerun()
    elif pressed:
        st.info("Type the customer's id first.")


def _key() -> bytes:
    return customer_key(resources.settings(), resources.store())


@contextmanager
def _on_disk(file: BinaryIO | None) -> Iterator[Path | None]:
    """An upload as a file for as long as it is read; it is kept nowhere."""
    if file is None:
        yield None
        return
    kept = uploads.keep(file, file.name, resources.settings().upload_folder)
    try:
        yield Path(kept.path)
    finally:
        uploads.drop(kept)
