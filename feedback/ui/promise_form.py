"""The form of a promise: choices wherever there are some, and each problem beside its field."""

from dataclasses import dataclass
from datetime import date, time

import streamlit as st

from feedback.actions.promises import (
    STAFFED_DAYS,
    UNITS,
    add_promise,
    change_promise,
    staffed_hours,
    time_zones,
    unit_of,
)
from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.errors import InputError
from feedback.ui import reads, resources, state
from feedback.ui.formats import CHANNEL_WORDS
from feedback.ui.guard import show_problem
from feedback.ui.plain_text import visible

EVERYTHING = "Everything"
KINDS = {
    PromiseKind.ANSWER: "to answer",
    PromiseKind.DECIDE: "to decide",
    PromiseKind.TELL: "to tell what was done",
}
SOURCE_CLOCK = "The clock of each source"
AS_BEFORE = "As before"
OPENS, CLOSES = time(9), time(17)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was filled in; `minutes` are those promised."""

    wording: str
    kind: PromiseKind
    about: str
    complaints: bool
    minutes: int
    hours: str
    timezone: str
    since: date


def promise_form(key: str, old: Promise | None) -> None:
    """Make a promise, or one in the place of `old`."""
    with st.form(f"promise_{key}", border=False):
        wording = st.text_input(
            "What customers read", old.wording if old else "", key=f"wording_{key}",
            placeholder="We answer e-mail within two hours", max_chars=200,
        )  # fmt: skip
        beside_wording = st.empty()
        kind, about, complaints = _what(key, old)
        minutes = _within(key, old)
        days, begin, end, written = _hours(key, old)
        beside_hours = st.empty()
        zone = _zone(key, old)
        since = st.date_input("From", resources.today(), key=f"since_{key}")
        pressed = st.form_submit_button("Promise it", type="primary")
        beside_button = st.empty()
    if not pressed:
        return
    if not (wording or "").strip():
        with beside_wording:
            show_problem("Write one sentence that customers can read.")
        return
    try:
        hours = staffed_hours(days, begin, end, written, before=old.hours if old else "")
    except InputError as error:
        with beside_hours:
            show_problem(str(error))
        return
    try:
        _keep(_Filled(wording, kind, about, complaints, minutes, hours, zone, since), old)
    except InputError as error:
        with beside_button:
            show_problem(str(error))


def _what(key: str, old: Promise | None) -> tuple[PromiseKind, str, bool]:
    """What is promised, to which comments, and whether to complaints only."""
    kind = st.selectbox(
        "A promise", list(KINDS), format_func=lambda kind: KINDS[kind], key=f"kind_{key}",
        index=list(KINDS).index(old.kind) if old else 0,
    )  # fmt: skip
    options = [EVERYTHING, *CHANNEL_WORDS.values(), *reads.source_names()]
    present = old and (old.source or (old.channel and CHANNEL_WORDS[old.channel]))
    about = st.selectbox(
        "About", options, format_func=visible, key=f"about_{key}",
        index=options.index(present) if present in options else 0,
    )  # fmt: skip
    complaints = st.checkbox(
        "Complaints only (rated 1 or 2, or words that complain)",
        bool(old and old.complaints), key=f"complaints_{key}",
    )  # fmt: skip
    return kind or PromiseKind.ANSWER, about or EVERYTHING, complaints


def _within(key: str, old: Promise | None) -> int:
    """The minutes promised, chosen as a number and a unit."""
    number, unit = unit_of(old.minutes) if old else (2, "hours")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.number_input("Within", 1, 999, number, key=f"within_{key}", width=140)
        of = st.selectbox(
            "Unit", list(UNITS), index=list(UNITS).index(unit), key=f"unit_{key}", width=160
        )
    return int(chosen) * UNITS[of or unit]


def _hours(key: str, old: Promise | None) -> tuple[str, time | None, time | None, str]:
    """The days that are staffed, from and to when, and hours somebody would rather write."""
    choices = [*([AS_BEFORE] if old and old.hours else []), *STAFFED_DAYS]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.selectbox("Staffed", choices, key=f"days_{key}", width=220)
        begin = st.time_input("Opens", OPENS, key=f"opens_{key}", width=120)
        end = st.time_input("Closes", CLOSES, key=f"closes_{key}", width=120)
    written = st.text_input(
        "Or other hours", key=f"hours_{key}", placeholder="Mon-Fri 9-18; closed 2026-12-25",
        help="Hours without a day are those of every day.",
    )  # fmt: skip
    return days or choices[0], begin, end, written or ""


def _zone(key: str, old: Promise | None) -> str:
    """The name of a time zone; empty for the clock of each source."""
    zones = ["", *time_zones()]
    present = old.timezone if old else ""
    chosen = st.selectbox(
        "Time zone of these hours", zones, key=f"timezone_{key}",
        index=zones.index(present) if present in zones else 0,
        format_func=lambda zone: zone.replace("_", " ") or SOURCE_CLOCK,
    )  # fmt: skip
    return chosen or ""


def _keep(filled: _Filled, old: Promise | None) -> None:
    """Promise it, in the place of an old one if there is one. Raises InputError."""
    channels = {CHANNEL_WORDS[channel]: channel for channel in Channel}
    wanted = Promise(
        wording=filled.wording,
        kind=filled.kind,
        source=filled.about if filled.about in reads.source_names() else "",
        channel=channels.get(filled.about),
        complaints=filled.complaints,
        minutes=filled.minutes,
        hours=filled.hours,
        timezone=filled.timezone,
        since=filled.since,
    )
    if old is None:
        add_promise(resources.store(), wanted)
    else:
        change_promise(resources.store(), old.id, wanted)
    state.set_notice("Promised.")
    st.rerun()
