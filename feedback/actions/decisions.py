"""Decide about a theme, and know which decisions wait for somebody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from feedback.actions.ports import Store
from feedback.changes.outcomes import (
    DONE,
    Answer,
    Due,
    DueKind,
    checked,
    due,
    outcome_named,
    outcome_of_links,
)
from feedback.domain.change import Link, LinkState
from feedback.domain.decision import Decision
from feedback.domain.theme import Outcome, Theme
from feedback.errors import ConflictError, NotFoundError, StateError

__all__ = [
    "Due",
    "DueKind",
    "announced_against",
    "decide",
    "decisions_due",
    "follow_links",
    "theme_history",
]


def decide(
    store: Store,
    theme_id: int,
    *,
    outcome: str,
    reason: str = "",
    planned_for: date | None = None,
    review_on: date | None = None,
    where: str = "",
    now: datetime,
    who: str = "",
    seen: int | None = None,
) -> Decision:
    """Decide about a theme; what held before stays in its history.

    What each outcome needs is said in `feedback.changes.outcomes.checked`. `seen` is the id of the
    decision the person was shown (0 for none), where it is known. Raises NotFoundError for an
    unknown theme, StateError for a retired one, InputError for what is missing, ConflictError
    when somebody else has decided since.
    """
    named = outcome_named(outcome)
    with store.writing():
        theme = _theme(store, theme_id)
        history = store.decisions.of_theme(theme_id)
        _require_seen(theme, history, seen)
        wanted = Decision(
            theme_id=theme_id,
            outcome=named,
            before=theme.outcome,
            reason=reason,
            planned_for=planned_for,
            review_on=review_on,
            where=where,
            decided_at=now,
            decided_by=who,
        )
        decision = checked(wanted, answers_of(store, theme_id), today=now.date())
        if history and _same(decision, history[0]):
            return history[0]
        return replace(decision, id=store.decisions.add(decision))


def _require_seen(theme: Theme, history: Sequence[Decision], seen: int | None) -> None:
    """Whoever decides has seen what holds."""
    latest = history[0].id if history else 0
    if seen is not None and seen != latest:
        raise ConflictError(
            f"Somebody else decided about “{theme.name}” in the meantime ({theme.outcome}). "
            "Look at it again, then decide."
        )


def follow_links(
    store: Store,
    theme: Theme,
    before: Sequence[Link],
    *,
    now: datetime,
    who: str = "",
    only_done: bool = False,
) -> None:
    """After a link changed: what the accepted changes say is what holds, and is kept as decided.

    `before` are the theme's links as they were. Where they said the same, a person's “did” or
    “partly” stays: two parts may make a whole. `only_done` leaves what was planned or
    refused alone, for links that went away.
    """
    if only_done and theme.outcome not in DONE:
        return
    outcome = outcome_of_links(store.links.of_theme(theme.id))
    if theme.outcome in DONE and outcome is outcome_of_links(before):
        return
    if theme.outcome is not outcome:
        decision = Decision(
            theme_id=theme.id,
            outcome=outcome,
            before=theme.outcome,
            decided_at=now,
            decided_by=who,
        )
        store.decisions.add(decision)


def theme_history(store: Store, theme_id: int) -> list[Decision]:
    """Everything that was decided about a theme, latest first; of a retired one too."""
    if store.themes.get(theme_id) is None:
        raise NotFoundError(f"There is no theme {theme_id}. “themes list” shows those there are.")
    return store.decisions.of_theme(theme_id)


def decisions_due(store: Store, *, today: date) -> list[Due]:
    """Reviews whose day has come, plans whose day has passed, and what counts as done without a
    shipped change, the longest overdue first. Retired themes wait for nobody."""
    names = {theme.id for theme in store.themes.all()}
    latest = [decision for decision in store.decisions.latest() if decision.theme_id in names]
    changes = {change.id: change for change in store.changes.all()}
    answered = [
        link.theme_id
        for link in store.links.all()
        if link.state is LinkState.ACCEPTED
        and link.change_id in changes
        and changes[link.change_id].is_shipped(today)
    ]
    return due(latest, today=today, answered=answered)


def announced_against(store: Store, theme_ids: Sequence[int]) -> str:
    """Why these themes may not be announced as done now; "" when they may.

    A plan is never a deed, whatever is linked to it, and a "no" is none either.
    """
    for theme_id in theme_ids:
        theme = store.themes.get(theme_id)
        history = store.decisions.of_theme(theme_id)
        if theme is None or not history or theme.outcome in DONE:
            continue
        decision = history[0]
        if decision.outcome is Outcome.UNDECIDED and not _is_linked(store, theme_id):
            continue  # what is missing is the change, which whoever asks will say
        if decision.outcome is Outcome.PLANNED and decision.planned_for is not None:
            state = f"planned for {decision.planned_for.isoformat()}"
        else:
            state = f"decided as “{decision.outcome}”"
        return (
            f"Theme {theme_id} “{theme.name}” is {state}, not done. "
            "Decide “did” or “partly” when it is out, then announce it."
        )
    return ""


def _is_linked(store: Store, theme_id: int) -> bool:
    return any(link.state is LinkState.ACCEPTED for link in store.links.of_theme(theme_id))


def answers_of(store: Store, theme_id: int) -> list[Answer]:
    """What was said about changes for a theme, with the changes."""
    found = []
    for link in store.links.of_theme(theme_id):
        change = store.changes.get(link.change_id)
        if change is not None:
            found.append((link, change))
    return found


def _theme(store: Store, theme_id: int) -> Theme:
    theme = store.themes.get(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id}. “themes list” shows those there are.")
    if theme.retired:
        raise StateError(
            f"Theme {theme_id} (“{theme.name}”) is retired. Choose one that is in use."
        )
    return theme


def _same(one: Decision, other: Decision) -> bool:
    """Whether deciding again says nothing new."""
    fields = ("outcome", "reason", "planned_for", "review_on", "where")
    return all(getattr(one, name) == getattr(other, name) for name in fields)
