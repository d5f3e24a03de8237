"""The facts an announcement stands on, counted in the store."""

from collections.abc import Sequence
from datetime import date, datetime

from feedback.actions.decisions import announced_against
from feedback.actions.ports import Store
from feedback.announcements.facts import compute_facts
from feedback.announcements.plain import one_line
from feedback.domain.announcement import Announcement, Facts, ShippedFact
from feedback.domain.change import Change, Link, LinkOutcome, LinkState
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Outcome, Theme
from feedback.errors import InputError, NotFoundError, StateError


def announcement_facts(store: Store, theme_ids: Sequence[int], *, now: datetime) -> Facts:
    """The facts of these themes as of now. Raises as `draft_announcement` does."""
    if not theme_ids:
        raise InputError("An announcement needs a theme. Name at least one.")
    themes = [_theme(store, theme_id) for theme_id in theme_ids]
    _refuse_what_is_not_done(store, theme_ids)
    shipped: dict[int, Change] = {}
    partly = False
    for theme in themes:
        answers = _shipped_links(store, theme, now.date())
        shipped.update((change.id, change) for _, change in answers)
        parts = any(link.outcome is LinkOutcome.PARTLY for link, _ in answers)
        # What a person decided about the whole theme counts for more than its single links.
        partly = (
            partly
            or theme.outcome is Outcome.PARTLY
            or (parts and theme.outcome is not Outcome.DID)
        )
    totals = store.comments.totals()
    facts = compute_facts(
        ((theme, store.comments.iterate(CommentFilter(theme_id=theme.id))) for theme in themes),
        saying=totals.comments - totals.filler - _sample_apart(store, themes),
        shipped=[_shipped_fact(change) for change in shipped.values()],
        outcome="partly" if partly else "did",
        computed_at=now,
    )
    if facts.comments == 0:
        raise StateError("There are no comments in what you want to announce. Find themes first.")
    return facts


def require_answered(store: Store, announcement: Announcement, today: date) -> None:
    """Every theme is still answered by a shipped change that the announcement speaks of."""
    _refuse_what_is_not_done(store, announcement.theme_ids)
    named = {shipped.change_id for shipped in announcement.facts.shipped}
    for theme_id in announcement.theme_ids:
        theme = _theme(store, theme_id)
        if named.isdisjoint(change.id for _, change in _shipped_links(store, theme, today)):
            raise StateError(
                f"What theme {theme_id} “{theme.name}” is linked to has changed since this was "
                "drafted. Draft it again."
            )


def _refuse_what_is_not_done(store: Store, theme_ids: Sequence[int]) -> None:
    if why_not := announced_against(store, theme_ids):
        raise StateError(why_not)


def _theme(store: Store, theme_id: int) -> Theme:
    theme = store.themes.get(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id}.")
    if theme.retired:
        raise StateError(f"Theme {theme_id} “{theme.name}” is retired and cannot be announced.")
    return theme


def _shipped_links(store: Store, theme: Theme, today: date) -> list[tuple[Link, Change]]:
    found = []
    for link in store.links.of_theme(theme.id):
        change = store.changes.get(link.change_id) if link.state is LinkState.ACCEPTED else None
        if change is not None and change.is_shipped(today):
            found.append((link, change))
    if not found:
        raise StateError(
            f"Theme {theme.id} “{theme.name}” has no accepted change that has shipped. "
            "Accept one for it first."
        )
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
