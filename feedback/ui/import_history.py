"""What came in earlier, and taking it back."""

from datetime import datetime

import streamlit as st

from feedback.domain.comment import ImportReport, ImportStatus
from feedback.domain.job import Job, JobStatus
from feedback.errors import StateError
from feedback.ui import job_progress, reads
from feedback.ui.formats import counted, day, number
from feedback.ui.guard import show_problem
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import plain

SHOWN = 5


def show_history() -> None:
    """The latest imports, each with its report and its undo."""
    earlier = reads.recent_imports()
    if not earlier:
        return
    st.header("Earlier imports", anchor=False)
    for at, report in earlier[:SHOWN]:
        _one(at, report)
    if len(earlier) > SHOWN:
        with st.expander(f"{counted(len(earlier) - SHOWN, 'older import')}"):
            for at, report in earlier[SHOWN:]:
                _one(at, report)


def undo_button(report: ImportReport) -> None:
    """Asks before it does anything; nothing for an import that was undone."""
    if report.status is ImportStatus.UNDONE:
        return
    if st.button("Undo", key=f"undo_{report.id}", icon=":material/undo:", type="tertiary"):
        _confirm(report)


def _one(at: datetime, report: ImportReport) -> None:
    with (
        st.container(border=True),
        st.container(horizontal=True, vertical_alignment="center", gap="small"),
    ):
        st.markdown(f"{plain(report.file)}  \n{_line(at, report)}", width="stretch")
        with st.container(horizontal=True, width="content", gap="small"):
            if st.button("Report", key=f"report_{report.id}", type="tertiary"):
                open_page(PageName.IMPORT, **{"import": report.id})
            undo_button(report)


def _line(at: datetime, report: ImportReport) -> str:
    if report.status is ImportStatus.UNFINISHED:
        return f"{day(at)} · not read to its end"
    counts = [
        f"{number(report.imported)} new",
        f"{number(report.updated)} updated" if report.updated else "",
        f"{number(report.duplicates)} already there" if report.duplicates else "",
        f"{number(report.rejected)} not usable" if report.rejected else "",
    ]
    line = " · ".join([day(at), *(count for count in counts if count)])
    if report.status is ImportStatus.UNDONE:
        return f"{line} · :gray-badge[Taken back {day(report.undone_at)}]"
    return line


def effect_of_undo(report: ImportReport) -> list[str]:
    """What taking an import back will do, before it is done."""
    said = []
    if report.status is ImportStatus.UNFINISHED:
        said.append("The comments that it brought before it stopped go.")
    elif report.imported:
        gone = counted(report.imported, "comment it brought goes", "comments it brought go")
        said.append(f"The {gone}, also from the themes they are in.")
    if report.updated:
        changed = counted(report.updated, "comment it updated says", "comments it updated say")
        said.append(f"The {changed} again what they said before.")
    if not said:
        said.append("It brought and updated nothing, so no comment changes.")
    elif report.imported:
        said.append(
            "Announcements keep the facts they were written from. If a later file held the same "
            "comments, import that file again to have them back."
        )
    return said


@st.dialog("Take this import back?")
def _confirm(report: ImportReport) -> None:
    st.markdown(plain(report.file))
    for sentence in effect_of_undo(report):
        st.text(sentence, width="stretch")
    with st.container(horizontal=True):
        if st.button("Take it back", type="primary", key="undo_confirmed"):
            _undo(report)
        if st.button("Keep it", key="undo_not"):
            st.rerun()


def _undo(report: ImportReport) -> None:
    """Begin, and go where its end is shown; a million comments take a while."""
    try:
        job_progress.start(job_progress.UNDO_IMPORT, {"import": report.id})
    except StateError as error:
        show_problem(str(error))
        return
    open_page(PageName.IMPORT, **{"import": report.id})


def show_undo(import_id: int) -> None:
    """How the undo of this import ended, when that is news."""
    job = job_progress.current(job_progress.UNDO_IMPORT)
    if job is None or job.params.get("import") != import_id or not job_progress.is_news(job):
        return
    if job.status is JobStatus.DONE:
        st.text(outcome_of_undo(job), width="stretch")
    else:
        job_progress.show_failure(job)


def outcome_of_undo(job: Job) -> str:
    """What a finished undo did: 4 comments are gone, 2 are as before."""
    gone = counted(job.result["deleted"], "comment is gone", "comments are gone")
    restored = counted(job.result["restored"], "is", "are")
    return f"{gone}, {restored} as before." if job.result["restored"] else f"{gone}."
