"""Bring comments in: a file, its columns, a look at it, the import, its report."""

from pathlib import Path

import streamlit as st

from feedback.domain.comment import ImportReport
from feedback.domain.job import Job, JobStatus
from feedback.ui import job_progress, reads, resources, state, uploads
from feedback.ui.formats import day
from feedback.ui.import_form import ImportChoices, choose
from feedback.ui.import_report import show_report
from feedback.ui.job_progress import IMPORT, start_finding
from feedback.ui.plain_text import plain
from feedback.ui.state import Upload

COUNTS = ("Rows", "New", "Updated", "Already there", "Not usable")


def page() -> None:
    """The page."""
    st.title("Import", anchor=False)
    job = job_progress.current(IMPORT)
    if job is not None and job_progress.is_running(job):
        job_progress.watch(job.id, f"Importing {job.params.get('file_name', '')}")
    elif job is not None:
        _ended(job)
    elif (upload := state.upload()) is not None and Path(upload.path).exists():
        _prepare(upload)
    else:
        _ask_for_file()
        _earlier_imports()


def _ask_for_file() -> None:
    st.text(
        "Drop an export of your survey, app store, help desk or chat. You see what was "
        "recognised before anything is stored.",
        width="stretch",
    )
    file = st.file_uploader(
        "A CSV file with one comment per row", key=f"comments_file_{state.uploads_seen()}"
    )
    if file is not None:
        state.set_upload(uploads.keep(file, file.name, resources.settings().upload_folder))
        st.rerun()


def _prepare(upload: Upload) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/description: {plain(upload.file_name)}", width="stretch")
        if st.button("Choose another file", icon=":material/undo:"):
            uploads.drop(upload)
            state.set_upload(None)
            st.rerun()
    choices = choose(upload)
    if choices is not None:
        _start(upload, choices)


def _start(upload: Upload, choices: ImportChoices) -> None:
    job_progress.start(
        IMPORT,
        {
            "path": upload.path,
            "file_name": upload.file_name,
            "source": choices.source,
            "channel": choices.channel,
            "mapping": dict(choices.mapping),
        },
    )
    state.set_upload(None)
    st.rerun()


def _ended(job: Job) -> None:
    if job.status is JobStatus.DONE:
        show_report(ImportReport(**{**job.result, "notes": tuple(job.result.get("notes", ()))}))
    else:
        job_progress.show_failure(job)
    with st.container(horizontal=True):
        if job.status is JobStatus.DONE and st.button(
            "Find themes", type="primary", icon=":material/forum:", key="to_themes"
        ):
            state.set_job_id(IMPORT, None)
            start_finding("medium")
        if st.button("Import another file", key="another", icon=":material/upload_file:"):
            state.set_job_id(IMPORT, None)
            st.rerun()


def _earlier_imports() -> None:
    earlier = reads.recent_imports()
    if not earlier:
        return
    st.header("Earlier imports", anchor=False)
    st.dataframe(
        [
            {
                "When": day(at),
                "File": report.file,
                "Source": report.source,
                "State": report.status.capitalize(),
                "Rows": report.rows,
                "New": report.imported,
                "Updated": report.updated,
                "Already there": report.duplicates,
                "Not usable": report.rejected,
            }
            for at, report in earlier
        ],
        hide_index=True,
        column_config={name: st.column_config.NumberColumn(format="localized") for name in COUNTS},
        alt="The latest imports with their counts",
    )
