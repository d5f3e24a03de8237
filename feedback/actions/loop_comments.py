"""The comments that a figure of the loop counts, and the address that asks for them."""

import dataclasses
from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from feedback.actions.open_loops import owned_by
from feedback.actions.people_waiting import of_age
from feedback.actions.ports import Store
from feedback.actions.theme_steps import theme_steps
from feedback.domain.summaries import CommentFilter, FoundComments
from feedback.domain.tracked import TrackedFilter
from feedback.errors import InputError
from feedback.tracking.day_columns import DayColumns
from feedback.tracking.loop_places import LoopPlace, at

__all__ = [
    "LoopFilter",
    "LoopPlace",
    "address_of_loop",
    "loop_comments",
    "loop_filter",
    "search_loop",
]

ALL = 2**31
YES, NO = "yes", "no"
Ids = NDArray[np.int64]
LONGEST_FIRST = frozenset({LoopPlace.WAITING, LoopPlace.UNANSWERED, LoopPlace.UNHEARD})
"""Who waits is read from the longest waiting on; everybody else from the newest on."""
LOOP_KEYS = ("loop", "age", "owner", "bot", "dated", "future")
"""The names in an address; `loop` is a LoopPlace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopFilter:
    """Which comments that say something are meant, by where they are in the loop.

    `age` is one of AGES, `owner` a name or NO_OWNER, as open loops have them. `by_bot` means those
    that a bot answered, `is_dated` those with or without a day, `is_future` those dated after
    today.
    """

    place: LoopPlace
    age: str = ""
    owner: str = ""
    by_bot: bool = False
    is_dated: bool | None = None
    is_future: bool = False

    @property
    def is_longest_first(self) -> bool:
        """Whether they are listed from the oldest on."""
        return self.place in LONGEST_FIRST


def loop_comments(
    store: Store, which: LoopFilter, where: CommentFilter, *, today: date
) -> "array[int]":
    """The ids of the comments meant, those alone that `where` means, too.

    Newest first, or the longest waiting first; undated last. Raises InputError for an age that is
    none.
    """
    tracked = TrackedFilter(
        source=where.source,
        segment=where.segment,
        since=where.since,
        until=where.until,
        by_bot=which.by_bot,
    )
    if which.age:
        tracked = _both(tracked, of_age(TrackedFilter(), which.age, today))
    if which.is_future:
        tracked = _both(tracked, TrackedFilter(since=today + timedelta(days=1)))
    found, counts = store.tracking.each(tracked, themes=_themes(store, which, where, today))
    rows = DayColumns(counts, theme_steps(store, today=today))
    meant = at(rows, which.place)
    if which.is_dated is not None:
        meant = meant & (rows.dated == which.is_dated)
    ids, days = np.asarray(found, np.int64)[meant], rows.day[meant]
    rest = _asks_for_more(where)
    if rest is not None:
        others = store.comments.find(rest, most=ALL).ids
        kept = np.isin(ids, np.asarray(others, np.int64))
        ids, days = ids[kept], days[kept]
    return _ordered(ids, days, longest_first=which.is_longest_first)


def search_loop(
    store: Store,
    which: LoopFilter,
    where: CommentFilter,
    *,
    today: date,
    among: int | None,
    most: int,
) -> FoundComments:
    """Those among them that a search finds, as feedback.actions.ports.Comments.find."""
    found = store.comments.find(where, among=among, most=ALL)
    said = set(found.ids)
    ids = loop_comments(store, which, dataclasses.replace(where, search=""), today=today)
    hits = [comment_id for comment_id in ids if comment_id in said]
    return FoundComments(
        ids=tuple(hits[:most]), more=len(hits) > most, all_searched=found.all_searched
    )


def _ordered(ids: Ids, day: Ids, *, longest_first: bool) -> "array[int]":
    """By day and id; undated ones (day 0) last."""
    undated = day == 0
    order = np.lexsort((ids, day, undated) if longest_first else (-ids, -day, undated))
    return array("q", ids[order].astype(np.int64).tobytes())


def _both(one: TrackedFilter, other: TrackedFilter) -> TrackedFilter:
    """The days that lie in both."""
    since = max(filter(None, (one.since, other.since)), default=None)
    until = min(filter(None, (one.until, other.until)), default=None)
    return dataclasses.replace(one, since=since, until=until)


def _themes(
    store: Store, which: LoopFilter, where: CommentFilter, today: date
) -> Collection[int | None] | None:
    """The themes meant (None: in none); None for all."""
    wanted: set[int | None] | None = None
    if which.owner:
        themes = store.themes.summaries(today=today, include_retired=True)
        wanted = owned_by(which.owner, {row.id: row for row in themes})
    if where.unassigned or where.theme_id is not None:
        its = {None if where.unassigned else where.theme_id}
        wanted = its if wanted is None else wanted & its
    return wanted


def _asks_for_more(where: CommentFilter) -> CommentFilter | None:
    """What a filter asks beside what tracking knows; None where it asks nothing more."""
    rest = dataclasses.replace(
        where, theme_id=None, unassigned=False, source="", segment="", since=None, until=None
    )
    return None if dataclasses.replace(rest, include_filler=True) == CommentFilter() else where


def address_of_loop(which: LoopFilter) -> dict[str, str]:
    """What an address says to ask for these; the other way round than `loop_filter`."""
    dated = {None: "", True: YES, False: NO}[which.is_dated]
    said = {
        "loop": which.place.value,
        "age": which.age,
        "owner": which.owner,
        "bot": YES if which.by_bot else "",
        "dated": dated,
        "future": YES if which.is_future else "",
    }
    return {key: value for key, value in said.items() if value}


def loop_filter(said: Mapping[str, str]) -> LoopFilter | None:
    """What these parts of an address (LOOP_KEYS) mean; None where they name no place in the loop.

    Raises InputError where they make no sense.
    """
    if not said.get("loop"):
        return None
    places = {place.value: place for place in LoopPlace}
    if said["loop"] not in places:
        known = ", ".join(places)
        raise InputError(f"“{said['loop']}” is no place in the loop. Choose one of: {known}.")
    flags = {}
    for key in ("bot", "dated", "future"):
        value = said.get(key, "")
        if value not in ("", YES, NO):
            raise InputError(f"“{key}” is “{value}” in the address; it can be yes or no.")
        flags[key] = value
    which = LoopFilter(
        place=places[said["loop"]],
        age=said.get("age", ""),
        owner=said.get("owner", ""),
        by_bot=flags["bot"] == YES,
        is_dated=None if not flags["dated"] else flags["dated"] == YES,
        is_future=flags["future"] == YES,
    )
    of_age(TrackedFilter(), which.age, date.max)
    return which
