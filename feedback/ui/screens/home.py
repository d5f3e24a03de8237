"""Where the loop stands, and what to do next."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from feedback.actions.figures import HomeFigures, NextStep
from feedback.actions.open_loops import AGES
from feedback.actions.sample import remove_sample
from feedback.actions.takeaways import Takeaway
from feedback.domain.job import JobStatus
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import ThemeStatus
from feedback.ui import charts, job_progress, reads, resources, state
from feedback.ui.formats import LONG_LABEL, STATUS_WORDS, counted, number
from feedback.ui.job_progress import SAMPLE
from feedback.ui.missing_loop_cards import MISSING_LOOPS
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain
from feedback.ui.rising import rising
from feedback.ui.track_charts import percent
from feedback.ui.week_list import week_list

WEEKS_SHOWN = 52
ARROW, CHAT = ":material/arrow_forward:", ":material/chat:"
STEP_BUTTONS = {
    "import": "Import feedback",
    "find": "Find themes",
    "theme": "Open the theme",
    "changes": "Import changes",
    "missing": "See them",
    "decisions": "Look at the decisions",
    "announcement": "Open the announcement",
}


def page() -> None:
    """The page."""
    job = job_progress.current(SAMPLE)
    if job is not None and job_progress.is_running(job):
        st.title("Heard", anchor=False)
        job_progress.watch(job.id, "Loading the sample")
        return
    if job is not None and job.status is not JobStatus.DONE and job_progress.is_news(job):
        job_progress.show_failure(job)
    figures = reads.figures(resources.today())
    if figures.comments:
        _overview(figures)
    else:
        _welcome()


def _welcome() -> None:
    st.title("Close the loop with your customers", anchor=False)
    st.text(
        "Heard groups what customers told you into themes, connects the themes to what you have "
        "shipped, and drafts the announcement: you told us, we did. Everything stays on this "
        "computer.",
        width="stretch",
    )
    with st.grid(2, min_column_width=280, gap="medium"):
        with st.container(border=True, height="stretch"):
            st.header("Explore the sample", anchor=False)
            st.text(
                "Comments and a changelog of an invented company, in four languages. One click "
                "takes them out again.",
                width="stretch",
            )
            if st.button("Explore the sample", type="primary", icon=":material/explore:"):
                job_progress.start(SAMPLE, {})
                st.rerun()
        with st.container(border=True, height="stretch"):
            st.header("Import my feedback", anchor=False)
            st.text(
                "An export of your survey, app store, help desk or chat. E-mail "
                "addresses and phone numbers are replaced on the way in.",
                width="stretch",
            )
            if st.button("Import my feedback", icon=":material/upload_file:"):
                open_page(PageName.IMPORT)


def _overview(figures: HomeFigures) -> None:
    st.title("Where the loop stands", anchor=False)
    if figures.sample:
        _sample_note(figures)
    _figures(figures)
    _takeaways(figures.takeaways)
    _next_steps(figures.next_steps)
    rising(key="home")
    _what_came_in()


def _figures(figures: HomeFigures) -> None:
    with st.grid(4, min_column_width=150):
        _themes(
            "Open themes", figures.open_themes, figures.open_trend, ThemeStatus.OPEN,
            untold=figures.open_noes,
        )  # fmt: skip
        with _figure(
            LONG_LABEL, number(figures.comments_long), figures.long_trend,
            "Comments, week by week",
        ):  # fmt: skip
            st.caption(f"by {counted(figures.people_long, 'person', 'people')}")
            link(PageName.OPEN_LOOPS, "See them", icon=ARROW, loops_age=AGES[-1])
        _themes(
            "Not announced yet", figures.shipped_not_announced, figures.shipped_trend,
            ThemeStatus.SHIPPED,
        )  # fmt: skip
        share = figures.loops.share
        with _figure(
            "Loops closed", percent(share), figures.loops_trend,
            "Share closed, by month of arrival",
        ):  # fmt: skip
            link(PageName.LOOP, "How far they get", icon=ARROW)
    with st.container(horizontal=True):
        link(PageName.COMMENTS, counted(figures.comments, "comment"), icon=":material/chat:")
        if figures.announced:
            link(
                PageName.THEMES, f"{counted(figures.announced, 'theme')} announced",
                icon=":material/campaign:", status=STATUS_WORDS[ThemeStatus.ANNOUNCED],
            )  # fmt: skip


def _themes(
    label: str, value: int, trend: tuple[int, ...], status: ThemeStatus, *, untold: int = 0
) -> None:
    with _figure(label, number(value), trend, "Comments a week in them, half a year"):
        if untold:
            st.caption(f"{number(untold)} decided with a “no”, nobody told yet")
        if value:
            link(PageName.THEMES, "See them", icon=ARROW, status=STATUS_WORDS[status])


def _takeaways(takeaways: tuple[Takeaway, ...]) -> None:
    if not takeaways:
        return
    st.header("What stands out", anchor=False)
    for takeaway in takeaways:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(takeaway.sentence), width="stretch")
            _where_it_leads(takeaway)


def _where_it_leads(takeaway: Takeaway) -> None:
    """To the comments or the page that its number counts, and to its theme."""
    if takeaway.comments:
        week = {"week": takeaway.week.isoformat()} if takeaway.week else {}
        counts = counted(takeaway.comments, "comment")
        link(PageName.COMMENTS, counts, icon=CHAT, theme=takeaway.theme_id, **week)
    if takeaway.leads_to == "open-loops":
        link(PageName.OPEN_LOOPS, "See who waits", icon=ARROW)
    elif takeaway.leads_to == "loop":
        link(PageName.LOOP, "See the loop", icon=ARROW)
    if takeaway.theme_id:
        link(PageName.THEME, "Open the theme", icon=ARROW, theme=takeaway.theme_id)


def _sample_note(figures: HomeFigures) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/science: {number(figures.sample)} of these comments are the sample of an "
            "invented company.",
            width="stretch",
        )
        if st.button("Remove the sample", key="remove_sample", icon=":material/delete:"):
            gone = remove_sample(resources.store(), today=resources.today())
            state.set_job_id(SAMPLE, None)
            state.set_notice(f"The sample is gone: {counted(gone['comments'], 'comment')}.")
            st.rerun()


@contextmanager
def _figure(label: str, value: str, trend: Sequence[float], shows: str) -> Iterator[None]:
    """A figure with its line and what the line shows; what it leads to goes below it."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, value, chart_data=list(trend) if any(trend) else None)
        if any(trend):
            st.caption(shows)
        yield


def _what_came_in() -> None:
    weeks = reads.weekly(CommentFilter())[-WEEKS_SHOWN:]
    if not weeks:
        return
    st.header("What came in", anchor=False)
    charts.draw(charts.volume(weeks, [], span=reads.span()), key="what_came_in")
    left_out = reads.totals().comments - sum(week.comments for week in weeks)
    if left_out:
        st.caption(f"Not shown: {counted(left_out, 'comment')} older than that, or without a date.")
    with st.expander("The same as a table"):
        week_list(weeks)


def _next_steps(steps: tuple[NextStep, ...]) -> None:
    st.header("What to do next", anchor=False)
    if not steps:
        st.text("Nothing waits for you. New comments will change that.", width="stretch")
    for place, step in enumerate(steps):
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"next_step_{place}"
        ):
            st.markdown(plain(step.sentence), width="stretch")
            label = STEP_BUTTONS.get(step.action, "Open")
            if st.button(label, key=f"step_{place}", type="primary" if not place else "secondary"):
                _go(step)


def _go(step: NextStep) -> None:
    if step.action == "theme":
        open_page(PageName.THEME, theme=step.target)
    if step.action == "announcement":
        open_page(PageName.ANNOUNCEMENT, announcement=step.target)
    if step.action == "missing":
        open_page(PageName.CHANGES, changes_view=MISSING_LOOPS)
    pages = {
        "import": PageName.IMPORT,
        "find": PageName.THEMES,
        "changes": PageName.CHANGES,
        "decisions": PageName.BOARD,
    }
    open_page(pages.get(step.action, PageName.THEMES))
