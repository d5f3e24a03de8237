"""All themes: find them, see them as a table, a map or a trend, and act on several at once."""

from collections.abc import Sequence

import streamlit as st

from feedback.domain.job import Job, JobStatus
from feedback.domain.summaries import CommentFilter, CommentTotals, ThemeSummary
from feedback.ui import (
    charts,
    job_progress,
    map_chart,
    reads,
    resources,
    state,
    theme_filters,
    theme_reads,
)
from feedback.ui.comment_list import PLACED, SILENT
from feedback.ui.empty import empty, no_comments
from feedback.ui.formats import counted, number
from feedback.ui.job_progress import FIND_THEMES, IMPORT, SAMPLE, start_finding
from feedback.ui.navigation import PageName, link
from feedback.ui.rising import rising
from feedback.ui.theme_edit import undo_bar
from feedback.ui.theme_selected import selected_bar
from feedback.ui.theme_table import theme_table

DETAILS = {"coarse": "Few, broad", "medium": "Medium", "fine": "Many, narrow"}
TABLE, MAP, TREND = "Table", "Map", "Trend"


def page() -> None:
    """The page."""
    theme_filters.come_back()
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
    if state.applied_run():
        _applied()
    if theme_reads.proposal() is not None:
        _waiting()
    rows = theme_reads.theme_rows(resources.today())
    retired = theme_reads.retired_count()
    if not rows and not retired:
        _none_yet(totals)
        return
    _coverage(totals)
    rising(key="themes")
    theme_filters.come_back()
    selection = theme_filters.choose(rows, retired)
    view = _view_and_run()
    state.set_themes_address(theme_filters.active() | {"view": view})
    undo_bar(key="themes")
    if not selection.is_all:
        rows = theme_reads.selection(resources.today(), selection.which, selection.where)
    _show(view, rows, selection.where)


def _waiting() -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("A run waits for you: see what would become of the themes.", width="stretch")
        link(PageName.PROPOSAL, "Look at it", icon=":material/arrow_forward:")


def _applied() -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.text(f"Applied. {state.applied_run()}", width="stretch")
        st.button("Close", key="close_applied", on_click=state.set_applied_run, args=("",))


def _ended(job: Job) -> None:
    if job.status is not JobStatus.DONE:
        job_progress.show_failure(job)
        return
    found = job.result
    if "proposal" in found:
        return
    steps = ", ".join(f"{found[kind]} {kind}" for kind in ("kept", "new", "retired") if found[kind])
    st.success(
        f"{counted(found['themes'], 'theme')} in {counted(found['comments'], 'comment')}"
        f"{f': {steps}' if found['kept'] else ''}. "
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
        start_finding,
        key="find_first",
    )


def _coverage(totals: CommentTotals) -> None:
    speaking = totals.comments - totals.filler
    # Rounded down: 100 % is all of them.
    share = 100 * totals.assigned // speaking if speaking else 0
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{number(share)} % of the comments that say something are in a theme.")
        if totals.unassigned:
            link(
                PageName.NOT_YET,
                counted(totals.unassigned, "comment is in none yet", "comments are in none yet"),
                icon=":material/arrow_forward:",
            )
        counts = ((totals.assigned, "in a theme", PLACED), (totals.filler, "say nothing", SILENT))
        for count, words, which in counts:
            if count:
                verb = "says nothing" if which == SILENT and count == 1 else words
                link(
                    PageName.COMMENTS,
                    f"{number(count)} {verb}",
                    icon=":material/chat:",
                    which_comments=which,
                )


def _view_and_run() -> str:
    """How the themes are shown (part of the address), and finding them again."""
    # Not at the right: there the table's own tools would lie over the button.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control(
            "View",
            [TABLE, MAP, TREND],
            default=TABLE,
            required=True,
            key="view",
            bind="query-params",
            label_visibility="collapsed",
        )
        with st.popover("Find themes again", icon=":material/refresh:"):
            detail = st.segmented_control(
                "How many",
                list(DETAILS),
                format_func=lambda detail: DETAILS[detail],
                default=theme_reads.latest_detail(),
                required=True,
                key="detail",
            )
            fresh = st.checkbox("Start afresh", key="fresh")
            st.caption(_what_a_run_does(detail, fresh=fresh))
            if st.button("Find themes", type="primary", key="find_again"):
                is_same = detail == theme_reads.latest_detail()
                start_finding(None if is_same else detail, fresh=fresh)
    return view or TABLE


def _what_a_run_does(detail: str | None, *, fresh: bool) -> str:
    if fresh or detail != theme_reads.latest_detail():
        how = "All comments are grouped anew, and groups are matched with your themes."
    else:
        how = "The search goes on from your themes: comments move only where another fits better."
    return (
        f"{how} You see what would change before anything is applied. Names you gave, decisions "
        "and links stay with their themes."
    )


def _show(view: str, rows: Sequence[ThemeSummary], where: CommentFilter) -> None:
    if not rows:
        with st.container(border=True):
            st.text("No theme fits these filters.")
            st.button(
                "Clear filters", type="primary", key="clear_filters", on_click=theme_filters.clear
            )
        return
    if view == MAP:
        charts.draw(
            map_chart.map_of_themes(theme_reads.positions(), rows, narrow=state.is_narrow()),
            key="theme_map",
        )
    weeks = reads.weekly(CommentFilter()) if view == TREND else []
    if weeks:
        charts.draw(charts.trend(rows, weeks[-1].week, reads.span()), key="trend")
    elif view == TREND:
        st.info("None of the comments has a date, so there is no trend to show.")
    chosen = theme_table(rows, key="themes_table", where=where)
    if chosen:
        selected_bar(chosen)
