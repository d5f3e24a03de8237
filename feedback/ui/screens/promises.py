"""Promises: what was promised, what is about to be broken, and how it was kept."""

from collections.abc import Collection
from datetime import date, timedelta

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
from feedback.actions.promises import (
    PromiseReport,
    add_promise,
    change_promise,
    end_promise,
    promised_minutes,
)
from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.ui import charts, reads, resources, state, track_charts, tracked
from feedback.ui.formats import CHANNEL_WORDS, counted, day, number
from feedback.ui.plain_text import plain, visible
from feedback.ui.track_charts import percent

EVERYTHING = "Everything"
KINDS = {
    PromiseKind.ANSWER: "to answer",
    PromiseKind.DECIDE: "to decide",
    PromiseKind.TELL: "to tell what was done",
}
MOST_OWED = 20
HALF_A_YEAR = "The last half year"
PERIODS = {HALF_A_YEAR: 26, "The last year": 52, "The last two years": 104, "All time": None}


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
        _form("new", None)
    _owed("About to be broken", report, (Verdict.DUE_SOON, Verdict.PENDING), name="owed")
    for row in report.rows:
        _promise(row)
    _owed("Late, and not answered yet", report, (Verdict.BROKEN,), name="late")
    if report.rows:
        _over_time(report)
    _without(report)


def _since() -> date:
    """From when on comments are counted, as chosen in the address."""
    chosen = st.selectbox(
        "Comments of", list(PERIODS), key="promises_period", bind="query-params", width=220
    )
    weeks = PERIODS[chosen or HALF_A_YEAR]
    return date.min if weeks is None else resources.today() - timedelta(weeks=weeks)


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
    rows = [_due_row(due, promise) for due, promise in owed]
    tracked.table(rows[:MOST_OWED], rows, list(rows[0]), name=name, alt=f"Answers: {title.lower()}")
    if len(rows) > MOST_OWED:
        st.caption(f"The first {MOST_OWED} are shown; the files have all of them.")


def _due_row(due: Due, promise: Promise) -> dict[str, object]:
    return {
        "Due": due.due_at.astimezone().strftime("%Y-%m-%d %H:%M"),
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
                    _form(f"change_{promise.id}", promise)
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


def _form(key: str, old: Promise | None) -> None:
    channels = {CHANNEL_WORDS[channel]: channel for channel in Channel}
    sources = reads.source_names()
    with st.form(f"promise_{key}", border=False):
        wording = st.text_input(
            "What customers read", old.wording if old else "", key=f"wording_{key}",
            placeholder="We answer e-mail within two hours", max_chars=200,
        )  # fmt: skip
        kind = st.selectbox(
            "A promise", list(KINDS), format_func=lambda kind: KINDS[kind], key=f"kind_{key}",
            index=list(KINDS).index(old.kind) if old else 0,
        )  # fmt: skip
        what = _about(key, old, [EVERYTHING, *channels, *sources])
        complaints = st.checkbox(
            "Complaints only (rated 1 or 2, or words that complain)",
            bool(old and old.complaints), key=f"complaints_{key}",
        )  # fmt: skip
        within = st.text_input("Within", "", key=f"within_{key}", placeholder="2h, 30d or 12w")
        hours = st.text_input(
            "Staffed hours", old.hours if old else "", key=f"hours_{key}",
            placeholder="Mon-Fri 09:00-17:00; empty for round the clock",
        )  # fmt: skip
        timezone = st.text_input(
            "Time zone", old.timezone if old else "", key=f"timezone_{key}",
            placeholder="Asia/Almaty",
        )  # fmt: skip
        since = st.date_input("From", resources.today(), key=f"since_{key}")
        if not st.form_submit_button("Promise it", type="primary"):
            return
    wanted = Promise(
        wording=wording or "",
        kind=kind or PromiseKind.ANSWER,
        source=what if what in sources else "",
        channel=channels.get(what or ""),
        complaints=complaints,
        minutes=promised_minutes(within or ""),
        hours=hours or "",
        timezone=(timezone or "").strip(),
        since=since,
    )
    _keep(wanted, old)


def _about(key: str, old: Promise | None, options: list[str]) -> str | None:
    """The choice of what a promise is about."""
    present = old and (old.source or (old.channel and CHANNEL_WORDS[old.channel]))
    return st.selectbox(
        "About", options, format_func=visible, key=f"about_{key}",
        index=options.index(present) if present in options else 0,
    )  # fmt: skip


def _keep(wanted: Promise, old: Promise | None) -> None:
    """Promise it, in the place of an old one if there is one."""
    if old is None:
        add_promise(resources.store(), wanted)
    else:
        change_promise(resources.store(), old.id, wanted)
    state.set_notice("Promised.")
    st.rerun()


def _over_time(report: PromiseReport) -> None:
    st.header("Kept, over time", anchor=False)
    dated = "all that have a date"
    which = dated if report.since == date.min else f"those that came since {day(report.since)}"
    st.caption(
        f"Counted are {which}. A comment counts once for each promise made to it: an answer, a "
        "decision, a word on what was done."
    )
    if not any(row.months for row in report.rows):
        st.text("No promise was made to a comment of this time. Choose a longer one.")
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        charts.draw(track_charts.kept_by_month(report.rows), key="kept_by_month")
    with right:
        months = month_rows(report)
        shown = [
            {key.capitalize(): value for key, value in row.items()} for row in reversed(months)
        ]
        tracked.table(
            shown, months, MONTH_COLUMNS, name="promises_by_month", alt="Promises kept by month"
        )
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
