"""Arrivals: when people write, and whether anybody is there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from feedback.actions.arrivals import (
    CHANNEL_COLUMNS,
    COLUMNS,
    DAYS,
    ArrivalReport,
    Arrivals,
    arrival_rows,
    channel_rows,
    comments_of_hour,
)
from feedback.domain.comment import Channel
from feedback.domain.summaries import CommentFilter
from feedback.ui import charts, reads, resources, track_charts, tracked
from feedback.ui.comment_list import cards
from feedback.ui.empty import no_comments
from feedback.ui.formats import CHANNEL_WORDS, counted, number
from feedback.ui.narrowing import address_of
from feedback.ui.navigation import PageName, link
from feedback.ui.plain_text import plain, visible
from feedback.ui.track_charts import percent

ALL = "All"
MOST_READ = 20
PERIODS = {"All time": None, "Last 13 weeks": 13, "Last 52 weeks": 52}


def page() -> None:
    """The page."""
    st.title("Arrivals", anchor=False)
    if not reads.totals().comments:
        no_comments()
        return
    with st.container(horizontal=True):
        source = st.selectbox(
            "Source", [ALL, *reads.source_names()], format_func=visible, key="arrivals_source",
            bind="query-params", width=260,
        )  # fmt: skip
        period = st.selectbox(
            "Period", list(PERIODS), key="arrivals_period", bind="query-params", width=200
        )
    weeks = PERIODS.get(period or "All time")
    since = resources.today() - timedelta(weeks=weeks) if weeks else None
    chosen = "" if source in (None, ALL) else source
    report = tracked.arrivals(chosen, since)
    total = report.total
    if not total.comments:
        st.info("No comment here has a day and a time of day.")
    else:
        charts.draw(track_charts.week_of_hours(total), key="week_of_hours")
    if total.outside_share is None:
        link(PageName.PROMISES, "State staffed hours", icon=":material/arrow_forward:")
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("By channel", anchor=False)
        _channels(report, CommentFilter(source=chosen, since=since))
    with right:
        st.header("Hour by hour", anchor=False)
        _hours(total, chosen, since)
    st.header("Who answered", anchor=False)
    _answers(report)
    _notes(report)


def _channels(report: ArrivalReport, where: CommentFilter) -> None:
    rows = channel_rows(report)
    shown = [
        {
            "Channel": _channel(row["channel"]),
            "Comments": row["comments"],
            "Out of hours": percent(row["outside_hours"]),
            "Evening": percent(row["evening"]),
            "Weekend": percent(row["weekend"]),
        }
        for row in rows
    ]
    tracked.table(
        shown, rows, CHANNEL_COLUMNS, name="arrivals_by_channel", alt="Arrivals by channel",
        leads=[
            {}
            if row["channel"] == "all"
            else address_of(replace(where, channel=row["channel"]))
            for row in rows
        ],
    )  # fmt: skip


def _hours(total: Arrivals, source: str, since: date | None) -> None:
    rows = arrival_rows(total)
    busy = sorted((row for row in rows if row["comments"]), key=lambda row: -row["comments"])
    shown = [
        {
            "Day": row["weekday"],
            "Hour": f"{row['hour']:02d}:00",
            "Comments": row["comments"],
            "Staffed": percent(row["staffed"]),
        }
        for row in busy
    ]
    tracked.table(
        shown, rows, COLUMNS, name="arrivals", alt="Comments by day and hour", folded=True
    )
    if busy:
        with st.popover("Read the comments of an hour", icon=":material/chat:"):
            _read_hour(busy, source, since)


def _read_hour(busy: Sequence[Mapping[str, Any]], source: str, since: date | None) -> None:
    """The comments of an hour of the week; read when one is chosen."""
    places = {
        f"{row['weekday']} {row['hour']:02d}:00 ({number(row['comments'])})": row for row in busy
    }
    hour = st.selectbox(
        "Hour, the busiest first", list(places), index=None, placeholder="Choose an hour",
        key="arrivals_hour",
    )  # fmt: skip
    if hour is None:
        return
    row = places[hour]
    found = comments_of_hour(
        resources.store(), DAYS.index(row["weekday"]), row["hour"], source=source, since=since,
        most=MOST_READ,
    )  # fmt: skip
    cards(found)
    if len(found) < row["comments"]:
        st.caption(f"The latest {MOST_READ} of {counted(row['comments'], 'comment')}.")


def _answers(report: ArrivalReport) -> None:
    """Answers of people and of bots, apart; all comments of these days are in it."""
    rows = channel_rows(report)
    total = report.all_answers
    answered = total.people + total.bots + total.unsaid
    of = answered + total.none
    st.text(
        f"{percent(answered / of if of else None)} of {counted(of, 'comment')} got an answer of "
        f"their own: {number(total.people)} by people, {number(total.bots)} by bots, "
        f"{number(total.unsaid)} where the file does not say by whom.",
        width="stretch",
    )
    shown = [
        {
            "Channel": _channel(row["channel"]),
            "By people": row["answered_by_people"],
            "By bots": row["answered_by_bots"],
            "Not said by whom": row["answered_by_unsaid"],
            "Not answered": row["not_answered"],
        }
        for row in rows
    ]
    tracked.table(shown, rows, CHANNEL_COLUMNS, name="answers", alt="Who answered, by channel")


def _channel(name: str) -> str:
    return ALL if name == "all" else CHANNEL_WORDS[Channel(name)]


def _notes(report: ArrivalReport) -> None:
    st.caption("Hours are those on the clock of each source.")
    if report.undated:
        st.caption(f"{counted(report.undated, 'comment')} without a date: in no hour.")
    for name in report.timeless:
        st.caption(f"{plain(name)} gives days without a time of day: in no hour.")
    total = report.total
    if total.day_only and not report.timeless:
        st.caption(f"{counted(total.day_only, 'comment')} have a day and no time: in no hour.")
    if total.unstated and total.judged:
        st.caption(
            f"{counted(total.unstated, 'comment')} came where or when no staffed hours were "
            "stated: not in the share out of hours."
        )
