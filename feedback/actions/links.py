"""Suggest which change answers which theme or comment, and decide about it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from feedback.actions.decisions import follow_links
from feedback.actions.ports import Store
from feedback.changes.matching import suggest_changes
from feedback.changes.outcomes import DONE
from feedback.changes.ranking import Said, rank_changes
from feedback.changes.said import SaidTheme, said_theme
from feedback.domain.change import (
    Change,
    CommentSuggestion,
    Link,
    LinkOutcome,
    LinkState,
    Suggestion,
)
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Outcome, Theme, ThemeStatus
from feedback.errors import InputError, NotFoundError, StateError

# What is read of themes that only serve for comparison.
_COMPARED = 60
# Comments that are ranked together, so that memory stays bounded.
_AT_ONCE = 20_000


def suggest_links(
    store: Store, *, theme_ids: Sequence[int] | None = None, top: int = 5, today: date
) -> list[Suggestion]:
    """The shipped changes that may answer the given themes, and keep them as suggestions.

    Without `theme_ids`: all open themes, and those that were answered in part. Pairs somebody
    decided about never come back. Raises NotFoundError for an unknown theme, StateError for a
    retired one, InputError for a `top` below one.
    """
    _check_top(top)
    wanted = _open_themes(store, today) if theme_ids is None else list(theme_ids)
    for theme_id in wanted:
        _theme(store, theme_id)
    links = store.links.all()
    suggestions = suggest_changes(
        _said(store, set(wanted)),
        store.changes.all(),
        wanted=set(wanted),
        decided={(link.theme_id, link.change_id) for link in links},
        accepted=[(k.theme_id, k.change_id) for k in links if k.state is LinkState.ACCEPTED],
        today=today,
        top=top,
    )
    with store.writing():
        store.links.keep_suggestions(wanted, suggestions)
    return suggestions


def suggest_for_comments(
    store: Store, *, top: int = 5, today: date | None = None
) -> list[CommentSuggestion]:
    """For every comment that says something: the changes released after it, best first.

    At most `top` for each comment; none where no change has a word in common with it. Changes
    without a date, after `today` when it is given, and generic ones are left out.
    """
    _check_top(top)
    changes = [
        change
        for change in store.changes.all()
        if change.is_shipped(today or date.max) and not change.generic
    ]
    waiting: dict[str, list[Comment]] = defaultdict(list)
    found: list[CommentSuggestion] = []
    for comment in store.comments.iterate(CommentFilter(include_filler=False)):
        together = waiting[comment.language]
        together.append(comment)
        if len(together) == _AT_ONCE:
            found += _rank(together, changes, top)
            together.clear()
    for together in waiting.values():
        found += _rank(together, changes, top)
    return sorted(found, key=lambda s: s.comment_id)


def _rank(
    comments: Sequence[Comment], changes: Sequence[Change], top: int
) -> Iterator[CommentSuggestion]:
    """Suggestions for comments of one language."""
    if not comments:
        return
    said = [Said(c.text, c.created_at.date() if c.created_at else None) for c in comments]
    for ranked in rank_changes(said, changes, language=comments[0].language, top=top):
        comment, change = comments[ranked.comment], changes[ranked.change]
        yield CommentSuggestion(
            comment_id=comment.id,
            external_id=comment.external_id,
            change_id=change.id,
            change_external_id=change.external_id,
            score=ranked.score,
        )


def accept_link(
    store: Store,
    theme_id: int,
    change_id: int,
    *,
    outcome: str = "did",
    now: datetime,
    who: str = "",
) -> Link:
    """Say that a shipped change answers a theme, wholly ("did") or "partly".

    Raises NotFoundError for unknown ids, StateError for a retired theme or a change that is not
    out yet, InputError for another outcome.
    """
    if outcome not in set(LinkOutcome):
        raise InputError(f"The outcome {outcome!r} is not known. Say “did” or “partly”.")
    with store.writing():
        theme, change = _theme(store, theme_id), _change(store, change_id)
        if not change.is_shipped(now.date()):
            raise StateError(
                f"“{change.title}” is planned, not shipped. "
                "A theme can be linked to it when it is out."
            )
        before = store.links.of_theme(theme_id)
        link = _decision(store, theme_id, change_id, LinkState.ACCEPTED, now, who)
        link = replace(link, outcome=LinkOutcome(outcome))
        store.links.decide(link)
        follow_links(store, theme, before, now=now, who=who)
    return link


def reject_link(
    store: Store, theme_id: int, change_id: int, *, now: datetime, who: str = ""
) -> Link:
    """Say that a change does not answer a theme; the two are never suggested again.

    A theme whose only accepted change is rejected is undecided again. Raises NotFoundError for
    unknown ids, StateError for a retired theme.
    """
    with store.writing():
        theme = _theme(store, theme_id)
        _change(store, change_id)
        before = store.links.of_theme(theme_id)
        link = _decision(store, theme_id, change_id, LinkState.REJECTED, now, who)
        store.links.decide(link)
        if theme.outcome in DONE:
            follow_links(store, theme, before, now=now, who=who)
    return link


def _check_top(top: int) -> None:
    if top < 1:
        raise InputError(f"{top} suggestions cannot be given. Ask for one or more.")


def _open_themes(store: Store, today: date) -> list[int]:
    return [
        theme.id
        for theme in store.themes.summaries(today=today)
        if theme.status is ThemeStatus.OPEN or theme.outcome is Outcome.PARTLY
    ]


def _said(store: Store, wanted: set[int]) -> list[SaidTheme]:
    """The wanted themes with all their comments, the others with a few to compare with."""
    themes = []
    for theme in store.themes.all():
        where = CommentFilter(theme_id=theme.id, include_filler=False)
        if theme.id in wanted:
            themes.append(said_theme(theme, store.comments.iterate(where)))
        else:
            themes.append(said_theme(theme, store.comments.page(where, limit=_COMPARED)))
    return themes


def _theme(store: Store, theme_id: int) -> Theme:
    theme = store.themes.get(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id}. “themes list” shows those there are.")
    if theme.retired:
        raise StateError(
            f"Theme {theme_id} (“{theme.name}”) is retired. Choose one that is in use."
        )
    return theme


def _change(store: Store, change_id: int) -> Change:
    change = store.changes.get(change_id)
    if change is None:
        raise NotFoundError(
            f"There is no change {change_id}. “changes list” shows those there are."
        )
    if change.removed:
        raise StateError(
            f"Change {change_id} (“{change.title}”) was removed. “changes restore {change_id}” "
            "brings it back."
        )
    return change


def _decision(
    store: Store, theme_id: int, change_id: int, state: LinkState, now: datetime, who: str
) -> Link:
    """The decision with the score and the reasons that were on the screen when it was made."""
    earlier = store.links.get(theme_id, change_id)
    offers = store.links.suggestions(theme_id)
    suggested = next((offer for offer in offers if offer.change_id == change_id), None)
    shown = suggested or earlier
    return Link(
        theme_id=theme_id,
        change_id=change_id,
        state=state,
        score=shown.score if shown else None,
        reasons=shown.reasons if shown else (),
        decided_at=now,
        decided_by=who,
    )
