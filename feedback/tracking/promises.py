"""Whether promises were kept: which one applied, until when, and what became of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from feedback.domain.comment import Channel
from feedback.domain.promise import MINUTES_A_DAY, Promise, PromiseKind
from feedback.domain.tracked import Arrival, DayCount
from feedback.errors import InputError
from feedback.tracking.shares import day
from feedback.tracking.steps import ThemeSteps, is_decided, known_on, reached_on
from feedback.tracking.working_hours import add_staffed, read_hours, staffed_between

SOON_SHARE = 4
"""Due soon: at most one part in so many of the promised time is left, counted as the promise counts
it: in staffed hours."""
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

EXPECTED_MINUTES = {Channel.EMAIL: 15.0, Channel.CHAT: 0.5}
"""What customers compare with where nothing was promised: the fastest service they know."""


class Verdict(StrEnum):
    """What became of a promise to one person."""

    KEPT = "kept"
    BROKEN = "broken"
    DUE_SOON = "due soon"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Due:
    """A comment whose answer is owed. `due_at` has an offset."""

    comment_id: int
    source: str
    due_at: datetime
    verdict: Verdict


@dataclass(slots=True)
class Kept:
    """How a promise stands. `unknown` cannot be judged: an answer that came before its comment.

    `months` counts by the first day of the month of arrival; `owed` are the unanswered ones.
    `by_bot` of the kept ones were answered by a bot and by nobody else, as far as the source says.
    """

    promise: Promise
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    months: dict[date, Counter[Verdict]] = field(default_factory=dict)
    owed: list[Due] = field(default_factory=list)
    by_bot: int = 0

    def count(self, verdict: Verdict, day: date, comments: int = 1) -> None:
        """Count comments that arrived on a day."""
        self.verdicts[verdict] += comments
        month = day.replace(day=1)
        if month not in self.months:
            self.months[month] = Counter()
        self.months[month][verdict] += comments

    @property
    def judged(self) -> int:
        """How many were kept or broken."""
        return self.verdicts[Verdict.KEPT] + self.verdicts[Verdict.BROKEN]

    @property
    def share_kept(self) -> float | None:
        """The share of those judged that was kept; None where none was."""
        return self.verdicts[Verdict.KEPT] / self.judged if self.judged else None

    @property
    def share_by_people(self) -> float | None:
        """The share of those judged that was kept, and not by a bot."""
        kept = self.verdicts[Verdict.KEPT] - self.by_bot
        return kept / self.judged if self.judged else None


def checked(promise: Promise, others: Iterable[Promise]) -> Promise:
    """The promise if it makes sense beside the others. Raises InputError if it does not."""
    if not promise.wording.strip():
        raise InputError("A promise needs words that customers can read. Write one sentence.")
    if promise.minutes <= 0:
        raise InputError("The time promised must be longer than zero. Give it as 2h or 30d.")
    if promise.kind is not PromiseKind.ANSWER and promise.minutes % MINUTES_A_DAY:
        raise InputError("Decisions and announcements are promised in whole days, such as 30d.")
    if promise.kind is not PromiseKind.ANSWER and promise.complaints:
        raise InputError("Only answers are promised to complaints apart from other comments.")
    if promise.until is not None and promise.until < promise.since:
        raise InputError("The promise would end before it begins. Choose a later last day.")
    # Reading it once tells whether it can be read at all.
    add_staffed(
        datetime(2024, 1, 1, tzinfo=UTC),
        promise.minutes if promise.kind is PromiseKind.ANSWER else 0,
        read_hours(promise.hours),
        zone_of(promise),
    )
    for other in others:
        if other.id != promise.id and _same_scope(promise, other) and _overlap(promise, other):
            raise InputError(
                f"From {day(max(promise.since, other.since))} the promise “{other.wording}” holds "
                "for the same comments already. End it the day before, or change its successor."
            )
    return promise


def zone_of(promise: Promise) -> ZoneInfo:
    """The time zone its hours are read in; UTC where none was given.

    Raises InputError for a zone nobody knows.
    """
    try:
        return ZoneInfo(promise.timezone or "UTC")
    except (KeyError, ValueError, OSError) as error:
        raise InputError(
            f"{promise.timezone!r} is no time zone. Give a name such as Europe/London."
        ) from error


def _same_scope(one: Promise, other: Promise) -> bool:
    def scope(promise: Promise) -> tuple[object, ...]:
        return promise.kind, promise.source, promise.channel, promise.complaints

    return scope(one) == scope(other)


def _overlap(one: Promise, other: Promise) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def applying(
    promises: Iterable[Promise],
    kind: PromiseKind,
    *,
    day: date,
    source: str,
    channel: Channel | None,
    is_complaint: bool,
) -> Promise | None:
    """The promise made to somebody who wrote that day: the narrowest that held then.

    One for the source comes before one for its channel, that before one for everything; among
    equals one for complaints comes first where it is one.
    """
    fitting = [
        promise
        for promise in promises
        if promise.kind is kind
        and promise.holds_on(day)
        and promise.source in ("", source)
        and promise.channel in (None, channel)
        and (is_complaint or not promise.complaints)
    ]

    def narrowness(promise: Promise) -> tuple[bool, bool, bool, int]:
        return promise.complaints, bool(promise.source), promise.channel is not None, -promise.id

    return max(fitting, key=narrowness, default=None)


def judge_answers(
    arrivals: Iterable[Arrival],
    promises: Sequence[Promise],
    *,
    zones: Mapping[str, str],
    now: datetime,
) -> dict[int, Kept]:
    """How the promises to answer stand, by id of the promise.

    `zones` are the time zones of the sources; where one has none, its clock is taken for that of
    the promise. `now` has an offset. A comment is judged by the promise that held when it came,
    whatever was promised since.
    """
    kept = {promise.id: Kept(promise) for promise in promises if promise.kind is PromiseKind.ANSWER}

    @cache  # a hundred thousand comments come on a few hundred days
    def its_promise(day: date, source: str, channel: Channel, is_complaint: bool) -> Promise | None:
        return applying(
            promises,
            PromiseKind.ANSWER,
            day=day,
            source=source,
            channel=channel,
            is_complaint=is_complaint,
        )

    for arrival in arrivals:
        wrote = arrival.created_at.date()
        promise = its_promise(wrote, arrival.source, arrival.channel, arrival.is_complaint)
        if promise is not None:
            _judge(kept[promise.id], arrival, zones.get(arrival.source, ""), now)
    for row in kept.values():
        row.owed.sort(key=lambda due: (due.due_at, due.comment_id))
    return kept


def _judge(kept: Kept, arrival: Arrival, source_zone: str, now: datetime) -> None:
    promise = kept.promise
    clock = ZoneInfo(source_zone) if source_zone else zone_of(promise)
    earliest, latest = _between(arrival.created_at)
    day = arrival.created_at.date()
    if arrival.is_answered or arrival.answered_at is not None:
        verdict = Verdict.UNKNOWN
        if arrival.answered_at is not None:
            answered = _between(arrival.answered_at)
            verdict = _answered((earliest, latest), answered, promise, clock)
        kept.count(verdict, day)
        kept.by_bot += verdict is Verdict.KEPT and arrival.by_bot is True
        return
    due_at = _due_at(latest, promise, clock)
    verdict = _unanswered(due_at, promise, now)
    kept.count(verdict, day)
    kept.owed.append(Due(arrival.comment_id, arrival.source, due_at, verdict))


def _between(moment: datetime) -> tuple[datetime, datetime]:
    """The earliest and the latest it may mean: midnight is how a day without a time is stored."""
    if moment.hour or moment.minute or moment.second:
        return moment, moment
    return moment, moment + DAY - MINUTE


def _answered(
    came: tuple[datetime, datetime],
    answered: tuple[datetime, datetime],
    promise: Promise,
    clock: ZoneInfo,
) -> Verdict:
    """Kept or broken, if it is the one or the other whatever the times of day were."""
    if answered[1] < came[0]:
        return Verdict.UNKNOWN
    first, last = (moment.replace(tzinfo=clock).astimezone(UTC) for moment in answered)
    if last <= _due_at(came[0], promise, clock):
        return Verdict.KEPT
    return Verdict.BROKEN if first > _due_at(came[1], promise, clock) else Verdict.UNKNOWN


def _due_at(came: datetime, promise: Promise, clock: ZoneInfo) -> datetime:
    begin = came.replace(tzinfo=clock).astimezone(UTC)
    return add_staffed(begin, promise.minutes, read_hours(promise.hours), zone_of(promise))


def _unanswered(due_at: datetime, promise: Promise, now: datetime) -> Verdict:
    if due_at < now:
        return Verdict.BROKEN
    left = staffed_between(now, due_at, read_hours(promise.hours), zone_of(promise))
    is_soon = left * SOON_SHARE <= timedelta(minutes=promise.minutes)
    return Verdict.DUE_SOON if is_soon else Verdict.PENDING


def judge_steps(
    counts: Iterable[DayCount],
    steps: Mapping[int, ThemeSteps],
    promise: Promise,
    *,
    today: date,
) -> Kept:
    """How a promise to decide or to tell stands, by the day: due on the day of writing plus its
    days.

    `counts` are those of the comments it was made to. An undated comment is unknown, and so is one
    whose theme was decided on a day that nobody recorded.
    """
    kept = Kept(promise)
    limit = timedelta(days=promise.minutes // MINUTES_A_DAY)
    for row in counts:
        if row.day is None:
            kept.verdicts[Verdict.UNKNOWN] += row.comments
        elif promise.holds_on(row.day):
            its_steps = None if row.theme_id is None else steps.get(row.theme_id)
            verdict = _step_verdict(promise.kind, its_steps, row, limit, today)
            kept.count(verdict, row.day, row.comments)
    return kept


def _step_verdict(
    kind: PromiseKind, steps: ThemeSteps | None, row: DayCount, limit: timedelta, today: date
) -> Verdict:
    wrote = row.day or today
    reached: date | None = None
    if steps is not None and kind is PromiseKind.DECIDE:
        reached = reached_on(steps.decided, wrote, stands=steps.stands)
        if reached is None and is_decided(steps, wrote):
            return Verdict.UNKNOWN
    elif steps is not None:
        reached = known_on(steps, wrote, row.told)
    due = wrote + limit
    if reached is not None:
        return Verdict.KEPT if reached <= due else Verdict.BROKEN
    if due < today:
        return Verdict.BROKEN
    return Verdict.DUE_SOON if (due - today) * SOON_SHARE <= limit else Verdict.PENDING


def times_slower(channel: Channel, median_minutes: float | None) -> float | None:
    """How many times longer an answer takes than customers of that channel compare with.

    None where there is nothing to compare.
    """
    expected = EXPECTED_MINUTES.get(channel)
    return None if expected is None or median_minutes is None else median_minutes / expected
