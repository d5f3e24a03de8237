"""Bring comments in: files, a look at them, the import, its report."""

from datetime import timedelta
from pathlib import Path

import streamlit as st

from feedback.domain.comment import ImportReport, ImportStatus
from feedback.domain.job import Job, JobStatus
from feedback.errors import NotFoundError
from feedback.jobs import files_of, params_of
from feedback.ui import job_progress, resources, state, uploads
from feedback.ui.formats import counted
from feedback.ui.guard import show_problem
from feedback.ui.import_form import prepare
from feedback.ui.import_history import show_history, show_undo, undo_button
from feedback.ui.import_report import show_report, show_sum
from feedback.ui.job_progress import IMPORT, UNDO_IMPORT, start_finding
from feedback.ui.navigation import PageName, link, open_page, wanted_id
from feedback.ui.plain_text import plain
from feedback.ui.reads import import_report
from feedback.ui.waiting_uploads import waiting

STILL_NEWS = timedelta(hours=1)
"""How long the end of an import is shown to somebody who comes back to the page."""
MEGABYTE = 1024 * 1024


def page() -> None:
    """The page."""
    st.title("Import", anchor=False)
    job = job_progress.current(IMPORT) or _ended_unseen()
    if job is not None and job_progress.is_running(job):
        names = [file.file_name for file in files_of(job.params)]
        job_progress.watch(job.id, f"Importing {', '.join(names[:3])}")
        st.caption("The import goes on when this page is closed; come back to see how it ended.")
    elif (undo := job_progress.current(UNDO_IMPORT)) and job_progress.is_running(undo):
        job_progress.watch(undo.id, "Taking an import back", may_cancel=False)
    elif (import_id := wanted_id("import")) is not None:
        _report(import_id)
    elif job is not None:
        _ended(job)
    elif files := waiting():
        chosen = prepare(files)
        if chosen is not None:
            job_progress.start(IMPORT, params_of(chosen))
            state.set_uploads([])
            st.rerun()
        _more_files()
    else:
        _ask_for_files()
        show_history()


def _ask_for_files() -> None:
    st.text(
        "Drop exports of your survey, app store, help desk or chat. You see what was recognised "
        "before anything is stored.",
        width="stretch",
    )
    _uploader("CSV, Excel, JSON or Parquet, also zipped; one comment per row")


def _more_files() -> None:
    with st.expander("Add another file", icon=":material/add:"):
        _uploader("It is imported together with the others")


def _uploader(label: str, ended: Job | None = None) -> None:
    """Where files are dropped; the import that `ended` is put away for them."""
    files = st.file_uploader(
        label, accept_multiple_files=True, key=f"comments_file_{state.uploads_seen()}"
    )
    # The browser refuses a file over the limit before Heard hears of it: it is said beforehand, at
    # every box.
    limit = int(st.get_option("server.maxUploadSize"))
    st.caption(
        f"Files of more than {limit} MB do not go through the browser: the limit is "
        "`server.maxUploadSize` in `.streamlit/config.toml`. Import them with "
        "`python -m feedback import FILE`, which has no limit."
    )
    if not files:
        return
    folder = resources.settings().upload_folder
    state.set_uploads(
        [
            *state.uploads(),
            *(one for file in files for one in uploads.keep_tables(file, file.name, folder)),
        ]
    )
    if ended is not None:
        _put_away(ended)
    st.rerun()


def _ended_unseen() -> Job | None:
    """The latest import if it ended while nobody of this session looked."""
    latest = next(iter(resources.store().jobs.recent(kind=IMPORT)), None)
    if latest is None or latest.id <= state.dismissed_job() or state.uploads():
        return None
    return latest if job_progress.is_news(latest, STILL_NEWS) else None


def _report(import_id: int) -> None:
    """The report of an import by its address."""
    report = import_report(import_id)
    if report is None:
        raise NotFoundError(f"There is no import {import_id}. Choose one of those on this page.")
    if (job := job_progress.current(IMPORT) or _ended_unseen()) is not None:
        _put_away(job)
    link(PageName.IMPORT, "All imports", icon=":material/arrow_back:")
    show_undo(import_id)
    show_report(report)
    undo_button(report)


def _ended(job: Job) -> None:
    reports: list[ImportReport] = []
    if job.status is JobStatus.DONE:
        found = [import_report(import_id) for import_id in job.result.get("imports", ())]
        reports = [report for report in found if report is not None]
        _show_reports(reports)
        for one in job.result.get("unusable", ()):
            show_problem(one["sentence"])
        for note in job.result.get("notes", ()):
            show_problem(note)
    else:
        job_progress.show_failure(job)
    with st.container(horizontal=True, vertical_alignment="center"):
        _what_next(job, reports)
    _uploader("Another file", job)


def _show_reports(reports: list[ImportReport]) -> None:
    if len(reports) == 1:
        show_report(reports[0])
        return
    show_sum(reports)
    for report in reports:
        with st.expander(plain(f"{report.file}: {counted(report.imported, 'new comment')}")):
            show_report(report)


def _what_next(job: Job, reports: list[ImportReport]) -> None:
    brought = any(report.status is ImportStatus.DONE for report in reports)
    if brought and st.button(
        "Find themes", type="primary", icon=":material/forum:", key="to_themes"
    ):
        _put_away(job)
        start_finding()
    left = [file for file in files_of(job.params) if Path(file.path).exists()]
    if left and st.button("Start it again", type="primary", key="again"):
        _put_away(job)
        job_progress.start(IMPORT, params_of(left))
        st.rerun()
    if st.button("Import another file", key="another", icon=":material/upload_file:"):
        _put_away(job)
        open_page(PageName.IMPORT)
    if len(reports) == 1:
        undo_button(reports[0])


def _put_away(job: Job) -> None:
    state.set_job_id(IMPORT, None)
    state.dismiss_job(job.id)
