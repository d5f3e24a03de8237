"""What the figures say, in three sentences, each with where to look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.actions.emerging import rising_themes
from feedback.actions.ports import Store
from feedback.domain.summaries import ThemeSummary
from feedback.tracking.loop import Loop
from feedback.tracking.shares import day, percent
from feedback.tracking.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """A sentence and where it leads: "theme" (with its id), "open-loops" or "loop".

    Names stand in it as people wrote them. `comments` is the number in it, of the theme's comments
    or of those of its `week`; 0 where the page it leads to shows the numbers.
    """

    sentence: str
    leads_to: str
    theme_id: int = 0
    comments: int = 0
    week: date | None = None


def takeaways(
    store: Store,
    themes: Sequence[ThemeSummary],
    waits: Sequence[Waiting],
    loop: Loop,
    *,
    today: date,
) -> tuple[Takeaway, ...]:
    """Who has waited longest, what rises, and how many were never heard; at most three.

    `waits` are those who wait by theme, the longest waiting first; `loop` is that of all comments.
    """
    by_id = {theme.id: theme for theme in themes}
    said = [
        _longest(waits, by_id),
        _rising(store, themes, today) or _largest(themes),
        _heard(loop),
    ]
    return tuple(takeaway for takeaway in said if takeaway is not None)


def _longest(waits: Sequence[Waiting], themes: Mapping[int, ThemeSummary]) -> Takeaway | None:
    for row in waits:
        theme = None if row.theme_id is None else themes.get(row.theme_id)
        if theme is None or row.since is None:
            continue
        comments = "comment waits" if row.comments == 1 else "comments wait"
        return Takeaway(
            sentence=f"“{theme.name}” has waited longest, since {day(row.since)}: "
            f"{row.comments:,} {comments}.",
            leads_to="open-loops",
            theme_id=theme.id,
        )
    return None


def _rising(store: Store, themes: Sequence[ThemeSummary], today: date) -> Takeaway | None:
    names = {theme.id: theme.name for theme in themes}
    rising = rising_themes(store, today=today, themes=themes)
    if not rising:
        return None
    first, more = rising[0], len(rising) - 1
    others = f" {more} more {'rises' if more == 1 else 'rise'}, too." if more else ""
    return Takeaway(
        sentence=f"“{names[first.theme_id]}” rises: {first.last:,} comments in the last "
        f"full week, where {first.usual:.0f} would be usual.{others}",
        leads_to="theme",
        theme_id=first.theme_id,
        comments=first.last,
        week=first.week,
    )


def _largest(themes: Sequence[ThemeSummary]) -> Takeaway | None:
    if not themes:
        return None
    theme = max(themes, key=lambda theme: theme.comments)
    return Takeaway(
        sentence=f"No theme rises. Most is said about “{theme.name}”: {theme.comments:,} comments, "
        f"{percent(theme.share)} of all.",
        leads_to="theme",
        theme_id=theme.id,
        comments=theme.comments,
    )


def _heard(loop: Loop) -> Takeaway | None:
    if not loop.received:
        return None
    return Takeaway(
        sentence=f"{loop.loops.closed:,} of {loop.received:,} loops are closed: announced, told in "
        f"person, or an honest no ({loop.noes:,}). {loop.unheard:,} never got an answer, a "
        "decision or a word.",
        leads_to="loop",
    )
