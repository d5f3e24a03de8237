"""The facts an announcement stands on, counted in the store."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from feedback.actions.decisions import announced_against
from feedback.actions.ports import Store
from feedback.announcements.facts import compute_facts
from feedback.announcements.plain import one_line
from feedback.changes.outcomes import DONE
from feedback.domain.announcement import Announcement, DecidedFact, Facts, ShippedFact
from feedback.domain.change import Change, Link, LinkOutcome, LinkState
from feedback.domain.decision import Decision
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Outcome, Theme
from feedback.errors import InputError, NotFoundError, StateError


def announcement_facts(store: Store, theme_ids: Sequence[int], *, now: datetime) -> Facts:
    """The facts of these themes as of now. Raises as `draft_announcement` does."""
    if not theme_ids:
        raise InputError("An announcement needs a theme. Name at least one.")
    themes = [_theme(store, theme_id) for theme_id in theme_ids]
    answer = _answer(store, themes, now.date())
    totals = store.comments.totals()
    facts = compute_facts(
        ((theme, store.comments.iterate(CommentFilter(theme_id=theme.id))) for theme in themes),
        saying=totals.comments - totals.filler - _sample_apart(store, themes),
        shipped=[_shipped_fact(change) for change in answer.changes],
        outcome=answer.outcome,
        computed_at=now,
    )
    if facts.comments == 0:
        raise StateError("There are no comments in what you want to announce. Find themes first.")
    return replace(facts, decided=answer.decided)


def require_standing(store: Store, announcement: Announcement, today: date) -> None:
    """What the announcement says was done or decided still holds for every theme of it."""
    facts = announcement.facts
    themes = [_theme(store, theme_id) for theme_id in announcement.theme_ids]
    if is_done(facts.outcome) and (not_done := announced_against(store, announcement.theme_ids)):
        raise StateError(not_done)
    answer = _answer(store, themes, today)
    named = {shipped.change_id for shipped in facts.shipped}
    if is_done(facts.outcome):
        holds = is_done(answer.outcome) and all(
            not named.isdisjoint(change.id for _, change in _accepted(store, theme))
            for theme in themes
        )
    else:
        holds = (answer.outcome, _said_of(answer.decided)) == (
            facts.outcome,
            _said_of(facts.decided),
        )
    if not holds:
        which = ", ".join(f"{theme.id} “{theme.name}”" for theme in themes)
        raise StateError(
            f"What theme {which} is linked to, or what was decided about it, has changed since "
            "this was drafted. Draft it again."
        )


def is_done(outcome: str) -> bool:
    """Whether an announcement of this outcome tells of a deed."""
    return outcome in {done.value for done in DONE}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What there is to tell about themes: one outcome, its changes, and who decided it."""

    outcome: str
    changes: tuple[Change, ...] = ()
    decided: DecidedFact = field(default_factory=DecidedFact)


def _answer(store: Store, themes: Sequence[Theme], today: date) -> _Answer:
    """Themes that were decided in different ways cannot share one announcement."""
    answers = [_answer_of(store, theme, today) for theme in themes]
    first = answers[0]
    if all(is_done(answer.outcome) for answer in answers):
        outcome = "partly" if any(each.outcome == "partly" for each in answers) else "did"
        changes = {change.id: change for answer in answers for change in answer.changes}
        return replace(first, outcome=outcome, changes=tuple(changes.values()))
    for answer, theme in zip(answers, themes, strict=True):
        if (answer.outcome, _said_of(answer.decided)) != (first.outcome, _said_of(first.decided)):
            raise StateError(
                f"Theme {theme.id} “{theme.name}” was decided in another way than theme "
                f"{themes[0].id} “{themes[0].name}”. Write an announcement for each."
            )
    changes = {change.id: change for answer in answers for change in answer.changes}
    return replace(first, changes=tuple(changes.values()))


def _answer_of(store: Store, theme: Theme, today: date) -> _Answer:
    history = store.decisions.of_theme(theme.id)
    decided = _decided_fact(history[0]) if history else DecidedFact()
    links = _accepted(store, theme)
    shipped = [(link, change) for link, change in links if change.is_shipped(today)]
    if theme.outcome in DONE or (not history and shipped):
        if not shipped:
            raise StateError(
                f"Theme {theme.id} “{theme.name}” has no accepted change that has shipped. "
                "Accept one for it first."
            )
        partly = any(link.outcome is LinkOutcome.PARTLY for link, _ in shipped)
        # What a person decided about the whole theme counts for more than its single links.
        if theme.outcome is Outcome.PARTLY or (partly and theme.outcome is not Outcome.DID):
            outcome = Outcome.PARTLY
        else:
            outcome = Outcome.DID
        return _Answer(outcome.value, tuple(change for _, change in shipped), decided)
    if theme.outcome is Outcome.UNDECIDED:
        raise StateError(
            f"Theme {theme.id} “{theme.name}” has no accepted change that has shipped, and "
            "nothing was decided about it. Accept a change, or decide about it first."
        )
    planned = [change for _, change in links if not change.is_shipped(today)]
    changes = planned if theme.outcome is Outcome.PLANNED else []
    return _Answer(theme.outcome.value, tuple(changes), decided)


def _decided_fact(decision: Decision) -> DecidedFact:
    return DecidedFact(
        decided_on=decision.decided_at.date() if decision.decided_at else None,
        decided_by=one_line(decision.decided_by),
        reason=one_line(decision.reason),
        review_on=decision.review_on,
        planned_for=decision.planned_for,
        where=one_line(decision.where),
    )


def _said_of(decided: DecidedFact) -> tuple[object, ...]:
    """What customers are told of a decision."""
    return decided.reason, decided.review_on, decided.planned_for, decided.where


def _theme(store: Store, theme_id: int) -> Theme:
    theme = store.themes.get(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id}.")
    if theme.retired:
        raise StateError(f"Theme {theme_id} “{theme.name}” is retired and cannot be announced.")
    return theme


def _accepted(store: Store, theme: Theme) -> list[tuple[Link, Change]]:
    found = []
    for link in store.links.of_theme(theme.id):
        change = store.changes.get(link.change_id) if link.state is LinkState.ACCEPTED else None
        if change is not None:
            found.append((link, change))
    return found


def _sample_apart(store: Store, themes: Sequence[Theme]) -> int:
    """Invented comments of the sample, which are no base for what real customers said."""
    sample = {source.name for source in store.comments.sources() if source.is_sample}
    typical = [c for theme in themes for c in store.comments.get(theme.representatives)]
    if any(comment.source in sample for comment in typical):
        return 0
    filters = (CommentFilter(source=name, include_filler=False) for name in sorted(sample))
    return sum(store.comments.count(where) for where in filters)


def _shipped_fact(change: Change) -> ShippedFact:
    return ShippedFact(
        change_id=change.id,
        title=one_line(change.title),
        version=one_line(change.version),
        shipped_on=change.shipped_on,
        url=change.url,
    )
