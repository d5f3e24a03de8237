"""Open loops: who waits, since when, and one click to bring each theme forward."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from feedback.actions.first_answers import Spread
from feedback.actions.open_loop_tables import COLUMNS, open_rows
from feedback.actions.open_loops import (
    AGES,
    NO_OWNER,
    OpenLoops,
)
from feedback.actions.promise_tables import in_words
from feedback.ui import charts, reads, resources, theme_reads, track_charts, tracked
from feedback.ui.empty import empty, no_comments
from feedback.ui.formats import LONG_LABEL, OUTCOME_WORDS, counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.open_loop_cards import STEP_WORDS, address_of_waiting, board
from feedback.ui.plain_text import visible
from feedback.ui.track_charts import percent

ALL = "All"
BOARD, TABLE = "Board", "Table"
NARROWED = ("loops_source", "loops_segment", "loops_owner", "loops_age")
"""The names of the filters in the address."""


def page() -> None:
    """The page."""
    st.title("Open loops", anchor=False)
    if not reads.totals().comments:
        no_comments()
        return
    chosen = _filters()
    found = tracked.loops(resources.today(), *chosen)
    if not found.rows:
        _nobody(any(chosen))
        return
    _figures(found)
    left, right = st.columns(2, gap="large")
    with left:
        _ages(found)
    with right:
        _steps(found)
    _notes(found)
    view = st.segmented_control(
        "View", [BOARD, TABLE], default=BOARD, required=True, key="loops_view",
        bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    if view == TABLE:
        _table(found)
    else:
        board(found.rows)


def _filters() -> tuple[str, str, str, str]:
    """The source, segment, owner and age chosen; empty for all."""
    owners = sorted({row.owner for row in theme_reads.theme_rows(resources.today()) if row.owner})
    choices = {
        "age": [ALL, *AGES],
        "owner": [ALL, NO_OWNER, *owners],
        "source": [ALL, *reads.source_names()],
        "segment": [ALL, *tracked.segments()],
    }
    labels = {"age": "Days waited"}
    chosen = {}
    with st.container(horizontal=True):
        for name, options in choices.items():
            value = st.selectbox(
                labels.get(name, name.capitalize()),
                options,
                format_func=visible,
                key=f"loops_{name}",
                bind="query-params",
                width=220,
            )
            chosen[name] = "" if value in (None, ALL) else value
    return chosen["source"], chosen["segment"], chosen["owner"], chosen["age"]


def _nobody(is_filtered: bool) -> None:
    if is_filtered:
        empty(
            "Nobody waits here",
            "No comment of this owner, source, segment and age has an open loop.",
            "Clear filters",
            partial(open_page, PageName.OPEN_LOOPS),
            key="clear_loops",
        )
    else:
        st.success("Nobody waits: every loop is closed.", icon=":material/check_circle:")


def _figures(found: OpenLoops) -> None:
    total = found.total
    with st.grid(4, min_column_width=150):
        _figure(
            "People waiting", number(found.people), counted(total.comments, "comment"),
            lead={"loops_view": TABLE},
        )  # fmt: skip
        _figure(
            LONG_LABEL, number(total.ages[3]),
            f"by {counted(found.people_long, 'person', 'people')}; "
            f"{percent(total.ages[3] / total.comments)} of the comments that wait",
            lead={"loops_view": TABLE, "loops_age": AGES[3]} if total.ages[3] else None,
        )  # fmt: skip
        median = total.days.median
        p90 = total.days.p90
        _figure(
            "Half wait longer than",
            "—" if median is None else counted(round(median), "day"),
            "" if p90 is None else f"one in ten longer than {counted(round(p90), 'day')}",
        )
        answers = found.answers.together
        _figure(
            "First answer, median",
            "—" if answers.median is None else in_words(answers.median),
            _timed(answers.values, found.answered),
        )


def _timed(timed: int, answered: int) -> str:
    """Of how many answers the time is known, of all that were given."""
    if not answered:
        return "No comment got an answer of its own."
    of = counted(answered, "answered comment")
    if timed == answered:
        return f"of {of}, waiting or not"
    return f"of {number(timed)} of the {of}: how long the others took is not known"


def _figure(label: str, value: str, remark: str, lead: Mapping[str, str] | None = None) -> None:
    """A figure; `lead` is where this page shows it by theme, with a way to the comments."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, value)
        st.caption(remark)
        if lead:
            kept = {key: st.query_params.get(key, "") for key in NARROWED}
            address = {key: said for key, said in kept.items() if said} | dict(lead)
            link(PageName.OPEN_LOOPS, "By theme", icon=":material/arrow_forward:", **address)


def _ages(found: OpenLoops) -> None:
    st.header("How long they have waited", anchor=False)
    charts.draw(track_charts.ages(found.total), key="ages")
    ages = [
        {"Waiting": f"{age} days", "Comments": found.total.ages[place]}
        for place, age in enumerate(AGES)
    ]
    tracked.table(
        ages, ages, list(ages[0]), name="ages", alt="Waiting comments by days", folded=True
    )


def _steps(found: OpenLoops) -> None:
    clocks = found.clocks
    st.header("Days until each step", anchor=False)
    steps = [
        ("Decided", clocks.decided),
        ("Announced", clocks.announced),
        ("Told in person", clocks.told),
    ]
    rows = [
        {
            "Step": name,
            "Comments": spread.values,
            "Median days": spread.median,
            "Nine in ten within": spread.p90,
        }
        for name, spread in steps
    ]
    narrow = {
        name: st.column_config.NumberColumn(width=width, format=pattern)
        for name, width, pattern in (
            ("Comments", 84, "localized"), ("Median days", 92, "%.0f"),
            ("Nine in ten within", 128, "%.0f"),
        )
    }  # fmt: skip
    tracked.table(
        rows, rows, list(rows[0]), name="steps", alt="Days from writing to each step", config=narrow
    )


def _notes(found: OpenLoops) -> None:
    notes = ["Somebody who wrote twice is one person; so is each comment without a customer's id."]
    if found.total.undated:
        notes.append(
            f"{counted(found.total.undated, 'comment')} without a date wait too; how long is not "
            "known."
        )
    answers = found.answers
    if answers.early:
        notes.append(
            f"{counted(answers.early, 'answer')} came before the comment, says the source; they "
            "are in no figure."
        )
    if answers.day_only:
        notes.append(
            f"{counted(answers.day_only, 'answer')} or the comment before it has a day without a "
            "time: how long it took is not known."
        )
    if answers.by_bot:
        notes.append(
            f"Bots gave {number(answers.of_bots.values)} of the {number(answers.together.values)} "
            f"first answers (median {_median(answers.of_bots)}; all others "
            f"{_median(answers.of_people)}). Of those who wait, "
            f"{counted(found.by_bot, 'comment')} got a bot's answer and no other."
        )
    if found.future:
        notes.append(f"{counted(found.future, 'comment')} dated after today count as today's.")
    for note in notes:
        st.caption(note)


def _median(answers: Spread) -> str:
    return "—" if answers.median is None else in_words(answers.median)


def _table(found: OpenLoops) -> None:
    shown = [
        {
            "Theme": row.name,
            "Owner": row.theme.owner if row.theme else "",
            "People": row.people,
            "Comments": row.waiting.comments,
            "Never answered": row.waiting.unanswered,
            "Waiting since": day(row.waiting.since, missing="—"),
            "Median days": row.waiting.days.median,
            "Bot's answer only": row.by_bot,
            "First answer, median": _median(row.answers),
            **{f"{age} days": row.waiting.ages[place] for place, age in enumerate(AGES)},
            "Decided": OUTCOME_WORDS[row.theme.outcome] if row.theme else "",
            "Next": STEP_WORDS[row.next_step],
        }
        for row in found.rows
    ]
    tracked.table(
        shown,
        open_rows(found),
        COLUMNS,
        name="open_loops",
        alt="Themes with those who wait, the longest waiting first",
        leads=[address_of_waiting(row) for row in found.rows],
        config={
            "Theme": st.column_config.TextColumn(width=220),
            "Median days": st.column_config.NumberColumn(format="%.0f"),
        },
    )
