"""All themes: find them, and see them as a table, a map or a trend."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from feedback.domain.job import Job, JobStatus
from feedback.domain.summaries import CommentFilter, CommentTotals, ThemeSummary
from feedback.ui import charts, job_progress, reads, resources, state
from feedback.ui.comment_list import UNASSIGNED
from feedback.ui.empty import empty, no_comments
from feedback.ui.formats import STATUS_WORDS, counted, number
from feedback.ui.job_progress import FIND_THEMES, IMPORT, SAMPLE, start_finding
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import visible
from feedback.ui.theme_table import theme_table

DETAILS = {"coarse": "Few, broad", "medium": "Medium", "fine": "Many, narrow"}
ALL = "All"
TABLE, MAP, TREND = "Table", "Map", "Trend"


def page() -> None:
    """The page."""
    st.title("Themes", anchor=False)
    totals = reads.totals()
    if not totals.comments:
        no_comments()
        return
    job = job_progress.current(FIND_THEMES)
    if job is not None and job_progress.is_running(job):
        job_progress.watch(job.id, "Finding themes")
        return
    if job is not None and job_progress.is_news(job):
        _ended(job)
    rows = reads.theme_rows(resources.today())
    retired = reads.retired_rows(resources.today())
    if not rows and not retired:
        _none_yet(totals)
        return
    _honest_counts(totals, len(rows))
    _controls(rows)
    shown, view = _choices([*rows, *retired])
    _view(view, [row for row in [*rows, *retired] if shown in (ALL, STATUS_WORDS[row.status])])


def _ended(job: Job) -> None:
    if job.status is not JobStatus.DONE:
        job_progress.show_failure(job)
        return
    found = job.result
    st.success(
        f"{counted(found['themes'], 'theme')} in {counted(found['comments'], 'comment')}: "
        f"{found['kept']} kept, {found['new']} new, {found['retired']} retired. "
        f"{counted(found['unassigned'], 'comment fits', 'comments fit')} no theme.",
        icon=":material/check_circle:",
    )


def _none_yet(totals: CommentTotals) -> None:
    for kind, title in ((SAMPLE, "Loading the sample"), (IMPORT, "Importing comments")):
        job = job_progress.current(kind)
        if job is not None and job_progress.is_running(job):
            job_progress.watch(job.id, title)
            return
    say_something = totals.comments - totals.filler
    empty(
        "No themes yet",
        f"{counted(say_something, 'comment says', 'comments say')} something. Heard can group "
        "them by what they are about; it takes a few seconds per thousand comments.",
        "Find themes",
        partial(start_finding, "medium"),
        key="find_first",
    )


def _honest_counts(totals: CommentTotals, themes: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(
            f"{counted(totals.assigned, 'comment')} in {counted(themes, 'theme')}, "
            f"{number(totals.unassigned)} in no theme, {number(totals.filler)} that say nothing."
        )
        if totals.unassigned:
            link(
                PageName.COMMENTS,
                "Read those in no theme",
                icon=":material/arrow_forward:",
                which_comments=UNASSIGNED,
            )


def _controls(rows: Sequence[ThemeSummary]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {row.id: row.name for row in rows}
        chosen = st.selectbox(
            "Open a theme",
            list(names),
            index=None,
            format_func=lambda theme_id: visible(names[theme_id]),
            placeholder="Type a part of its name",
            key="open_theme",
            width=360,
        )
        if chosen is not None:
            open_page(PageName.THEME, theme=chosen)
        with st.popover("Find themes again", icon=":material/refresh:"):
            detail = st.segmented_control(
                "How many",
                list(DETAILS),
                format_func=lambda detail: DETAILS[detail],
                default="medium",
                required=True,
                key="detail",
            )
            st.caption("Names you gave, decisions and links stay with their themes.")
            if st.button("Find themes", type="primary", key="find_again"):
                start_finding(detail or "medium")


def _choices(rows: Sequence[ThemeSummary]) -> tuple[str, str]:
    """Which themes, and how they are shown; both are part of the address."""
    statuses = {row.status for row in rows}
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        shown = st.segmented_control(
            "Status",
            [ALL, *(words for status, words in STATUS_WORDS.items() if status in statuses)],
            default=ALL,
            required=True,
            key="status",
            bind="query-params",
            label_visibility="collapsed",
        )
        view = st.segmented_control(
            "View",
            [TABLE, MAP, TREND],
            default=TABLE,
            required=True,
            key="view",
            bind="query-params",
            label_visibility="collapsed",
        )
    return shown or ALL, view or TABLE


def _view(view: str, rows: Sequence[ThemeSummary]) -> None:
    if not rows:
        empty(
            "No theme has this status",
            "Another status may have some.",
            "Show all themes",
            partial(open_page, PageName.THEMES),
            key="clear_status",
        )
        return
    if view == MAP:
        charts.draw(
            charts.map_of_themes(reads.theme_map(), rows, narrow=state.is_narrow()), key="theme_map"
        )
    weeks = reads.weekly(CommentFilter()) if view == TREND else []
    if weeks:
        charts.draw(charts.trend(rows, weeks[-1].week), key="trend")
    elif view == TREND:
        st.info("None of the comments has a date, so there is no trend to show.")
    theme_table(rows, key="themes_table")
