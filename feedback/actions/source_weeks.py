"""The weeks around a release, of the sources that were there on both sides of it.

A source that begins or ends there changes what all comments are about: a theme that only the other
sources speak of seems to fall, and nothing has changed.
"""

from collections.abc import Sequence
from datetime import date

from feedback.actions.ports import Store
from feedback.tracking.before_after import WeekSums
from feedback.tracking.windows import monday_of, windows

COVERED = 0.75
"""Of the weeks on either side, so many must lie between the first and the last of a source."""

Around = tuple[WeekSums, date | None, date | None, tuple[str, ...]]
"""Sums by week, the first and the last day that count, and the sources left out."""


class SourceWeeks:
    """Reads the weeks of all comments, or of some sources where the others do not cover a release.

    Days after `today` do not count: a week that is not over is none, whatever a date says.
    """

    def __init__(self, store: Store, *, today: date) -> None:
        self._store = store
        self._span = _until(store.tracking.span(), today)
        self._sources = {
            source: (first, min(last, monday_of(today)))
            for source, (first, last) in store.tracking.source_weeks().items()
            if first <= today
        }
        self._sums: dict[frozenset[str], WeekSums] = {}

    def around(self, released: date) -> Around:
        """The sums for a release on this day."""
        if self._span is None:
            return WeekSums([]), None, None, ()
        first, last = self._span
        span = windows(released, first=first, last=last)
        kept = frozenset(
            source
            for source, its in self._sources.items()
            if _covers(its, span.before) and _covers(its, span.after)
        )
        left_out = tuple(sorted(self._sources.keys() - kept))
        if left_out and kept:
            # What was there from some day on only says nothing of the time before.
            first = max(first, *(self._sources[source][0] for source in kept))
        return self._sums_of(kept, is_all=not left_out), first, last, left_out

    def _sums_of(self, sources: frozenset[str], *, is_all: bool) -> WeekSums:
        if sources not in self._sums:
            tracking = self._store.tracking
            rows = tracking.theme_weeks() if is_all else tracking.theme_weeks_of(sources)
            self._sums[sources] = WeekSums(rows)
        return self._sums[sources]


def _until(span: tuple[date, date] | None, today: date) -> tuple[date, date] | None:
    """The first and the last day, as far as today."""
    if span is None or span[0] > today:
        return None
    return span[0], min(span[1], today)


def _covers(its: tuple[date, date], weeks: Sequence[date]) -> bool:
    first, last = its
    inside = sum(first <= week <= last for week in weeks)
    return inside >= COVERED * len(weeks)
