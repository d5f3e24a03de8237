"""Where comments get to: from their source to a theme, a change, and an announcement."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.actions.ports import Store
from feedback.domain.summaries import CommentFilter, ThemeSummary
from feedback.domain.theme import Outcome, ThemeStatus

MOST_THEMES = 12
MOST_SOURCES = 8


class Reached(StrEnum):
    """How far the comments of a theme have come."""

    NO_THEME = "no-theme"
    NO_CHANGE = "no-change"
    PLANNED = "planned"
    SAID_NO = "said-no"
    EXISTS = "exists"
    SHIPPED = "shipped"
    ANNOUNCED = "announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Comments of one source in one theme, and what came of the theme.

    `source` is "" for several small ones together, `theme` and `theme_id` are empty and 0 for
    small themes together and for comments in none. `change` is the title of what answers it, ""
    where nothing does; `changes` how many do.
    """

    source: str
    theme_id: int
    theme: str
    change: str
    changes: int
    reached: Reached
    comments: int


def comment_flow(store: Store, *, today: date, most_themes: int = MOST_THEMES) -> list[Stream]:
    """The streams from source to announcement; together they hold every comment that is in a theme
    or says something. The largest `most_themes` themes have streams of their own."""
    themes = store.themes.summaries(today=today)
    by_id = {theme.id: theme for theme in themes}
    placed = [row for row in store.themes.by_source() if row[1] in by_id]
    named = {theme.id for theme in themes[:most_themes]}
    totals = Counter[str]()
    for source, _, comments in placed:
        totals[source] += comments
    unplaced = _unplaced(store)
    for source, comments in unplaced.items():
        totals[source] += comments
    large = {source for source, _ in totals.most_common(MOST_SOURCES)}
    streams: Counter[tuple[str, int, str, str, int, Reached]] = Counter()
    for source, theme_id, comments in placed:
        place = source if source in large else ""
        streams[place, *_end(by_id[theme_id], named)] += comments
    for source, comments in unplaced.items():
        streams[source if source in large else "", 0, "", "", 0, Reached.NO_THEME] += comments
    return [_stream(key, comments) for key, comments in streams.most_common() if comments > 0]


def _unplaced(store: Store) -> Mapping[str, int]:
    """Comments that say something and are in no theme, by source."""
    counts: dict[str, int] = {}
    for source in store.comments.sources():
        where = CommentFilter(source=source.name, unassigned=True, include_filler=False)
        counts[source.name] = store.comments.count(where)
    return counts


def _end(theme: ThemeSummary, named: set[int]) -> tuple[int, str, str, int, Reached]:
    reached = _reached(theme)
    if theme.id not in named:
        return 0, "", "", 0, reached
    answered = reached in (Reached.SHIPPED, Reached.ANNOUNCED)
    titles: Sequence[str] = theme.change_titles if answered else ()
    return theme.id, theme.name, titles[0] if titles else "", len(titles), reached


def _reached(theme: ThemeSummary) -> Reached:
    if theme.status is ThemeStatus.ANNOUNCED:
        return Reached.ANNOUNCED
    if theme.outcome in (Outcome.CANNOT, Outcome.WILL_NOT):
        return Reached.SAID_NO
    if theme.outcome is Outcome.EXISTS:
        return Reached.EXISTS
    if theme.outcome is Outcome.PLANNED:
        return Reached.PLANNED
    return Reached.SHIPPED if theme.status is ThemeStatus.SHIPPED else Reached.NO_CHANGE


def _stream(key: tuple[str, int, str, str, int, Reached], comments: int) -> Stream:
    source, theme_id, theme, change, changes, reached = key
    return Stream(
        source=source,
        theme_id=theme_id,
        theme=theme,
        change=change,
        changes=changes,
        reached=reached,
        comments=comments,
    )
