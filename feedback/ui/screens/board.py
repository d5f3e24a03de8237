"""Every theme has an outcome: a board with a lane for each."""

from collections.abc import Sequence

import streamlit as st

from feedback.actions.decisions import Due, DueKind
from feedback.domain.decision import Decision
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import Outcome
from feedback.ui import reads, resources, theme_reads
from feedback.ui.decide_dialog import move_menu
from feedback.ui.empty import empty, no_comments
from feedback.ui.formats import OUTCOME_WORDS, counted, day, number
from feedback.ui.navigation import PageName, link, open_page
from feedback.ui.plain_text import plain
from feedback.ui.theme_outcome import colour, overdue, why

LANES = (
    Outcome.UNDECIDED,
    Outcome.PLANNED,
    Outcome.DID,
    Outcome.PARTLY,
    Outcome.CANNOT,
    Outcome.WILL_NOT,
    Outcome.EXISTS,
)
CARDS = 6
DUE_SHOWN = 8
DUE_WORDS = {
    DueKind.PLAN_PASSED: "The plan's day has passed",
    DueKind.REVIEW: "Time to look again",
    DueKind.UNSUPPORTED: "Counts as done, and no shipped change answers it",
}


def page() -> None:
    """The page."""
    st.title("Decisions", anchor=False)
    rows = theme_reads.theme_rows(resources.today())
    if not rows:
        if not reads.totals().comments:
            no_comments()
            return
        empty(
            "No themes yet",
            "What is decided is decided about themes.",
            "Find themes",
            lambda: open_page(PageName.THEMES),
            key="board_find",
        )
        return
    decided = {decision.theme_id: decision for decision in reads.decisions()}
    undecided = sum(row.outcome is Outcome.UNDECIDED for row in rows)
    st.text(
        f"{counted(len(rows), 'theme')}, {number(undecided)} not decided. "
        "“Move to…” asks for what an outcome needs; most comments come first.",
        width="stretch",
    )
    _due(reads.decisions_due(resources.today()), {row.id: row for row in rows})
    wanted = st.text_input(
        "Only themes with this word", key="board_search", type="search", icon=":material/search:",
        placeholder="A part of the name", width=360,
    )  # fmt: skip
    shown = [row for row in rows if (wanted or "").strip().casefold() in row.name.casefold()]
    if not shown:
        st.info("No theme has this in its name. Clear the search to see them all.")
        return
    with st.grid(4, min_column_width=200, gap="medium"):
        for outcome in LANES:
            _lane(outcome, [row for row in shown if row.outcome is outcome], decided)


def _due(due: Sequence[Due], rows: dict[int, ThemeSummary]) -> None:
    shown = [item for item in due if item.decision.theme_id in rows]
    if not shown:
        return
    st.header("To look at again", anchor=False)
    for item in shown[:DUE_SHOWN]:
        row = rows[item.decision.theme_id]
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.badge(DUE_WORDS[item.kind], icon=":material/schedule:", color="red")
            since = f", due on {day(item.since)}" if item.since else ""
            words = f"{plain(row.name)} · {OUTCOME_WORDS[row.outcome]}{since}"
            st.markdown(words, width="stretch")
            move_menu(row.id, row.outcome, key=f"due_{row.id}")
    if len(shown) > DUE_SHOWN:
        st.caption(f"{number(len(shown) - DUE_SHOWN)} more wait.")


def _lane(outcome: Outcome, rows: Sequence[ThemeSummary], decided: dict[int, Decision]) -> None:
    with st.container(gap="small", key=f"lane_{outcome.value}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(OUTCOME_WORDS[outcome], anchor=False)
            st.badge(number(len(rows)), color=colour(outcome))
        if not rows:
            st.caption("Nothing here.")
        for row in rows[:CARDS]:
            _card(row, decided.get(row.id))
        if len(rows) > CARDS:
            with st.expander(f"{number(len(rows) - CARDS)} more"):
                for row in rows[CARDS:]:
                    link(PageName.THEME, plain(row.name), theme=row.id)


def _card(row: ThemeSummary, decision: Decision | None) -> None:
    with st.container(border=True, gap="xsmall", key=f"card_{row.id}"):
        link(PageName.THEME, plain(row.name), theme=row.id)
        st.caption(counted(row.comments, "comment"))
        if decision is not None and decision.outcome is row.outcome:
            text = why(decision)
            if text:
                st.caption(text)
            overdue(decision)
        if row.change_titles:
            st.caption(":material/rocket_launch: " + plain("; ".join(row.change_titles)))
        move_menu(row.id, row.outcome, key=f"move_{row.id}")
