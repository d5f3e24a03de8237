"""Open loops: who waits, since when, and one click to bring each theme forward."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from feedback.actions.first_answers import Spread
from feedback.actions.loop_comments import LoopPlace
from feedback.actions.open_loop_tables import COLUMNS, open_rows
from feedback.actions.open_loops import (
    AGES,
    NO_OWNER,
    OpenLoop,
    OpenLoops,
)
from feedback.actions.promise_tables import in_words
from feedback.ui import charts, reads, resources, theme_reads, track_charts, tracked
from feedback.ui.empty import empty, no_comments
from feedback.ui.formats import LONG_LABEL, OUTCOME_WORDS, counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.open_loop_cards import STEP_WORDS, board
from feedback.ui.open_loop_leads import Chosen
from feedback.ui.plain_text import visible
from feedback.ui.track_charts import percent

ALL = "All"
BOARD, TABLE = "Board", "Table"


def page() -> None:
    """The page."""
    st.title("Open loops", anchor=False)
    if not reads.totals().comments:
        no_comments()
        return
    chosen = _filters()
    found = tracked.loops(
        resources.today(), chosen.source, chosen.segment, chosen.owner, chosen.age
    )
    if not found.rows:
        _nobody(chosen.is_narrow)
        return
    _figures(found, chosen)
    left, right = st.columns(2, gap="large")
    with left:
        _ages(found, chosen)
    with right:
        _steps(found, chosen)
    _notes(found, chosen)
    view = st.segmented_control(
        "View", [BOARD, TABLE], default=BOARD, required=True, key="loops_view",
        bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    if view == TABLE:
        _table(found, chosen)
    else:
        board(found.rows, chosen)


def _filters() -> Chosen:
    """The source, segment, owner and age chosen."""
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
    return Chosen(**chosen)


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


def _figures(found: OpenLoops, chosen: Chosen) -> None:
    total = found.total
    with st.grid(4, min_column_width=150):
        _figure(
            "People waiting", number(found.people), counted(total.comments, "comment"),
            lead=chosen.lead(total.comments),
        )  # fmt: skip
        _figure(
            LONG_LABEL, number(total.ages[3]),
            f"by {counted(found.people_long, 'person', 'people')}; "
            f"{percent(total.ages[3] / total.comments)} of the comments that wait",
            lead=chosen.lead(total.ages[3], age=AGES[3]),
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
            lead=chosen.lead(found.answered, LoopPlace.ANSWERED),
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
    """A figure; `lead` is the address of the comments it counts."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, value)
        st.caption(remark)
        if lead:
            link(PageName.COMMENTS, "Read them", icon=":material/arrow_forward:", **lead)


def _ages(found: OpenLoops, chosen: Chosen) -> None:
    st.header("How long they have waited", anchor=False)
    charts.draw(track_charts.ages(found.total), key="ages")
    ages = [
        {"Waiting": f"{age} days", "Comments": found.total.ages[place]}
        for place, age in enumerate(AGES)
    ]
    tracked.table(
        ages, ages, list(ages[0]), name="ages", alt="Waiting comments by days", folded=True,
        figures={
            "Comments": [
                chosen.lead(found.total.ages[place], age=age) for place, age in enumerate(AGES)
            ]
        },
    )  # fmt: skip


def _steps(found: OpenLoops, chosen: Chosen) -> None:
    clocks = found.clocks
    st.header("Days until each step", anchor=False)
    steps = [
        ("Decided", clocks.decided, LoopPlace.DECIDED_ON),
        ("Announced", clocks.announced, LoopPlace.ANNOUNCED),
        ("Told in person", clocks.told, LoopPlace.TOLD),
    ]
    rows = [
        {
            "Step": name,
            "Comments": spread.values,
            "Median days": spread.median,
            "Nine in ten within": spread.p90,
        }
        for name, spread, _ in steps
    ]
    narrow = {
        name: st.column_config.NumberColumn(width=width, format=pattern)
        for name, width, pattern in (
            ("Median days", 104, "%.0f"), ("Nine in ten within", 148, "%.0f"),
        )
    }  # fmt: skip
    tracked.table(
        rows, rows, list(rows[0]), name="steps", alt="Days from writing to each step",
        config=narrow,
        figures={
            "Comments": [
                chosen.lead(spread.values, place, is_dated=True) for _, spread, place in steps
            ]
        },
    )  # fmt: skip


def _notes(found: OpenLoops, chosen: Chosen) -> None:
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
    if answers.of_bots.values:
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
    _note_leads(found, chosen)


def _note_leads(found: OpenLoops, chosen: Chosen) -> None:
    """The comments that the notes count."""
    leads = {
        counted(found.total.undated, "comment") + " without a date": chosen.lead(
            found.total.undated, is_dated=False
        ),
        counted(found.by_bot, "comment") + " with a bot's answer only": chosen.lead(
            found.by_bot, by_bot=True
        ),
        counted(found.future, "comment") + " dated after today": chosen.lead(
            found.future, LoopPlace.RECEIVED, is_future=True
        ),
    }
    with st.container(horizontal=True):
        for label, lead in leads.items():
            if lead:
                link(PageName.COMMENTS, label, icon=":material/arrow_forward:", **lead)


def _median(answers: Spread) -> str:
    return "—" if answers.median is None else in_words(answers.median)


def _table(found: OpenLoops, chosen: Chosen) -> None:
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
        figures=_table_leads(found.rows, chosen),
        config={
            "Theme": st.column_config.TextColumn(width=220),
            "Median days": st.column_config.NumberColumn(format="%.0f"),
        },
    )


def _table_leads(rows: Sequence[OpenLoop], chosen: Chosen) -> tracked.Figures:
    """The comments that the numbers of each column count."""
    return {
        "Comments": [chosen.lead(row.waiting.comments, of=row) for row in rows],
        "Never answered": [
            chosen.lead(row.waiting.unanswered, LoopPlace.UNANSWERED, of=row) for row in rows
        ],
        "Bot's answer only": [chosen.lead(row.by_bot, of=row, by_bot=True) for row in rows],
        **{
            f"{age} days": [chosen.lead(row.waiting.ages[place], of=row, age=age) for row in rows]
            for place, age in enumerate(AGES)
        },
    }
