"""Make promises, change them, and see whether they are kept."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from feedback.actions.open_loops import known_source
from feedback.actions.ports import Store
from feedback.actions.promised_sources import promised_arrivals, silent_sources
from feedback.actions.theme_steps import theme_steps
from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.tracked import Answers, DayCount, TrackedFilter
from feedback.errors import InputError, NotFoundError
from feedback.tracking.durations import read_minutes
from feedback.tracking.promises import (
    EXPECTED_MINUTES,
    Kept,
    Verdict,
    applying,
    checked,
    judge_answers,
    judge_steps,
    times_slower,
)
from feedback.tracking.shares import day
from feedback.tracking.spread import Spread, spread
from feedback.tracking.working_hours import read_hours

DAY = timedelta(days=1)
UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60, "weeks": 7 * 24 * 60}
"""Units of a promise, in minutes."""
ROUND_THE_CLOCK = "Round the clock"
STAFFED_DAYS = {
    ROUND_THE_CLOCK: "",
    "Monday to Friday": "Mon-Fri",
    "Monday to Saturday": "Mon-Sat",
    "Every day": "Mon-Sun",
}
"""Days people choose among, as hours write them."""
WEEKS_LOOKED_BACK = 26


@dataclass(frozen=True, slots=True)
class Unpromised:
    """A channel without a promise: what customers compare with, and how it is.

    `answers` are the minutes to the first answer of those that got one; `by_bot` counts answers of
    bots, whenever they came.
    """

    channel: Channel
    expected_minutes: float | None
    answers: Spread
    unanswered: int
    times_slower: float | None
    by_bot: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseReport:
    """How all promises stand, what is about to be broken first; and channels without a promise.

    Counted are comments that came since `since`. `silent` are sources with a promise to answer of
    which no comment ever got an answer: either nobody answers, or their files do not say.
    """

    since: date
    rows: tuple[Kept, ...]
    unpromised: tuple[Unpromised, ...]
    silent: tuple[str, ...] = ()

    @property
    def doubts(self) -> list[str]:
        """A sentence for each silent source: a share of nearly nothing kept may not be true."""
        return [
            f"No comment of “{name}” has an answer. Either nobody answers there, or its files do "
            "not say: then what counts as broken here cannot be judged."
            for name in self.silent
        ]


def promised_minutes(text: str) -> int:
    """Minutes from "30m", "2h", "30d" or "12w". Raises InputError for anything else."""
    return read_minutes(text)


def unit_of(minutes: int) -> tuple[int, str]:
    """Minutes in the largest unit that leaves nothing behind: 120 → 2, "hours"."""
    for unit, size in reversed(UNITS.items()):
        if minutes % size == 0:
            return minutes // size, unit
    return minutes, "minutes"


def staffed_hours(
    days: str, begin: time | None, end: time | None, written: str, *, before: str = ""
) -> str:
    """Hours as a promise keeps them, of chosen days (one of STAFFED_DAYS; else those of `before`)
    and times, or as somebody wrote them.

    Raises InputError where they cannot be read.
    """
    text = written.strip()
    if not text:
        named = STAFFED_DAYS.get(days)
        if named is None:
            text = before
        elif named:
            if begin is None or end is None:
                raise InputError("Choose when the staffed hours begin and end.")
            text = f"{named} {begin:%H:%M}-{end:%H:%M}"
    read_hours(text)
    return text


@cache
def time_zones() -> tuple[str, ...]:
    """The time zones to choose from, by name: those of places, and UTC."""
    areas = (
        "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
        "Pacific",
    )  # fmt: skip
    places = (name for name in available_timezones() if name.split("/")[0] in areas)
    return ("UTC", *sorted(name for name in places if "/" in name))


def add_promise(store: Store, promise: Promise) -> Promise:
    """Promise something new. Raises InputError if it makes no sense beside the others."""
    known_source(store, promise.source)
    with store.writing():
        checked(promise, store.promises.all())
        return dataclasses.replace(promise, id=store.promises.add(promise))


def change_promise(store: Store, promise_id: int, changed: Promise) -> Promise:
    """Promise something else from `changed.since` on; what came before keeps the promise it had."""
    old = _promise(store, promise_id)
    if changed.since <= old.since:
        raise InputError(
            f"The promise holds since {day(old.since)}; the new one must begin later, so that what "
            "came before is judged by what was promised then."
        )
    if old.until is not None and old.until < changed.since:
        raise InputError(f"The promise is over since {day(old.until)}. Make a new one instead.")
    with store.writing():
        store.promises.save(dataclasses.replace(old, until=changed.since - DAY))
        return add_promise(store, dataclasses.replace(changed, id=0))


def end_promise(store: Store, promise_id: int, *, last_day: date) -> Promise:
    """Let a promise hold until `last_day`; one that would not have held a day is deleted."""
    promise = _promise(store, promise_id)
    ended = dataclasses.replace(promise, until=last_day)
    if promise.until is not None and last_day > promise.until:
        raise InputError(
            f"The promise is over since {day(promise.until)}. Make a new one for the time after "
            "that."
        )
    if last_day < promise.since:
        store.promises.delete(promise_id)
    else:
        store.promises.save(ended)
    return ended


def promise_report(store: Store, *, now: datetime, since: date | None = None) -> PromiseReport:
    """How the promises stand `now` (this machine's clock), over comments since a day (half a year
    where none is given)."""
    since = since or now.date() - timedelta(weeks=WEEKS_LOOKED_BACK)
    promises = store.promises.all()
    where = TrackedFilter(since=since)
    kept: dict[int, Kept] = {}
    answering = [promise for promise in promises if promise.kind is PromiseKind.ANSWER]
    if answering:
        zones = {source.name: source.timezone for source in store.comments.sources()}
        arrivals = promised_arrivals(store, answering, where)
        kept |= judge_answers(arrivals, promises, zones=zones, now=now.astimezone())
    kept |= _judge_steps(store, promises, since=since, today=now.date())
    rows = sorted(kept.values(), key=_most_urgent)
    return PromiseReport(
        since=since,
        rows=tuple(rows),
        unpromised=tuple(_unpromised(store, promises, where, now)),
        silent=silent_sources(store, promises, where),
    )


def _promise(store: Store, promise_id: int) -> Promise:
    promise = store.promises.get(promise_id)
    if promise is None:
        raise NotFoundError(f"There is no promise {promise_id}. See the list of promises.")
    return promise


def _judge_steps(
    store: Store, promises: Sequence[Promise], *, since: date, today: date
) -> dict[int, Kept]:
    wanted = [promise for promise in promises if promise.kind is not PromiseKind.ANSWER]
    if not wanted:
        return {}
    steps = theme_steps(store, today=today)
    counts: dict[int, list[DayCount]] = defaultdict(list)
    for source in store.comments.sources():
        for row in store.tracking.days(TrackedFilter(source=source.name, since=since)):
            for kind in (PromiseKind.DECIDE, PromiseKind.TELL):
                promise = row.day and applying(
                    wanted,
                    kind,
                    day=row.day,
                    source=source.name,
                    channel=source.channel,
                    is_complaint=False,
                )
                if promise:
                    counts[promise.id].append(row)
    return {
        promise.id: judge_steps(counts[promise.id], steps, promise, today=today)
        for promise in wanted
    }


def _most_urgent(row: Kept) -> tuple[bool, bool, float, int]:
    """What is about to be broken first, then what holds, the least kept first."""
    is_over = row.promise.until is not None
    share = 1.0 if row.share_kept is None else row.share_kept
    return is_over, not row.verdicts[Verdict.DUE_SOON], share, row.promise.id


def _unpromised(
    store: Store, promises: Sequence[Promise], where: TrackedFilter, now: datetime
) -> list[Unpromised]:
    minutes: dict[Channel, Counter[int]] = defaultdict(Counter)
    unanswered: Counter[Channel] = Counter()
    bots: Counter[Channel] = Counter()
    waits: dict[str, Counter[int]] = defaultdict(Counter)
    for wait in store.tracking.answer_waits(where, themes=False):
        if wait.minutes is not None and wait.minutes >= 0:
            waits[wait.source][wait.minutes] += wait.comments
    answers_of = {row.source: row for row in store.tracking.answers(where)}
    for source in store.comments.sources():
        promise = applying(
            promises,
            PromiseKind.ANSWER,
            day=now.date(),
            source=source.name,
            channel=source.channel,
            is_complaint=False,
        )
        if promise is None:
            minutes[source.channel] += waits[source.name]
            its = answers_of.get(source.name, Answers(source.name))
            unanswered[source.channel] += its.none
            bots[source.channel] += its.bots
    rows = []
    for channel, counts in minutes.items():
        answers = spread(counts)
        slower = times_slower(channel, answers.median)
        rows.append(
            Unpromised(
                channel,
                EXPECTED_MINUTES.get(channel),
                answers,
                unanswered[channel],
                slower,
                bots[channel],
            )
        )
    return sorted(rows, key=lambda row: (row.expected_minutes is None, -(row.times_slower or 0)))
