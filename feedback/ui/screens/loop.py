"""Loop: how far it gets, what people expect, how many more may think so, and the digest."""

from functools import partial

import streamlit as st

from feedback.actions.digest import weekly_digest, write_digest
from feedback.actions.loop import (
    COLUMNS,
    EXPECTATION_COLUMNS,
    FACTOR,
    MONTH_COLUMNS,
    PERIOD_COLUMNS,
    REACH_SOURCE,
    Expectation,
    LoopReport,
    expectation_month_rows,
    period_rows,
    reach,
    set_expectation,
    step_rows,
)
from feedback.ui import charts, reads, resources, state, track_charts, tracked
from feedback.ui.empty import no_comments
from feedback.ui.formats import counted, number
from feedback.ui.plain_text import visible
from feedback.ui.track_charts import percent

ALL = "All"
BY_WORDS = "By its words"
NONE = "None of the eight"


def page() -> None:
    """The page."""
    st.title("How far the loop gets", anchor=False)
    if not reads.totals().comments:
        no_comments()
        return
    source = st.selectbox(
        "Source", [ALL, *reads.source_names()], format_func=visible, key="loop_source",
        bind="query-params", width=260,
    )  # fmt: skip
    report = tracked.loop(resources.today(), "" if source in (None, ALL) else source)
    _steps(report)
    _months(report)
    if source not in (None, ALL):
        st.caption("What follows is about all sources.")
    _expectations()
    _reach()
    _digest()


def _steps(report: LoopReport) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        charts.draw(track_charts.funnel(report.total), key="funnel")
    with right:
        shown = [
            {
                "Step": step.step.value.capitalize(),
                "Comments": number(step.comments),
                "Share": percent(step.share),
                "Median days": "—"
                if step.median_days is None
                else number(step.median_days, digits=1),
            }
            for step in report.total.steps
        ]
        tracked.table(shown, step_rows(report), COLUMNS, name="loop_steps", alt="Steps of the loop")
        st.caption(
            "Shares are of the comments that say something. Days are counted from the step "
            "before, where the day of it is recorded."
        )


def _months(report: LoopReport) -> None:
    st.header("By month of arrival, latest first", anchor=False)
    rows = period_rows(report)
    shown = [
        {
            "Month": row["period"],
            "Received": row["received"],
            "Closed": row["closed"],
            "Share closed": percent(row["share_closed"]),
            "Honest no": row["noes"],
            "of them not told": row["noes_untold"],
            "Never heard": row["never_heard"],
        }
        for row in (rows[0], *reversed(rows[1:]))
    ]
    tracked.table(shown, rows, PERIOD_COLUMNS, name="loop_months", alt="Loops by month of arrival")


def _expectations() -> None:
    st.header("What they expect", anchor=False)
    rows = tracked.expectations()
    if not rows:
        st.text("Find themes first: expectations are read from their words.", width="stretch")
        return
    months = tracked.expectation_months()
    names = [expectation.value for expectation in Expectation]
    left, right = st.columns([3, 2], gap="large")
    with left:
        charts.draw(track_charts.expectation_trend(months, names), key="expectations")
    with right:
        by_month = expectation_month_rows(months)
        said = [name for name in names if any(row[name] for row in by_month)]
        shown = [
            {"Month": row["month"], **{name.capitalize(): row[name] for name in said}}
            for row in reversed(by_month)
        ]
        tracked.table(
            shown, by_month, MONTH_COLUMNS, name="expectation_months",
            alt="Comments about each expectation by month",
        )  # fmt: skip
    shown = [
        {
            "Theme": row["theme"],
            "Expectation": (row["expectation"] or NONE).capitalize(),
            "Because of": ", ".join(row["words"]) or ("set by hand" if row["by_hand"] else ""),
        }
        for row in rows
    ]
    tracked.table(
        shown, rows, EXPECTATION_COLUMNS, name="expectations", alt="Themes by expectation"
    )
    _correct(rows)


def _correct(rows: list[dict[str, object]]) -> None:
    with st.popover("Correct one", icon=":material/edit:"), st.form("expect", border=False):
        titles = {row["theme_id"]: str(row["theme"]) for row in rows}
        theme_id = st.selectbox(
            "Theme", list(titles), format_func=lambda key: visible(titles[key]), key="expect_theme"
        )
        choices = [BY_WORDS, NONE, *(expectation.value for expectation in Expectation)]
        wanted = st.selectbox("It is about", choices, key="expect_what")
        if st.form_submit_button("Save", type="primary") and theme_id is not None:
            said = {BY_WORDS: None, NONE: ""}.get(wanted, wanted)
            set_expectation(resources.store(), int(str(theme_id)), said)
            state.set_notice("Saved.")
            st.rerun()


def _reach() -> None:
    st.header("How many more may think so", anchor=False)
    people = tracked.people_complaining()
    factor = st.number_input(
        "One in how many unhappy customers complains", 1, 1000, FACTOR, key="reach_factor",
        bind="query-params", width=320,
    )  # fmt: skip
    found = reach(people, factor=float(factor))
    st.markdown(
        f"**An estimate, not a count:** {counted(found.people, 'person', 'people')} complained "
        f"(rated 1 or 2, or in words that complain). If one in {number(found.factor)} does, about "
        f"**{number(found.estimate)}** are unhappy."
    )
    st.caption(REACH_SOURCE)


def _digest() -> None:
    st.header("The week as a digest", anchor=False)
    st.text(
        "In words and numbers, for Monday morning; also as a command for cron.", width="stretch"
    )
    with st.container(horizontal=True):
        for as_, label, ending, mime in (
            ("markdown", "Markdown", "md", "text/markdown"),
            ("eml", "E-mail (.eml)", "eml", "message/rfc822"),
            ("pdf", "PDF", "pdf", "application/pdf"),
        ):
            st.download_button(
                label,
                data=partial(_written, as_),
                file_name=f"digest.{ending}",
                mime=mime,
                icon=":material/download:",
                key=f"digest_{as_}",
            )


def _written(as_: str) -> str | bytes:
    now = resources.now()
    return write_digest(weekly_digest(resources.store(), now=now), as_=as_, now=now)
