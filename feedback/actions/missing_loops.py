"""Shipped changes that likely answer an open theme and that nobody was told about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from feedback.actions.announcements import draft_announcement
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.announcements.words_folder import BUILT_IN
from feedback.domain.announcement import Announcement
from feedback.domain.change import Change, Link, LinkState, Reason, Suggestion
from feedback.domain.summaries import ChangeSummary, ThemeSummary
from feedback.domain.theme import Outcome, ThemeStatus
from feedback.errors import InputError, NotFoundError, StateError

LIKELY = 0.3
"""A suggestion below this score is one to look at, not a loop that is missing."""

_ANSWERED_NO = (Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTheme:
    """A theme a change may answer. `linked`: somebody accepted it already; else the score and the
    reasons of the suggestion."""

    theme_id: int
    name: str
    comments: int
    outcome: Outcome
    linked: bool
    score: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLoop:
    """A change that was never announced, with the themes that wait for it.

    `people` is how many different people wrote the comments of these themes (a comment whose writer
    is unknown counts as one).
    """

    change: Change
    themes: tuple[WaitingTheme, ...]
    people: int
    comments: int

    @property
    def linked(self) -> bool:
        """Whether somebody accepted it for one of the themes: only the announcement is missing."""
        return any(theme.linked for theme in self.themes)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """What the search went through, for those who find nothing.

    `shipped` changes customers have, of them `announced` and `generic` ("Bug fixes"); `open_themes`
    whose people wait, `answered_no` left out because a "no" was decided; `suggestions` between the
    two that nobody has decided, of them `unlikely` below the score that counts.
    """

    shipped: int = 0
    announced: int = 0
    generic: int = 0
    planned: int = 0
    open_themes: int = 0
    answered_no: int = 0
    suggestions: int = 0
    unlikely: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLoops:
    """The loops that are missing, most people first, and what was looked at."""

    loops: tuple[MissingLoop, ...]
    looked_at: LookedAt


def find_missing_loops(
    store: Store,
    *,
    today: date,
    least: float = LIKELY,
    themes: Sequence[ThemeSummary] | None = None,
) -> MissingLoops:
    """Shipped, unannounced changes with the open themes they answer or likely answer.

    A theme is open while nothing was published about it, or while it is answered in part. Read
    from the links and suggestions that are stored; `suggest_links` brings those up to date.
    `themes` are all that are not retired, where the caller has read them.
    """
    summaries = store.changes.summaries()
    shipped = [row for row in summaries if row.change.is_shipped(today)]
    silent = {row.change.id: row for row in shipped if not row.announced}
    if themes is None:
        themes = store.themes.summaries(today=today)
    waiting = {theme.id: theme for theme in themes if _waits(theme)}
    suggestions = [
        s for s in store.links.suggestions() if s.change_id in silent and s.theme_id in waiting
    ]
    links = [
        link for link in store.links.all() if link.change_id in silent and link.theme_id in waiting
    ]
    answered = _answered(links, suggestions, waiting, least)
    # Several changes often wait for the same themes; their people are counted once.
    groups = list(dict.fromkeys(map(_ids, answered.values())))
    people = dict(zip(groups, store.themes.people(groups), strict=True))
    loops = [
        _loop(silent[change_id].change, found, people[_ids(found)])
        for change_id, found in answered.items()
    ]
    loops.sort(key=lambda loop: (-loop.people, -_best(loop), loop.change.id))
    return MissingLoops(
        loops=tuple(loops),
        looked_at=_looked_at(summaries, shipped, themes, waiting, suggestions, least),
    )


def _answered(
    links: Iterable[Link],
    suggestions: Iterable[Suggestion],
    waiting: Mapping[int, ThemeSummary],
    least: float,
) -> dict[int, list[WaitingTheme]]:
    """By change, the waiting themes it answers by an accepted link, or likely answers."""
    answered: dict[int, list[WaitingTheme]] = defaultdict(list)
    for link in links:
        if link.state is LinkState.ACCEPTED:
            answered[link.change_id].append(_theme(waiting[link.theme_id], None))
    for suggestion in suggestions:
        theme = waiting[suggestion.theme_id]
        if suggestion.score >= least and _looks_for_answers(theme):
            answered[suggestion.change_id].append(_theme(theme, suggestion))
    return answered


def link_and_draft(
    store: Store,
    change_id: int,
    theme_ids: Sequence[int],
    *,
    outcome: str = "did",
    now: datetime,
    who: str = "",
    words_folder: Path = BUILT_IN,
) -> Announcement:
    """Accept a change for these themes and draft the announcement, or neither.

    Links that were accepted already stay as they are. Raises as `accept_link` and
    `draft_announcement` do.
    """
    if not theme_ids:
        raise InputError("Nothing can be announced without a theme. Name at least one.")
    with store.writing():
        for theme_id in dict.fromkeys(theme_ids):
            known = store.links.get(theme_id, change_id)
            if known is None or known.state is not LinkState.ACCEPTED:
                accept_link(store, theme_id, change_id, outcome=outcome, now=now, who=who)
        return draft_announcement(store, theme_ids, now=now, who=who, words_folder=words_folder)


def missing_loop_of(store: Store, change_id: int, *, today: date) -> MissingLoop:
    """The missing loop of one change. Raises NotFoundError, or StateError when there is none."""
    change = store.changes.get(change_id)
    if change is None:
        raise NotFoundError(
            f"There is no change {change_id}. “changes list” shows those there are."
        )
    for loop in find_missing_loops(store, today=today).loops:
        if loop.change.id == change_id:
            return loop
    raise StateError(f"No open theme waits for “{change.title}”, or it was announced already.")


def looked_at_sentence(looked: LookedAt) -> str:
    """What the search went through, for a person."""
    return (
        f"Looked at: {_many(looked.shipped, 'shipped change')} ({looked.announced} announced, "
        f"{looked.generic} that say nothing in particular); "
        f"{_many(looked.open_themes, 'open theme')}; "
        f"{_many(looked.suggestions, 'suggestion')} between them, {looked.unlikely} too weak to "
        f"count. Left out: {_many(looked.planned, 'planned change')}, "
        f"{_many(looked.answered_no, 'theme')} with a “no”."
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _waits(theme: ThemeSummary) -> bool:
    unanswered = theme.status in (ThemeStatus.OPEN, ThemeStatus.SHIPPED)
    return (unanswered or theme.outcome is Outcome.PARTLY) and theme.outcome not in _ANSWERED_NO


def _looks_for_answers(theme: ThemeSummary) -> bool:
    """Whether a further change may be the answer: none is linked, or only in part."""
    return theme.status is ThemeStatus.OPEN or theme.outcome is Outcome.PARTLY


def _theme(theme: ThemeSummary, suggestion: Suggestion | None) -> WaitingTheme:
    return WaitingTheme(
        theme_id=theme.id,
        name=theme.name,
        comments=theme.comments,
        outcome=theme.outcome,
        linked=suggestion is None,
        score=None if suggestion is None else suggestion.score,
        reasons=() if suggestion is None else suggestion.reasons,
    )


def _ids(themes: Sequence[WaitingTheme]) -> tuple[int, ...]:
    return tuple(sorted(theme.theme_id for theme in themes))


def _loop(change: Change, themes: Sequence[WaitingTheme], people: int) -> MissingLoop:
    ordered = sorted(themes, key=lambda t: (not t.linked, -(t.score or 0.0), t.theme_id))
    return MissingLoop(
        change=change,
        themes=tuple(ordered),
        people=people,
        comments=sum(theme.comments for theme in themes),
    )


def _best(loop: MissingLoop) -> float:
    return max(1.0 if theme.linked else theme.score or 0.0 for theme in loop.themes)


def _looked_at(
    summaries: Sequence[ChangeSummary],
    shipped: Sequence[ChangeSummary],
    themes: Sequence[ThemeSummary],
    waiting: dict[int, ThemeSummary],
    suggestions: Sequence[Suggestion],
    least: float,
) -> LookedAt:
    return LookedAt(
        shipped=len(shipped),
        announced=sum(row.announced for row in shipped),
        generic=sum(row.change.generic for row in shipped),
        planned=len(summaries) - len(shipped),
        open_themes=len(waiting),
        answered_no=sum(theme.outcome in _ANSWERED_NO for theme in themes),
        suggestions=len(suggestions),
        unlikely=sum(suggestion.score < least for suggestion in suggestions),
    )
