"""What was decided about a theme, with its history."""

import streamlit as st

from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome, Theme
from feedback.ui import reads, resources
from feedback.ui.decide_dialog import move_menu
from feedback.ui.formats import OUTCOME_WORDS, Colour, day
from feedback.ui.plain_text import plain


def outcome_panel(theme: Theme) -> None:
    """The outcome, what it stands on, and the way to another one."""
    history = reads.decisions_of(theme.id)
    st.header("What was decided", anchor=False)
    with st.container(border=True, gap="xsmall"):
        st.badge(OUTCOME_WORDS[theme.outcome], color=colour(theme.outcome))
        if history:
            st.markdown(why(history[0]) or "No remark.")
            overdue(history[0])
        else:
            st.caption("Nobody has decided yet. Every theme needs an answer, a “no” included.")
        if not theme.retired:
            move_menu(theme.id, theme.outcome, key=f"move_{theme.id}")
    if len(history) > 1:
        with st.expander(f"History: {len(history)} decisions"):
            for decision in history:
                st.caption(_line(decision))


def colour(outcome: Outcome) -> Colour:
    """A badge's colour, beside its words."""
    if outcome in (Outcome.DID, Outcome.PARTLY):
        return "green"
    if outcome is Outcome.PLANNED:
        return "blue"
    return "orange" if outcome is Outcome.UNDECIDED else "gray"


def why(decision: Decision) -> str:
    """The reason, the place and the day of a decision, as Markdown with people's words escaped."""
    parts = [
        plain(decision.reason),
        f"where: {plain(decision.where)}" if decision.where else "",
        f"planned for {day(decision.planned_for)}" if decision.planned_for else "",
        f"look again on {day(decision.review_on)}" if decision.review_on else "",
    ]
    shown = [part for part in parts if part]
    # A sentence that goes on behind a dot in the middle needs none at its end.
    return " · ".join([part.removesuffix("\\.") for part in shown[:-1]] + shown[-1:])


def overdue(decision: Decision) -> None:
    """Say so when somebody has to look at it again."""
    today = resources.today()
    if (
        decision.outcome is Outcome.PLANNED
        and decision.planned_for
        and decision.planned_for < today
    ):
        st.badge("The plan's day has passed", icon=":material/schedule:", color="red")
    elif decision.review_on and decision.review_on <= today:
        st.badge("Time to look again", icon=":material/schedule:", color="red")


def _line(decision: Decision) -> str:
    who = f" by {plain(decision.decided_by)}" if decision.decided_by else ""
    change = f"{OUTCOME_WORDS[decision.before]} → {OUTCOME_WORDS[decision.outcome]}"
    when = day(decision.decided_at, missing="some time ago")
    return f"{when}{who}: {change}. {why(decision)}"
