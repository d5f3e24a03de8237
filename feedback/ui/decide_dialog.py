"""The dialog in which somebody decides about a theme: it asks for what the outcome needs."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from feedback.actions.decisions import decide
from feedback.actions.links import accept_link
from feedback.domain.change import Change, LinkState
from feedback.domain.theme import Outcome, Theme
from feedback.errors import NotFoundError
from feedback.ui import reads, resources, state
from feedback.ui.formats import OUTCOME_WORDS, day
from feedback.ui.guard import guarded
from feedback.ui.plain_text import plain, visible

REVIEW_AFTER = timedelta(days=182)
PLAN_AFTER = timedelta(days=91)
DONE = (Outcome.DID, Outcome.PARTLY)
REFUSED = (Outcome.CANNOT, Outcome.WILL_NOT)
HINTS = {
    Outcome.UNDECIDED: "The theme goes back among those nobody has decided.",
    Outcome.PLANNED: "A plan is never announced as done. It comes back to you after its day.",
    Outcome.DID: "Needs a change that customers have.",
    Outcome.PARTLY: "Needs a change that customers have; the theme stays open for the rest.",
    Outcome.CANNOT: "Say why, as you would to a customer, and when you will look at it again.",
    Outcome.WILL_NOT: "Say why, as you would to a customer, and when you will look at it again.",
    Outcome.EXISTS: "Say where to find it, as you would to a customer.",
}


def move_menu(theme_id: int, outcome: Outcome, *, key: str) -> None:
    """A button with the outcomes below it; choosing one opens the dialog."""
    others = [other for other in Outcome if other is not outcome]
    chosen = st.menu_button(
        "Move to…",
        others,
        format_func=lambda other: OUTCOME_WORDS[other],
        icon=":material/drive_file_move:",
        key=key,
    )
    if chosen is not None:
        open_dialog(theme_id, Outcome(chosen))


def open_dialog(theme_id: int, outcome: Outcome) -> None:
    """Ask for what `outcome` needs, and decide."""
    latest = reads.decisions_of(theme_id)
    _dialog(theme_id, outcome, latest[0].id if latest else 0)


@st.dialog("Decide", width="medium")
@guarded
def _dialog(theme_id: int, outcome: Outcome, seen: int) -> None:
    theme = reads.theme(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id} any more.")
    st.markdown(f"**{plain(theme.name)}** · now: {OUTCOME_WORDS[theme.outcome]}")
    chosen = st.selectbox(
        "Outcome",
        list(Outcome),
        index=list(Outcome).index(outcome),
        format_func=lambda each: OUTCOME_WORDS[each],
        key=f"decide_outcome_{theme_id}_{outcome}",
    )
    wanted = chosen or outcome
    st.caption(HINTS[wanted])
    if wanted in DONE and not _answered_by(theme_id):
        _link_first(theme, wanted)
        return
    _form(theme, wanted, seen)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said to an outcome: the reason or remark, the place, and the day."""

    reason: str = ""
    where: str = ""
    due: date | None = None

    def decide(self, theme_id: int, outcome: Outcome, *, seen: int | None = None) -> None:
        """Decide about a theme with this."""
        decide(
            resources.store(),
            theme_id,
            outcome=outcome,
            reason=self.reason,
            planned_for=self.due if outcome is Outcome.PLANNED else None,
            review_on=self.due if outcome in REFUSED else None,
            where=self.where,
            now=resources.now(),
            who=resources.settings().user,
            seen=seen,
        )


def ask_for(wanted: Outcome, *, where: str = "") -> Said:
    """The fields an outcome needs; `where` is the place said before."""
    today = resources.today()
    if wanted is Outcome.EXISTS:
        return Said(where=st.text_input("Where to find it", value=where, max_chars=500) or "")
    if wanted not in (*REFUSED, Outcome.PLANNED):
        return Said()
    label = "Why not, in words customers would use" if wanted in REFUSED else "Remark"
    reason = st.text_area(label, max_chars=2000, height=100) or ""
    due = st.date_input(
        "Look at it again on" if wanted in REFUSED else "Planned for",
        value=today + (REVIEW_AFTER if wanted in REFUSED else PLAN_AFTER),
        min_value=today + timedelta(days=1),
        format="YYYY-MM-DD",
    )
    return Said(reason=reason, due=due)


def _form(theme: Theme, wanted: Outcome, seen: int) -> None:
    latest = next(iter(reads.decisions_of(theme.id)), None)
    with st.form(f"decide_{theme.id}_{wanted}", border=False):
        if wanted in DONE:
            names = "; ".join(change.title for change in _answered_by(theme.id))
            st.markdown(f"Answered by: {plain(names)}")
        said = ask_for(wanted, where=latest.where if latest else "")
        pressed = st.form_submit_button("Decide", type="primary", icon=":material/check:")
    if pressed:
        said.decide(theme.id, wanted, seen=seen)
        state.set_notice(f"“{theme.name}”: {OUTCOME_WORDS[wanted]}.")
        st.rerun()


def _link_first(theme: Theme, wanted: Outcome) -> None:
    """Done without a change is none: choose the change, and linking it decides."""
    today = resources.today()
    shipped = {r.change.id: r.change for r in reads.changes(today) if r.change.is_shipped(today)}
    if not shipped:
        st.info("No change has shipped yet. Import your changelog, or add the change by hand.")
        return
    suggested = [s.change_id for s in reads.suggestions(theme.id) if s.change_id in shipped]
    others = [change_id for change_id in shipped if change_id not in suggested]
    with st.form(f"link_{theme.id}_{wanted}", border=False):
        chosen = st.selectbox(
            "Which change?",
            [*suggested, *others],
            index=0 if suggested else None,
            format_func=lambda change_id: _name(shipped[change_id], change_id in suggested),
            placeholder="Type a part of its title",
        )
        pressed = st.form_submit_button("Link and decide", type="primary", icon=":material/link:")
    if pressed and chosen is None:
        st.info("Choose the change that answers it.")
    elif pressed and chosen is not None:
        accept_link(
            resources.store(),
            theme.id,
            chosen,
            outcome=wanted.value,
            now=resources.now(),
        )
        state.set_notice(f"“{theme.name}”: {OUTCOME_WORDS[wanted]}.")
        st.rerun()


def _answered_by(theme_id: int) -> list[Change]:
    """The accepted changes customers have."""
    today = resources.today()
    changes = {row.change.id: row.change for row in reads.changes(today)}
    return [
        changes[link.change_id]
        for link in reads.links(theme_id)
        if link.state is LinkState.ACCEPTED
        and link.change_id in changes
        and changes[link.change_id].is_shipped(today)
    ]


def _name(change: Change, suggested: bool) -> str:
    parts = [visible(change.title), visible(change.version), day(change.shipped_on)]
    return " · ".join(part for part in parts if part) + (" (suggested)" if suggested else "")
