"""What was decided about themes that are merged: one decision holds for the theme that is left.

A "no" or a plan that lies on a retired theme only is one that nobody looks at again, so what holds
is chosen, and comes along.
"""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from feedback.actions.decisions import follow_links
from feedback.actions.ports import Store
from feedback.changes.outcomes import DONE
from feedback.domain.change import Link
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome, Theme
from feedback.domain.theme_event import ThemeEvent
from feedback.errors import InputError


def decisions_at_stake(store: Store, into: int, sources: Sequence[int]) -> list[Decision]:
    """What is decided about themes to be merged, that of `into` first; the same said twice once."""
    found: dict[tuple[object, ...], Decision] = {}
    for theme_id in (into, *sources):
        latest = next(iter(store.decisions.of_theme(theme_id)), None)
        if latest is not None and latest.outcome is not Outcome.UNDECIDED:
            found.setdefault(_said(latest), latest)
    return list(found.values())


def decision_that_holds(
    store: Store, into: int, sources: Sequence[int], *, holds: int | None
) -> Decision | None:
    """The decision that holds after a merge: that about theme `holds`, or the only one there is.

    None where nothing is decided. Raises InputError where several differ and none was chosen, or
    `holds` is none of the themes.
    """
    themes = (into, *sources)
    at_stake = decisions_at_stake(store, into, sources)
    if holds is None:
        if len(at_stake) > 1:
            raise InputError(
                f"These themes were decided in different ways: {_listed(store, at_stake)}. Say "
                "whose decision holds for the merged theme. Nothing was changed."
            )
        return at_stake[0] if at_stake else None
    if holds not in themes:
        raise InputError(f"Theme {holds} is none of those to merge. Choose one of them.")
    history = store.decisions.of_theme(holds)
    return history[0] if history else None


def carry_decision(
    store: Store, into: Theme, decision: Decision | None, before: Sequence[Link] | None, *,
    now: datetime, who: str,
) -> int | None:  # fmt: skip
    """Have a decision hold for the theme that is left; the id of what was written, if anything was.

    `before` are the links it had where changes came along, else None: a theme nobody had decided
    about counts as what its changes make of it.
    """
    latest = next(iter(store.decisions.of_theme(into.id)), None)
    last = latest.id if latest else 0
    if decision is not None and (latest is None or _said(latest) != _said(decision)):
        carried = dataclasses.replace(
            decision, id=0, theme_id=into.id, before=into.outcome, decided_at=now, decided_by=who
        )
        store.decisions.add(carried)
    elif before is not None and into.outcome is Outcome.UNDECIDED:
        follow_links(store, into, before, now=now, who=who)
    written = next(iter(store.decisions.of_theme(into.id)), None)
    return None if written is None or written.id == last else written.id


def give_decision_back(store: Store, event: ThemeEvent, *, now: datetime, who: str) -> None:
    """Undo `carry_decision`: what held before holds again, unless somebody has decided since."""
    restored = decision_before(store, event)
    if restored is not None:
        store.decisions.add(dataclasses.replace(restored, decided_at=now, decided_by=who))


def decision_before(store: Store, event: ThemeEvent) -> Decision | None:
    """What would hold again for the theme that is left once a merge is undone; None where that
    changes nothing."""
    history = store.decisions.of_theme(event.theme_ids[0])
    if not history or history[0].id != event.after.get("decision"):
        return None
    carried, *earlier = history
    if not earlier:
        return Decision(
            theme_id=carried.theme_id, outcome=Outcome.UNDECIDED, before=carried.outcome
        )
    return dataclasses.replace(earlier[0], id=0, before=carried.outcome)


def decision_in_words(decision: Decision) -> str:
    """“planned for 2026-12-01”, or the outcome with the day to look at it again."""
    outcome = decision.outcome.value.replace("-", " ")
    if decision.outcome is Outcome.PLANNED and decision.planned_for:
        return f"planned for {decision.planned_for.isoformat()}"
    if decision.review_on:
        return f"“{outcome}”, to be looked at again on {decision.review_on.isoformat()}"
    return f"“{outcome}”"


def _said(decision: Decision) -> tuple[object, ...]:
    """What makes two decisions differ; for a deed, that it was done wholly or in part."""
    if decision.outcome in DONE or decision.outcome is Outcome.UNDECIDED:
        return (decision.outcome,)
    return (
        decision.outcome, decision.reason, decision.planned_for, decision.review_on, decision.where,
    )  # fmt: skip


def _listed(store: Store, decisions: Sequence[Decision]) -> str:
    named = []
    for decision in decisions:
        theme = store.themes.get(decision.theme_id)
        name = theme.name if theme else ""
        named.append(f"theme {decision.theme_id} “{name}” is {decision_in_words(decision)}")
    return ", ".join(named)
