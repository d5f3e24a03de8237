"""Open loops: who waits, since when, and one click to bring each theme forward."""

from collections.abc import Sequence
from functools import partial
from textwrap import shorten

import streamlit as st

from feedback.actions.links import accept_link
from feedback.actions.missing_loops import link_and_draft
from feedback.actions.open_loops import (
    AGES,
    COLUMNS,
    NO_OWNER,
    NextStep,
    OpenLoop,
    OpenLoops,
    open_rows,
)
from feedback.actions.promises import in_words
from feedback.domain.theme import Outcome
from feedback.ui import charts, reads, resources, state, theme_reads, track_charts, tracked
from feedback.ui.announcement_drafting import draft_and_open
from feedback.ui.decide_dialog import open_dialog
from feedback.ui.empty import empty, no_comments
from feedback.ui.formats import OUTCOME_WORDS, counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain, visible

ALL = "All"
BOARD, TABLE = "Board", "Table"
CARDS = 6
TITLE_SHOWN = 60  # characters
STEP_TITLES = {
    NextStep.ANNOUNCE: "Shipped: announce it",
    NextStep.LINK: "A change may answer it",
    NextStep.DECIDE: "To decide",
    NextStep.FIND: "In no theme",
}
STEP_WORDS = {
    NextStep.ANNOUNCE: "Announce",
    NextStep.LINK: "Link",
    NextStep.DECIDE: "Decide",
    NextStep.FIND: "Look at them",
}


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
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("How long they have waited", anchor=False)
        charts.draw(track_charts.ages(found.total), key="ages")
    with right:
        _age_table(found)
    _notes(found)
    view = st.segmented_control(
        "View", [BOARD, TABLE], default=BOARD, required=True, key="loops_view",
        bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    if view == TABLE:
        _table(found)
    else:
        _board(found.rows)


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
        _figure("People waiting", number(found.people), f"{number(total.comments)} comments")
        _figure(
            "Over 90 days", number(total.ages[3]),
            f"{total.ages[3] / total.comments:.0%} of the comments" if total.comments else "",
        )  # fmt: skip
        median = total.days.median
        p90 = total.days.p90
        _figure(
            "Half wait longer than",
            "—" if median is None else counted(round(median), "day"),
            "" if p90 is None else f"one in ten longer than {counted(round(p90), 'day')}",
        )
        answer = found.answers.median
        _figure(
            "First answer, median",
            "—" if answer is None else in_words(answer),
            f"of {counted(found.answers.values, 'answered comment')}",
        )


def _figure(label: str, value: str, remark: str) -> None:
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, value)
        st.caption(remark)


def _age_table(found: OpenLoops) -> None:
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
            "9 of 10": spread.p90,
        }
        for name, spread in steps
    ]
    narrow = {
        name: st.column_config.NumberColumn(width=width, format=pattern)
        for name, width, pattern in (
            ("Comments", 84, "%d"), ("Median days", 92, "%.0f"), ("9 of 10", 64, "%.0f")
        )
    }  # fmt: skip
    tracked.table(
        rows, rows, list(rows[0]), name="steps", alt="Days from writing to each step", config=narrow
    )
    ages = [
        {"Waiting": f"{age} days", "Comments": found.total.ages[place]}
        for place, age in enumerate(AGES)
    ]
    tracked.table(ages, ages, list(ages[0]), name="ages", alt="Waiting comments by days")


def _notes(found: OpenLoops) -> None:
    notes = []
    if found.total.undated:
        notes.append(
            f"{counted(found.total.undated, 'comment')} without a date wait too; how long is not "
            "known."
        )
    if found.early_answers:
        notes.append(
            f"{counted(found.early_answers, 'answer')} came before the comment, says the source; "
            "they are in no figure."
        )
    if found.future:
        notes.append(f"{counted(found.future, 'comment')} dated after today count as today's.")
    for note in notes:
        st.caption(note)


def _board(rows: Sequence[OpenLoop]) -> None:
    columns = [
        (step, [row for row in rows if row.next_step is step])
        for step in STEP_TITLES
        if any(row.next_step is step for row in rows)
    ]
    for column, (step, its_rows) in zip(st.columns(len(columns)), columns, strict=True):
        with column:
            st.subheader(STEP_TITLES[step], anchor=False)
            st.caption(f"{counted(len(its_rows), 'theme')}, the longest waiting first")
            for row in its_rows[:CARDS]:
                _card(row)
            if len(its_rows) > CARDS:
                st.caption(f"{number(len(its_rows) - CARDS)} more in the table.")


def _card(row: OpenLoop) -> None:
    waits = row.waiting
    with st.container(border=True, gap="xsmall"):
        if row.theme is None:
            st.markdown(f"**{plain(row.name)}**")
        else:
            link(PageName.THEME, f"**{plain(row.name)}**", theme=row.theme.id)
        since = f"since {day(waits.since)}" if waits.since else "no dates"
        st.text(f"{counted(row.people, 'person', 'people')} · {since}", width="stretch")
        ages = [
            f"{age} d: {waits.ages[place]}" for place, age in enumerate(AGES) if waits.ages[place]
        ]
        if row.theme is not None:
            ages.append(plain(row.theme.owner) if row.theme.owner else "nobody owns it")
        if row.answers.median is not None:
            ages.append(f"first answer after {in_words(row.answers.median)} (median)")
        st.caption(" · ".join(ages))
        if row.suggestion is not None:
            _suggested(row)
        _buttons(row)


def _suggested(row: OpenLoop) -> None:
    changes = {item.change.id: item.change for item in reads.changes(resources.today())}
    if row.suggestion is not None and row.suggestion.change_id in changes:
        title = changes[row.suggestion.change_id].title
        short = shorten(title, TITLE_SHOWN, placeholder=" …")
        st.caption(f"Shipped: {plain(short)}", help=plain(title))


def _buttons(row: OpenLoop) -> None:
    """What brings the theme forward in one click, and a decision as another way out."""
    theme_id = row.theme.id if row.theme else 0
    store, now, user = resources.store(), resources.now(), resources.settings().user
    with st.container(horizontal=True):
        next_pressed = _press(STEP_WORDS[row.next_step], row, f"next_{theme_id}")
        links = row.next_step is NextStep.LINK and row.suggestion is not None
        draft_pressed = links and _press("Link and draft", row, f"link_draft_{theme_id}")
        decides = row.next_step in (NextStep.LINK, NextStep.ANNOUNCE)
        decide_pressed = decides and _press("Decide", row, f"decide_{theme_id}", quiet=True)
    if row.suggestion is not None and next_pressed and links:
        accept_link(store, theme_id, row.suggestion.change_id, now=now, who=user)
        state.set_notice(f"Linked to “{row.name}”. It can be announced now.")
        st.rerun()
    if row.suggestion is not None and draft_pressed:
        change, words = row.suggestion.change_id, resources.words()
        draft = link_and_draft(store, change, [theme_id], now=now, who=user, words_folder=words)
        open_page(PageName.ANNOUNCEMENT, announcement=draft.id)
    if next_pressed and row.next_step is NextStep.ANNOUNCE:
        draft_and_open([theme_id])
    if next_pressed and row.next_step is NextStep.FIND:
        open_page(PageName.NOT_YET)
    if row.theme is not None and (decide_pressed or next_pressed):
        undecided = row.theme.outcome is Outcome.UNDECIDED
        open_dialog(theme_id, Outcome.PLANNED if undecided else row.theme.outcome)


def _press(label: str, row: OpenLoop, key: str, *, quiet: bool = False) -> bool:
    return st.button(
        label, key=key, help=visible(row.name), type="tertiary" if quiet else "secondary"
    )


def _table(found: OpenLoops) -> None:
    shown = [
        {
            "Theme": row.name,
            "Owner": row.theme.owner if row.theme else "",
            "People": row.people,
            "Comments": row.waiting.comments,
            "Never answered": row.waiting.unanswered,
            "Waiting since": row.waiting.since,
            "Median days": row.waiting.days.median,
            "First answer, median": "—"
            if row.answers.median is None
            else in_words(row.answers.median),
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
        config={
            "Theme": st.column_config.TextColumn(width=220),
            "Median days": st.column_config.NumberColumn(format="%.0f"),
        },
    )
