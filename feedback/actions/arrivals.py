"""When people write, by source and channel, against the hours in which somebody is there."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from feedback.actions.open_loops import known_source
from feedback.actions.ports import Store
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.tracked import Answers, TrackedFilter
from feedback.tracking.arrivals import Arrivals, count_arrivals, looks_timeless, together
from feedback.tracking.working_hours import DAYS

__all__ = [
    "CHANNEL_COLUMNS",
    "COLUMNS",
    "DAYS",
    "ArrivalReport",
    "Arrivals",
    "arrival_report",
    "arrival_rows",
    "channel_rows",
    "comments_of_hour",
]

COLUMNS = ("weekday", "hour", "comments", "staffed")
CHANNEL_COLUMNS = (
    "channel", "comments", "outside_hours", "evening", "weekend", "answered_by_people",
    "answered_by_bots", "answered_by_unsaid", "not_answered",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalReport:
    """Arrivals over all and by channel. `undated` have no day, `timeless` sources no clock time:
    their comments are in no figure. `answers` by channel say who answered, of all comments that
    came in these days, with a time of day or without."""

    total: Arrivals
    channels: dict[str, Arrivals]
    undated: int
    timeless: tuple[str, ...]
    answers: dict[str, Answers]

    @property
    def all_answers(self) -> Answers:
        """Who answered, over all channels."""
        return _added("", self.answers.values())


def arrival_report(
    store: Store, *, source: str = "", since: date | None = None, until: date | None = None
) -> ArrivalReport:
    """Arrivals of one source or all, in the time zone of each, over some days or all."""
    known_source(store, source)
    sources = {row.name: row for row in store.comments.sources()}
    where = TrackedFilter(source=source, since=since, until=until)
    by_source = store.tracking.hours(where).by_source()
    timeless = tuple(name for name, rows in by_source.items() if looks_timeless(rows))
    promises = store.promises.all()
    by_channel: dict[str, list[Arrivals]] = defaultdict(list)
    for name, rows in by_source.items():
        its = sources[name]
        counted = count_arrivals(
            rows, promises, channels={name: its.channel}, zones={name: its.timezone}
        )
        by_channel[its.channel.value].append(counted)
    channels = {name: together(parts) for name, parts in sorted(by_channel.items())}
    answered: dict[str, list[Answers]] = defaultdict(list)
    for row in store.tracking.answers(where):
        answered[sources[row.source].channel.value].append(row)
    return ArrivalReport(
        total=together(channels.values()),
        channels=channels,
        undated=store.tracking.undated(source),
        timeless=timeless,
        answers={name: _added(name, rows) for name, rows in sorted(answered.items())},
    )


def comments_of_hour(
    store: Store,
    weekday: int,
    hour: int,
    *,
    source: str = "",
    since: date | None = None,
    most: int = 20,
) -> list[Comment]:
    """The latest comments of an hour of the week (Monday is 0), at most `most`: those that the
    arrivals of one source or all count there, the latest day first."""
    known_source(store, source)
    rows = store.tracking.hours(TrackedFilter(source=source, since=since))
    days = np.asarray(rows.days)
    # The first day, an ordinal of 1, was a Monday.
    there = np.flatnonzero((np.asarray(rows.hours) == hour) & ((days - 1) % len(DAYS) == weekday))
    latest_first = there[np.argsort(-days[there], kind="stable")].tolist()
    found: list[Comment] = []
    for row in map(rows.__getitem__, latest_first):
        if len(found) >= most:
            break
        where = CommentFilter(source=row.source, since=row.day, until=row.day, include_filler=False)
        found += [comment for comment in store.comments.iterate(where) if _is_in(comment, hour)]
    return found[:most]


def _is_in(comment: Comment, hour: int) -> bool:
    at = comment.created_at
    # Midnight to the second is how a day without a time is stored.
    return at is not None and at.hour == hour and bool(hour or at.minute or at.second)


def _added(name: str, rows: Iterable[Answers]) -> Answers:
    """Several rows as one of this name."""
    kinds = ("people", "bots", "unsaid", "none")
    sums = Counter[str]()
    for row in rows:
        sums.update({kind: getattr(row, kind) for kind in kinds})
    return Answers(name, **{kind: sums[kind] for kind in kinds})


def arrival_rows(arrivals: Arrivals) -> list[dict[str, Any]]:
    """All hours of the week as a table with the columns COLUMNS; `staffed` is a share, None where
    no hours are stated."""
    return [
        {
            "weekday": DAYS[weekday],
            "hour": hour,
            "comments": arrivals.cells[weekday, hour],
            "staffed": arrivals.staffed.get((weekday, hour)),
        }
        for weekday in range(7)
        for hour in range(24)
    ]


def channel_rows(report: ArrivalReport) -> list[dict[str, Any]]:
    """Shares by channel, with the columns CHANNEL_COLUMNS; all together last."""
    names = sorted({*report.channels, *report.answers})
    none = Arrivals()
    channels = [
        (name, report.channels.get(name, none), report.answers.get(name, Answers(name)))
        for name in names
    ]
    return [
        {
            "channel": channel,
            "comments": row.comments,
            "outside_hours": row.outside_share,
            "evening": row.evening / row.comments if row.comments else None,
            "weekend": row.weekend / row.comments if row.comments else None,
            "answered_by_people": answers.people,
            "answered_by_bots": answers.bots,
            "answered_by_unsaid": answers.unsaid,
            "not_answered": answers.none,
        }
        for channel, row, answers in [*channels, ("all", report.total, report.all_answers)]
    ]
