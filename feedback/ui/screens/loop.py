"""Loop: how far it gets, what people expect, how many more may think so, and the digest."""

from calendar import monthrange
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from feedback.actions.digest import weekly_digest, write_digest
from feedback.actions.loop import (
    COLUMNS,
    EXPECTATION_COLUMNS,
    FACTOR,
    MONTH_COLUMNS,
    PERIOD_COLUMNS,
    PLACES,
    REACH_SOURCE,
    Expectation,
    LoopReport,
    expectation_month_rows,
    period_rows,
    reach,
    set_expectation,
    step_rows,
)
from feedback.actions.loop_comments import LoopFilter, LoopPlace
from feedback.domain.summaries import CommentFilter
from feedback.ui import charts, reads, resources, state, track_charts, tracked
from feedback.ui.empty import no_comments
from feedback.ui.formats import counted, month, number
from feedback.ui.narrowing import address_of
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import visible
from feedback.ui.track_charts import percent

ALL = "All"
BY_WORDS = "By its words"
NONE = "None of the eight"
MONTH_FIGURES = (
    ("Received", "received", LoopPlace.RECEIVED),
    ("Closed", "closed", LoopPlace.CLOSED),
    ("Honest no", "noes", LoopPlace.NO),
    ("of them not told", "noes_untold", LoopPlace.UNTOLD),
    ("Never heard", "never_heard", LoopPlace.UNHEARD),
)
"""The columns that count comments: their title, their name in a row, and what they count."""


def page() -> None:
    """The page."""
    st.title("Loop", anchor=False)
    if not reads.totals().comments:
        no_comments()
        return
    st.text("How far the comments get, and what people expect.", width="stretch")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Source", [ALL, *reads.source_names()], format_func=visible, key="loop_source",
            bind="query-params", width=260,
        )  # fmt: skip
        with st.popover("Weekly digest", icon=":material/summarize:"):
            _digest()
    source = "" if chosen in (None, ALL) else chosen
    report = tracked.loop(resources.today(), source)
    _steps(report, source)
    _months(report, source)
    if source:
        st.caption("What follows is about all sources.")
    _expectations()
    _reach()


def _steps(report: LoopReport, source: str) -> None:
    total = report.total
    charts.draw(track_charts.funnel(total), key="funnel")
    unheard = _lead(total.unheard, LoopPlace.UNHEARD, "all", source)
    if unheard:
        label = f"Read the {number(total.unheard)} never heard"
        link(PageName.COMMENTS, label, icon=":material/arrow_forward:", **unheard)
    shown = [
        {
            "Step": step.step.value.capitalize(),
            "Comments": step.comments,
            "Share": percent(step.share),
            "Median days": step.median_days,
        }
        for step in report.total.steps
    ]
    tracked.table(
        shown, step_rows(report), COLUMNS, name="loop_steps", alt="Steps of the loop", folded=True,
        config={"Median days": st.column_config.NumberColumn(format="%.1f")},
        figures={
            "Comments": [
                _lead(step.comments, PLACES[step.step], "all", source) for step in total.steps
            ]
        },
    )  # fmt: skip
    st.caption(
        "Shares are of the comments that say something. Days are counted from the step before, "
        "where the day of it is recorded."
    )


def _months(report: LoopReport, source: str) -> None:
    st.header("By month of arrival, latest first", anchor=False)
    rows = period_rows(report)
    shown = [
        {
            "Month": _period(row["period"]),
            "Received": row["received"],
            "Closed": row["closed"],
            "Share closed": percent(row["share_closed"]),
            "Honest no": row["noes"],
            "of them not told": row["noes_untold"],
            "Never heard": row["never_heard"],
        }
        for row in (rows[0], *reversed(rows[1:]))
    ]
    tracked.table(
        shown, rows, PERIOD_COLUMNS, name="loop_months", alt="Loops by month of arrival",
        figures={
            title: [
                _lead(row[name], place, row["period"], source)
                for row in (rows[0], *reversed(rows[1:]))
            ]
            for title, name, place in MONTH_FIGURES
        },
    )  # fmt: skip


def _first_day(period: str) -> date | None:
    """The first day of a month such as 2026-03; None for "all" and "undated"."""
    return None if period in ("all", "undated") else date.fromisoformat(f"{period}-01")


def _period(period: str) -> str:
    first = _first_day(period)
    return period.capitalize() if first is None else month(first)


def _lead(count: int, place: LoopPlace, period: str, source: str) -> dict[str, str]:
    """The address of so many comments at a place in the loop, of a month, of undated ones or of
    all; empty where there are none."""
    if not count:
        return {}
    first = _first_day(period)
    where = CommentFilter(source=source)
    if first is not None:
        last = date(first.year, first.month, monthrange(first.year, first.month)[1])
        where = CommentFilter(source=source, since=first, until=last)
    is_dated = False if period == "undated" else None
    return address_of(where, LoopFilter(place=place, is_dated=is_dated))


def _expectations() -> None:
    st.header("What they expect", anchor=False)
    rows = tracked.expectations()
    if not rows:
        st.text("Find themes first: expectations are read from their words.", width="stretch")
        return
    months = tracked.expectation_months()
    names = [expectation.value for expectation in Expectation]
    charts.draw(track_charts.expectation_trend(months, names), key="expectations")
    by_month = expectation_month_rows(months)
    said = [name for name in names if any(row[name] for row in by_month)]
    shown = [
        {"Month": _period(row["month"]), **{name.capitalize(): row[name] for name in said}}
        for row in reversed(by_month)
    ]
    tracked.table(
        shown, by_month, MONTH_COLUMNS, name="expectation_months",
        alt="Comments about each expectation by month", folded=True,
    )  # fmt: skip
    _themes_by_expectation(rows)
    _correct(rows)


def _themes_by_expectation(rows: list[dict[str, Any]]) -> None:
    shown = [
        {
            "Theme": row["theme"],
            "Expectation": (row["expectation"] or NONE).capitalize(),
            "Because of words like": ", ".join(row["words"])
            or ("set by hand" if row["by_hand"] else ""),
        }
        for row in rows
    ]
    tracked.table(
        shown, rows, EXPECTATION_COLUMNS, name="expectations", alt="Themes by expectation",
        leads=[{"theme": str(row["theme_id"])} for row in rows],
    )  # fmt: skip


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
    st.text("The last whole week and who waits now, for Monday morning.", width="stretch")
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

    st.caption("The same as a command, which cron can run every Monday:")
    st.code("python -m feedback track digest --as pdf --output week.pdf", language="sh")


def _written(as_: str) -> str | bytes:
    now = resources.now()
    address = resources.settings().address
    digest = weekly_digest(resources.store(), now=now, address=address)
    return write_digest(digest, as_=as_, now=now)
