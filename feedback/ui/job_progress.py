"""A job on a page: how far it is, how to stop it, and how it ended."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import streamlit as st

from feedback.domain.job import Job, JobStatus
from feedback.jobs import is_active, present, start_job
from feedback.ui import resources, state
from feedback.ui.guard import guarded, show_problem
from feedback.ui.navigation import PageName, open_page
from feedback.ui.plain_text import plain

POLL_SECONDS = 0.7
NEWS = timedelta(minutes=2)

IMPORT, FIND_THEMES, SAMPLE, UNDO_IMPORT = "import", "find_themes", "sample", "undo_import"
"""The kinds of job the pages start."""


def start(kind: str, params: Mapping[str, Any]) -> None:
    """Start a job and remember it. Raises StateError while another one runs."""
    job_id = start_job(resources.settings(), resources.store(), kind, params, now=present())
    state.set_job_id(kind, job_id)


def start_finding(detail: str | None = None, *, fresh: bool = False) -> None:
    """Find themes in all comments, as finely as last time where no `detail` is given; the page of
    themes shows how far it is."""
    start(FIND_THEMES, {"detail": detail, "fresh": fresh})
    open_page(PageName.THEMES)


def current(kind: str) -> Job | None:
    """The job of this kind that runs, whoever started it, or that this session saw end."""
    store = resources.store()
    running = [job for job in store.jobs.recent(kind=kind) if is_active(job, now=present())]
    if running:
        state.set_job_id(kind, running[0].id)
        return running[0]
    seen = state.job_id(kind)
    return store.jobs.get(seen) if seen else None


def is_running(job: Job) -> bool:
    """Whether there is something to wait for."""
    return is_active(job, now=present())


def is_news(job: Job, while_: timedelta = NEWS) -> bool:
    """Whether the job ended so recently that how it ended belongs on the page."""
    ended = job.finished_at or job.heartbeat_at
    return ended is not None and present() - ended < while_


@st.fragment(run_every=POLL_SECONDS)
@guarded
def watch(job_id: int, title: str, *, may_cancel: bool = True) -> None:
    """How far the job is; the page runs again when it ends."""
    store = resources.store()
    job = store.jobs.get(job_id)
    if job is None or not is_running(job):
        st.rerun()
    with st.container(border=True):
        st.text(title)
        st.progress(job.progress, text=plain(job.message or "Starting"))
        if may_cancel and st.button("Cancel", key=f"cancel_{job_id}", icon=":material/close:"):
            store.jobs.cancel(job_id, at=present())
            st.rerun()


def show_failure(job: Job) -> None:
    """Why a job that ended did not succeed; nothing when it did."""
    if job.status is JobStatus.CANCELLED:
        st.warning("Cancelled. Start it again whenever you like: nothing comes in twice.")
    elif job.status is JobStatus.FAILED:
        show_problem(job.error)
    elif job.status is not JobStatus.DONE:
        show_problem(
            "The work stopped unexpectedly. Start it again: what is in already does not come in "
            "twice."
        )
