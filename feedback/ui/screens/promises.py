"""Promises: what was promised, what is about to be broken, and how it was kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import overload

import streamlit as st

from feedback.actions.promise_tables import (
    COLUMNS,
    MONTH_COLUMNS,
    UNPROMISED_COLUMNS,
    Due,
    Kept,
    Verdict,
    about,
    in_words,
    month_rows,
    promise_rows,
    unpromised_rows,
)
from feedback.actions.promises import PromiseReport, end_promise
from feedback.domain.promise import Promise
from feedback.ui import charts, reads, resources, state, track_charts, tracked
from feedback.ui.formats import CHANNEL_WORDS, counted, day, month, number
from feedback.ui.plain_text import plain
from feedback.ui.promise_form import KINDS, promise_form
from feedback.ui.track_charts import percent

MOST_OWED = 20
HALF_A_YEAR, ALL_TIME = "The last half year", "All time"
PERIODS = {HALF_A_YEAR: 26, "The last year": 52, "The last two years": 104, ALL_TIME: None}


def page() -> None:
    """The page."""
    st.title("Promises", anchor=False)
    since = _since()
    report = tracked.promises(tracked.minute(), since)
    if not report.rows:
        st.text(
            "Nothing is promised yet. A company that says when it answers is measured by that; one "
            "that says nothing is measured by the fastest service its customers know.",
            width="stretch",
        )
    with st.expander("Promise something", icon=":material/add:", expanded=not report.rows):
        promise_form("new", None)
    _owed("About to be broken", report, (Verdict.DUE_SOON, Verdict.PENDING), name="owed")
    for doubt in report.doubts:
        st.info(plain(doubt), icon=":material/help:")
    for row in report.rows:
        _promise(row)
    _owed("Late, and not answered yet", report, (Verdict.BROKEN,), name="late")
    if report.rows:
        _over_time(report)
    _without(report)


def _since() -> date:
    """From when on comments are counted, as chosen in the address."""
    today, span = resources.today(), reads.span()
    chosen = st.selectbox(
        "Comments of", list(PERIODS), key="promises_period", bind="query-params", width=220
    )
    # Counted back from where the data ends: an empty table would be the first thing to see where
    # nothing is as young as that.
    last = min(today, span[1]) if span else today
    if last < today - timedelta(weeks=PERIODS[HALF_A_YEAR] or 0):
        st.caption(f"The latest comment came on {day(last)}: it is counted back from there.")
    weeks = PERIODS[chosen or HALF_A_YEAR]
    return date.min if weeks is None else last - timedelta(weeks=weeks)


def _owed(title: str, report: PromiseReport, verdicts: Collection[Verdict], *, name: str) -> None:
    """Answers that are owed, of these verdicts, the earliest due first."""
    owed = [
        (due, row.promise) for row in report.rows for due in row.owed if due.verdict in verdicts
    ]
    if not owed:
        return
    owed.sort(key=lambda pair: (pair[0].due_at, pair[0].comment_id))
    st.header(title, anchor=False)
    st.caption(f"{counted(len(owed), 'answer')}, the earliest due first.")
    shown = [_due_row(due, promise) for due, promise in owed[:MOST_OWED]]
    alt = f"Answers: {title.lower()}"
    tracked.table(shown, OwedRows(owed), list(shown[0]), name=name, alt=alt)
    if len(owed) > MOST_OWED:
        st.caption(f"The first {MOST_OWED} are shown; the files have all of them.")


class OwedRows(Sequence[Mapping[str, object]]):
    """The rows of the files, each written when a file is asked for: there may be many."""

    def __init__(self, owed: Sequence[tuple[Due, Promise]]) -> None:
        self._owed = owed

    def __len__(self) -> int:
        return len(self._owed)

    @overload
    def __getitem__(self, place: int) -> Mapping[str, object]: ...

    @overload
    def __getitem__(self, place: slice) -> "OwedRows": ...

    def __getitem__(self, place: int | slice) -> "Mapping[str, object] | OwedRows":
        if isinstance(place, slice):
            return OwedRows(self._owed[place])
        due, promise = self._owed[place]
        return {**_due_row(due, promise), "Due": due.due_at.isoformat(timespec="minutes")}


def _due_row(due: Due, promise: Promise) -> dict[str, object]:
    return {
        "Due": f"{day(due.due_at.astimezone())}, {due.due_at.astimezone():%H:%M}",
        "Comment": due.comment_id,
        "Source": due.source,
        "Promise": promise.wording,
        "State": "late" if due.verdict is Verdict.BROKEN else due.verdict.value,
    }


def _promise(row: Kept) -> None:
    promise = row.promise
    counts = row.verdicts
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(promise.wording)}**")
        st.caption(_terms(promise))
        judged = "nothing to judge yet"
        if row.share_kept is not None:
            judged = f"{percent(row.share_kept)} kept of {number(row.judged)}"
            if row.by_bot:
                judged += f", {percent(row.share_by_people)} by people and the rest by bots"
        parts = [
            judged,
            f"{number(counts[Verdict.BROKEN])} broken",
            f"{number(counts[Verdict.DUE_SOON])} due soon",
            f"{number(counts[Verdict.PENDING])} pending",
        ]
        if counts[Verdict.UNKNOWN]:
            parts.append(f"{number(counts[Verdict.UNKNOWN])} cannot be judged")
        st.text(" · ".join(parts), width="stretch")
        if promise.until is None:
            with st.container(horizontal=True):
                with st.popover("Change it", icon=":material/edit:"):
                    st.caption("What came before the new day is still judged by this promise.")
                    promise_form(f"change_{promise.id}", promise)
                if st.button("End it today", key=f"end_{promise.id}", type="tertiary"):
                    end_promise(resources.store(), promise.id, last_day=resources.today())
                    state.set_notice("The promise ends today.")
                    st.rerun()


def _terms(promise: Promise) -> str:
    until = f" to {day(promise.until)}" if promise.until else ""
    what = CHANNEL_WORDS[promise.channel] if promise.channel else about(promise)
    parts = [
        f"{KINDS[promise.kind]} within {in_words(promise.minutes)}",
        plain(promise.source or what) + (", complaints" if promise.complaints else ""),
        plain(promise.hours) if promise.hours else "",
        plain(promise.timezone) if promise.timezone else "",
        f"since {day(promise.since)}{until}",
    ]
    return " · ".join(part for part in parts if part)


def _over_time(report: PromiseReport) -> None:
    st.header("Kept, over time", anchor=False)
    dated = "all that have a date"
    which = dated if report.since == date.min else f"those that came since {day(report.since)}"
    st.caption(
        f"Counted are {which}. A comment counts once for each promise made to it: an answer, a "
        "decision, a word on what was done."
    )
    if not any(row.months for row in report.rows):
        st.text(_none_counted(report), width="stretch")
        return
    charts.draw(track_charts.kept_by_month(report.rows), key="kept_by_month")
    months = month_rows(report)
    shown = [
        {
            **{key.capitalize(): value for key, value in row.items()},
            "Month": month(date.fromisoformat(f"{row['month']}-01")),
        }
        for row in reversed(months)
    ]
    tracked.table(
        shown, months, MONTH_COLUMNS, name="promises_by_month", alt="Promises kept by month",
        folded=True,
    )  # fmt: skip
    rows = promise_rows(report)
    shown = [
        {
            "Promise": row["wording"],
            "Kept": row["kept"],
            "Broken": row["broken"],
            "Due soon": row["due_soon"],
            "Pending": row["pending"],
            "Share kept": percent(row["share_kept"]),
            "By people": percent(row["share_kept_by_people"]),
        }
        for row in rows
    ]
    tracked.table(shown, rows, COLUMNS, name="promises", alt="Promises and how they are kept")


def _none_counted(report: PromiseReport) -> str:
    """Why no promise can be judged, and what to do about it."""
    begins = min(row.promise.since for row in report.rows)
    span = reads.span()
    latest = span[1] if span else None
    if latest is None:
        return "No comment has a date, so no promise can be judged by its day."
    if latest < begins:
        return (
            f"The latest comment came on {day(latest)}, and the earliest promise holds from "
            f"{day(begins)} on. Comments of after that are needed, or a promise from an earlier "
            "day."
        )
    if latest < report.since:
        return f"The latest comment came on {day(latest)}, before the time chosen. Choose All time."
    return "None of these promises was made to a comment of the time chosen."


def _without(report: PromiseReport) -> None:
    if not report.unpromised:
        return
    st.header("Channels without a promise", anchor=False)
    st.text(
        "Without a promise customers compare with the fastest service they know: a mail answered "
        "in 15 minutes, a chat in 30 seconds.",
        width="stretch",
    )
    shown = [
        {
            "Channel": CHANNEL_WORDS[row.channel],
            "Customers compare with": in_words(row.expected_minutes)
            if row.expected_minutes
            else "—",
            "Half of the answers within": "—"
            if row.answers.median is None
            else in_words(row.answers.median),
            "Times as long": "—" if row.times_slower is None else number(row.times_slower),
            "Answered": row.answers.values,
            "By bots": row.by_bot,
            "Not answered": row.unanswered,
        }
        for row in report.unpromised
    ]
    tracked.table(
        shown, unpromised_rows(report), UNPROMISED_COLUMNS, name="no_promise",
        alt="Channels without a promise, and how fast they are answered",
    )  # fmt: skip
