"""When people write, and whether anybody is there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.tracked import NO_HOUR, HourCount
from feedback.domain.tracked_columns import HourCounts
from feedback.tracking.promises import applying, zone_of
from feedback.tracking.working_hours import DAYS, StaffedHours, read_hours

EVENING = range(18, 23)
"""Hours of the day that count as evening."""
SATURDAY = 5
Numbers = NDArray[np.int64]


@dataclass(slots=True)
class Arrivals:
    """Comments by weekday (Monday first) and hour, on the clock of their sources.

    `judged` had staffed hours to be compared with, `outside` of them came when nobody was there:
    an hour that is staffed in part counts in part. `staffed` is how much of an hour somebody is
    there for any of the sources, by the latest promise. `unstated` came where no hours are stated.
    `day_only` have a day and no time of day, and are in no other figure.
    """

    cells: Counter[tuple[int, int]] = field(default_factory=Counter)
    staffed: dict[tuple[int, int], float] = field(default_factory=dict)
    judged: int = 0
    outside: float = 0.0
    unstated: int = 0
    day_only: int = 0

    @property
    def comments(self) -> int:
        """All that have a day and an hour."""
        return self.cells.total()

    @property
    def evening(self) -> int:
        """Those from 18:00 to 22:59, on any day."""
        return sum(count for (_, hour), count in self.cells.items() if hour in EVENING)

    @property
    def weekend(self) -> int:
        """Those on a Saturday or Sunday."""
        return sum(count for (day, _), count in self.cells.items() if day >= SATURDAY)

    @property
    def outside_share(self) -> float | None:
        """The share out of hours; None where no hours are stated."""
        return self.outside / self.judged if self.judged else None

    def busiest(self) -> tuple[int, int] | None:
        """Weekday and hour with most comments, the earliest of equals."""
        if not self.cells:
            return None
        return min(self.cells, key=lambda cell: (-self.cells[cell], cell))


def count_arrivals(
    rows: Iterable[HourCount],
    promises: Iterable[Promise],
    *,
    channels: Mapping[str, Channel],
    zones: Mapping[str, str],
) -> Arrivals:
    """Arrivals against the staffed hours of the promise to answer that held that day.

    Hours of a promise are moved from its time zone to that of the source, by the rules of that
    day. Rows without an hour (NO_HOUR) are counted, and in no figure.
    """
    arrivals = Arrivals()
    promises = [promise for promise in promises if promise.kind is PromiseKind.ANSWER]
    counts = HourCounts.of(rows)
    place, day = np.asarray(counts.places), np.asarray(counts.days)
    hour, comments = np.asarray(counts.hours, np.int64), np.asarray(counts.comments)
    for number, source in enumerate(counts.sources):
        arrivals.day_only += int(comments[(place == number) & (hour == NO_HOUR)].sum())
        of = (place == number) & (hour != NO_HOUR)
        _count(
            arrivals, promises, source, channels.get(source), zones.get(source, ""),
            day[of], hour[of], comments[of],
        )  # fmt: skip
    return arrivals


def together(parts: Iterable[Arrivals]) -> Arrivals:
    """Arrivals of different sources as one."""
    whole = Arrivals()
    for part in parts:
        whole.cells.update(part.cells)
        for cell, share in part.staffed.items():
            whole.staffed[cell] = max(share, whole.staffed.get(cell, 0.0))
        whole.judged += part.judged
        whole.outside += part.outside
        whole.unstated += part.unstated
        whole.day_only += part.day_only
    return whole


def _count(
    arrivals: Arrivals,
    promises: Sequence[Promise],
    source: str,
    channel: Channel | None,
    zone: str,
    day: Numbers,
    hour: Numbers,
    comments: Numbers,
) -> None:
    """Add the comments of one source; the last three are columns."""
    # The first day, an ordinal of 1, was a Monday.
    weekday = (day - 1) % len(DAYS)
    arrivals.cells.update(_cells(weekday, hour, comments))
    stretch = np.searchsorted(_turns(promises), day, side="right")
    latest = 0
    for number in np.unique(stretch).tolist():
        of = stretch == number
        some = date.fromordinal(int(day[of][0]))
        promise = applying(
            promises, PromiseKind.ANSWER, day=some, source=source, channel=channel,
            is_complaint=False,
        )  # fmt: skip
        if promise is None or not promise.hours:
            arrivals.unstated += int(comments[of].sum())
            continue
        latest = max(latest, int(day[of].max()))
        arrivals.judged += int(comments[of].sum())
        arrivals.outside += _outside(promise, zone, day[of], hour[of], comments[of])
    if latest:
        _outline(arrivals, promises, source, date.fromordinal(latest), channel, zone)


def _outside(promise: Promise, zone: str, day: Numbers, hour: Numbers, comments: Numbers) -> float:
    """How many of these comments came when nobody was there; of an hour staffed in part, a part."""
    outside = 0.0
    if zone and zone != promise.timezone:
        every = zip(day.tolist(), hour.tolist(), comments.tolist(), strict=True)
        for its_day, its_hour, count in every:
            share = _staffed(promise, zone, date.fromordinal(its_day), its_hour)
            outside += count * (1 - share)
        return outside
    hours = read_hours(promise.hours)
    is_open = ~np.isin(day, [off.toordinal() for off in hours.closed])
    outside += int(comments[~is_open].sum())
    weekday = (day - 1) % len(DAYS)
    for cell, count in _cells(weekday[is_open], hour[is_open], comments[is_open]).items():
        outside += count * (1 - hours.staffed_share(*cell))
    return outside


def _cells(weekday: Numbers, hour: Numbers, comments: Numbers) -> Counter[tuple[int, int]]:
    """Comments by weekday and hour."""
    sums = np.bincount(weekday * 24 + hour, weights=comments)
    return Counter({divmod(cell, 24): int(sums[cell]) for cell in np.flatnonzero(sums).tolist()})


def _turns(promises: Sequence[Promise]) -> list[int]:
    """The days on which what is promised may change: between two of them it is the same."""
    begins = {promise.since.toordinal() for promise in promises}
    ends = {promise.until.toordinal() + 1 for promise in promises if promise.until is not None}
    return sorted(begins | ends)


def _outline(
    arrivals: Arrivals,
    promises: Sequence[Promise],
    source: str,
    latest: date,
    channel: Channel | None,
    zone: str,
) -> None:
    """Note what of the week up to the latest comment of a source was staffed."""
    promise = applying(
        promises,
        PromiseKind.ANSWER,
        day=latest,
        source=source,
        channel=channel,
        is_complaint=False,
    )
    if promise is None or not promise.hours:
        return
    for back in range(7):
        day = latest - timedelta(days=back)
        for hour in range(24):
            cell = (day.weekday(), hour)
            share = _staffed(promise, zone, day, hour)
            arrivals.staffed[cell] = max(share, arrivals.staffed.get(cell, 0.0))


def looks_timeless(rows: Iterable[HourCount]) -> bool:
    """Whether a source gives days only."""
    return set(HourCounts.of(rows).hours) == {NO_HOUR}


def _staffed(promise: Promise, source_zone: str, day: date, hour: int) -> float:
    """How much of an hour of the source's clock is staffed, 0 to 1."""
    hours, zone = read_hours(promise.hours), zone_of(promise)
    if not source_zone or source_zone == promise.timezone:
        return hours.staffed_share(day.weekday(), hour)
    return _staffed_elsewhere(hours, zone, source_zone, day, hour)


@lru_cache(maxsize=20_000)
def _staffed_elsewhere(
    hours: StaffedHours, zone: ZoneInfo, source_zone: str, day: date, hour: int
) -> float:
    """The same where the clocks differ; all offsets in use are multiples of a quarter hour."""
    there = ZoneInfo(source_zone)
    quarters = [
        datetime.combine(day, time(hour, minute), tzinfo=there).astimezone(zone)
        for minute in (0, 15, 30, 45)
    ]
    return sum(hours.covers(moment) for moment in quarters) / len(quarters)
