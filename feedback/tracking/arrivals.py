"""When people write, and whether anybody is there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.tracked import HourCount
from feedback.tracking.promises import applying, zone_of
from feedback.tracking.working_hours import StaffedHours, read_hours

EVENING = range(18, 23)
"""Hours of the day that count as evening."""
SATURDAY = 5


@dataclass(slots=True)
class Arrivals:
    """Comments by weekday (Monday first) and hour, on the clock of their sources.

    `judged` had staffed hours to be compared with, `outside` of them came when nobody was there:
    an hour that is staffed in part counts in part. `staffed` is how much of an hour somebody is
    there for any of the sources, by the latest promise. `unstated` came where no hours are stated.
    """

    cells: Counter[tuple[int, int]] = field(default_factory=Counter)
    staffed: dict[tuple[int, int], float] = field(default_factory=dict)
    judged: int = 0
    outside: float = 0.0
    unstated: int = 0

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
    day. Midnight exactly, hour after hour, is what a source without clock times looks like: see
    `looks_timeless`.
    """
    arrivals = Arrivals()
    promises = [promise for promise in promises if promise.kind is PromiseKind.ANSWER]
    latest: dict[str, date] = {}
    for row in rows:
        cell = (row.day.weekday(), row.hour)
        arrivals.cells[cell] += row.comments
        promise = applying(
            promises,
            PromiseKind.ANSWER,
            day=row.day,
            source=row.source,
            channel=channels.get(row.source),
            is_complaint=False,
        )
        if promise is None or not promise.hours:
            arrivals.unstated += row.comments
            continue
        share = _staffed(promise, zones.get(row.source, ""), row.day, row.hour)
        arrivals.judged += row.comments
        arrivals.outside += row.comments * (1 - share)
        latest[row.source] = max(row.day, latest.get(row.source, row.day))
    for source, day in latest.items():
        _outline(arrivals, promises, source, day, channels.get(source), zones.get(source, ""))
    return arrivals


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
    """Whether a source gives days only: every comment comes in the hour after midnight."""
    hours = {row.hour for row in rows}
    return hours == {0}


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
