"""Promises: by hand, and random ones against a slow way of judging."""

import dataclasses
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedback.domain.comment import Channel
from feedback.domain.promise import Promise, PromiseKind
from feedback.domain.theme import Outcome
from feedback.domain.tracked import Arrival, DayCount
from feedback.errors import InputError
from feedback.tracking.promises import (
    Verdict,
    applying,
    checked,
    judge_answers,
    judge_steps,
    times_slower,
)
from feedback.tracking.steps import ThemeSteps
from tests.unit.tracking.histories import day_counts, one_by_one, theme_steps_of

TWO_HOURS = Promise(
    id=1,
    wording="We answer e-mail within two hours",
    channel=Channel.EMAIL,
    minutes=120,
    hours="Mon-Fri 09:00-17:00",
    timezone="Europe/London",
    since=date(2024, 1, 1),
)
NOW = datetime(2024, 1, 10, 12, tzinfo=UTC)  # a Wednesday


def mail(came: str, answered: str = "", *, number: int = 1, complaint: bool = False) -> Arrival:
    return Arrival(
        number,
        "mail",
        Channel.EMAIL,
        datetime.fromisoformat(came),
        datetime.fromisoformat(answered) if answered else None,
        complaint,
    )


def verdict(arrival: Arrival, *promises: Promise, zone: str = "") -> Verdict:
    found = judge_answers([arrival], promises or [TWO_HOURS], zones={"mail": zone}, now=NOW)
    ((only, count),) = [pair for row in found.values() for pair in row.verdicts.items()]
    assert count == 1
    return only


@pytest.mark.parametrize(
    ("came", "answered", "what"),
    [
        ("2024-01-08 10:00", "2024-01-08 12:00", Verdict.KEPT),
        ("2024-01-08 10:00", "2024-01-08 12:00:01", Verdict.BROKEN),
        ("2024-01-05 18:30", "2024-01-08 11:00", Verdict.KEPT),
        ("2024-01-05 18:30", "2024-01-08 11:01", Verdict.BROKEN),
        ("2024-01-08 10:00", "", Verdict.BROKEN),
        ("2024-01-10 10:15", "", Verdict.DUE_SOON),
        ("2024-01-10 11:30", "", Verdict.PENDING),
        ("2024-01-08 10:00", "2024-01-08 09:59", Verdict.UNKNOWN),
    ],
)
def test_a_promise_by_hand(came: str, answered: str, what: Verdict) -> None:
    assert verdict(mail(came, answered)) is what


def test_the_clock_of_the_source_is_not_that_of_the_promise() -> None:
    # 14:00 in Almaty (UTC+6 until March 2024) is 08:00 in London, an hour before work begins.
    asked = mail("2024-01-08 14:00", "2024-01-08 17:00")
    assert verdict(asked, zone="Asia/Almaty") is Verdict.KEPT
    assert verdict(mail("2024-01-08 14:00", "2024-01-08 17:01"), zone="Asia/Almaty") is (
        Verdict.BROKEN
    )
    assert verdict(asked) is Verdict.BROKEN, "three hours on the clock of London"


def test_a_promise_over_the_change_to_summer_time() -> None:
    around = dataclasses.replace(TWO_HOURS, hours="", minutes=60)
    # 00:30 to 02:15 on the clock is 45 minutes: an hour is skipped.
    assert verdict(mail("2024-03-31 00:30", "2024-03-31 02:15"), around) is Verdict.KEPT
    # 00:30 to 01:15 in October is 45 minutes; what comes twice is taken for the first.
    assert verdict(mail("2023-10-29 00:30", "2023-10-29 02:15"), _since_2023(around)) is (
        Verdict.BROKEN
    )


def _since_2023(promise: Promise) -> Promise:
    return dataclasses.replace(promise, since=date(2023, 1, 1))


def test_a_promise_changed_halfway_judges_each_by_what_was_promised_then() -> None:
    old = dataclasses.replace(TWO_HOURS, minutes=240, until=date(2024, 1, 7))
    new = dataclasses.replace(TWO_HOURS, id=2, since=date(2024, 1, 8))
    rows = [
        mail("2024-01-05 09:00", "2024-01-05 12:00", number=1),
        mail("2024-01-08 09:00", "2024-01-08 12:00", number=2),
    ]
    found = judge_answers(rows, [old, new], zones={}, now=NOW)
    assert found[1].verdicts == {Verdict.KEPT: 1}
    assert found[2].verdicts == {Verdict.BROKEN: 1}
    assert found[1].share_kept == 1
    assert found[2].months == {date(2024, 1, 1): {Verdict.BROKEN: 1}}


def test_before_it_was_made_nothing_was_promised() -> None:
    found = judge_answers([mail("2023-12-31 10:00")], [TWO_HOURS], zones={}, now=NOW)
    assert found[1].verdicts == {}
    assert found[1].share_kept is None


def test_complaints_have_the_faster_promise() -> None:
    faster = dataclasses.replace(TWO_HOURS, id=2, complaints=True, minutes=30)
    late = ("2024-01-08 10:00", "2024-01-08 11:00")
    rows = [mail(*late, number=1), mail(*late, number=2, complaint=True)]
    found = judge_answers(rows, [TWO_HOURS, faster], zones={}, now=NOW)
    assert found[1].verdicts == {Verdict.KEPT: 1}
    assert found[2].verdicts == {Verdict.BROKEN: 1}


def test_the_narrower_promise_applies() -> None:
    everything = dataclasses.replace(TWO_HOURS, id=2, channel=None)
    its_own = dataclasses.replace(TWO_HOURS, id=3, channel=None, source="mail")
    promises = [everything, TWO_HOURS, its_own]

    def of(source: str, channel: Channel) -> int:
        found = applying(
            promises,
            PromiseKind.ANSWER,
            day=date(2024, 1, 8),
            source=source,
            channel=channel,
            is_complaint=True,
        )
        return found.id if found else 0

    assert (of("mail", Channel.EMAIL), of("other", Channel.EMAIL), of("chat", Channel.CHAT)) == (
        3,
        1,
        2,
    )


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ("2024-01-13 12:00", Verdict.PENDING),
        ("2024-01-14 23:00", Verdict.PENDING),
        ("2024-01-15 09:20", Verdict.PENDING),
        ("2024-01-15 09:30", Verdict.DUE_SOON),
    ],
)
def test_due_soon_is_counted_in_staffed_hours(now: str, verdict: Verdict) -> None:
    """Written on Friday at 16:00: an hour of the two is left for Monday morning."""
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = judge_answers([mail("2024-01-12 16:00")], [TWO_HOURS], zones={}, now=at)
    assert found[1].owed[0].verdict is verdict


def test_what_is_due_comes_soonest_first() -> None:
    rows = [mail("2024-01-10 11:50", number=1), mail("2024-01-10 10:10", number=2)]
    found = judge_answers(rows, [TWO_HOURS], zones={}, now=NOW)
    assert [due.comment_id for due in found[1].owed] == [2, 1]
    assert found[1].owed[0].due_at == datetime(2024, 1, 10, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"wording": " "}, "words that customers can read"),
        ({"minutes": 0}, "longer than zero"),
        ({"kind": PromiseKind.DECIDE}, "whole days"),
        ({"until": date(2023, 12, 31)}, "end before it begins"),
        ({"timezone": "Mars/Base"}, "no time zone"),
        ({"hours": "whenever"}, "staffed hours"),
        ({"id": 0, "since": date(2024, 5, 1)}, "holds for the same comments already"),
        ({"kind": PromiseKind.TELL, "minutes": 1440, "complaints": True}, "Only answers"),
        ({"minutes": 10**6, "hours": "Sun 09:00-09:10"}, "three years"),
    ],
)
def test_what_makes_no_sense_is_not_promised(changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        checked(dataclasses.replace(TWO_HOURS, **changed), [TWO_HOURS])


def test_steps_by_hand() -> None:
    month = Promise(
        id=5, wording="We decide within 30 days", kind=PromiseKind.DECIDE, minutes=30 * 1440,
        since=date(2024, 1, 1),
    )  # fmt: skip
    today = date(2024, 3, 1)
    steps = {
        1: ThemeSteps(theme_id=1, decided=(date(2024, 2, 10),)),
        2: ThemeSteps(theme_id=2, outcome=Outcome.EXISTS),
    }
    counts = [
        DayCount(1, date(2024, 1, 11), False, 1),  # decided on day 30
        DayCount(1, date(2024, 1, 10), False, 1),  # on day 31
        DayCount(1, date(2024, 2, 20), False, 1),  # since the decision: due on 21 March
        DayCount(None, date(2024, 2, 5), False, 1),  # due on 6 March, five days from now
        DayCount(None, date(2024, 1, 20), False, 1),  # was due on 19 February
        DayCount(None, date(2023, 12, 31), False, 9),  # before the promise
        DayCount(None, None, False, 1),
        DayCount(2, date(2024, 1, 5), False, 1),  # decided, nobody knows when
    ]
    assert judge_steps(counts, steps, month, today=today).verdicts == {
        Verdict.KEPT: 1,
        Verdict.BROKEN: 2,
        Verdict.PENDING: 1,
        Verdict.DUE_SOON: 1,
        Verdict.UNKNOWN: 2,
    }


def test_how_much_slower_than_what_customers_compare_with() -> None:
    assert times_slower(Channel.EMAIL, 150) == 10
    assert times_slower(Channel.CHAT, 1) == 2
    assert times_slower(Channel.REVIEW, 1) is times_slower(Channel.EMAIL, None) is None


moments = st.integers(0, 30 * 1440).map(lambda m: datetime(2024, 3, 20) + timedelta(minutes=m))
arrivals = st.builds(
    Arrival,
    st.integers(1, 9),
    st.just("mail"),
    st.just(Channel.EMAIL),
    moments,
    st.one_of(st.none(), moments),
    st.booleans(),
)


MIDNIGHT = datetime(2024, 3, 20)


@settings(max_examples=40)
@given(st.lists(arrivals, max_size=4), st.integers(1, 900), st.booleans())
@example(
    [Arrival(1, "mail", Channel.EMAIL, MIDNIGHT, MIDNIGHT + timedelta(minutes=2), False)], 1, False
)
def test_any_answer_is_judged_as_by_counting_staffed_minutes(
    rows: list[Arrival], promised: int, has_hours: bool
) -> None:
    hours = "Mon-Fri 09:00-17:00" if has_hours else ""
    promise = dataclasses.replace(TWO_HOURS, minutes=promised, hours=hours)
    now = datetime(2024, 4, 10, 12, tzinfo=UTC)
    found = judge_answers(rows, [promise], zones={"mail": "Asia/Jakarta"}, now=now)[1].verdicts
    slow = Counter(_whenever_it_was(row, promised, has_hours, now) for row in rows)
    assert found[Verdict.KEPT] == slow["kept"]
    assert found[Verdict.BROKEN] == slow["broken"]
    assert found[Verdict.UNKNOWN] == slow["unknown"]
    assert found[Verdict.DUE_SOON] + found[Verdict.PENDING] == slow["open"]


def _whenever_it_was(row: Arrival, promised: int, has_hours: bool, now: datetime) -> str:
    """What is so at every time of day a moment may have had: midnight is a day without a time."""
    if row.answered_at is None:
        latest = dataclasses.replace(row, created_at=_times(row.created_at)[-1])
        return _slowly(latest, promised, has_hours, now)
    possible = {
        _slowly(
            dataclasses.replace(row, created_at=came, answered_at=answered),
            promised,
            has_hours,
            now,
        )
        for came in _arrivals(row.created_at, _times(row.answered_at)[-1])
        for answered in _answers(row.answered_at, came)
    }
    return possible.pop() if len(possible) == 1 else "unknown"


def _arrivals(moment: datetime, answered: datetime) -> list[datetime]:
    """The first and the last minute a comment may have come that was answered at the latest then:
    of one with a day only it is known that it came before its answer."""
    first, last = _times(moment)[0], _times(moment)[-1]
    return [first, max(first, min(last, answered))]


def _answers(moment: datetime, came: datetime) -> list[datetime]:
    """The same of an answer to what came then: none is before it, and one may have come at once."""
    first, last = _times(moment)[0], _times(moment)[-1]
    return [max(first, came), last] if came <= last else []


def _times(moment: datetime) -> list[datetime]:
    """The first and the last minute it may have been; those between lie between in everything."""
    is_day = moment == datetime.combine(moment, time.min)
    return [moment, moment + timedelta(hours=23, minutes=59)] if is_day else [moment]


def _slowly(row: Arrival, promised: int, has_hours: bool, now: datetime) -> str:
    zone = ZoneInfo("Asia/Jakarta")
    if row.answered_at and row.answered_at < row.created_at:
        return "unknown"
    end = row.answered_at.replace(tzinfo=zone) if row.answered_at else now
    minute, passed = row.created_at.replace(tzinfo=zone).astimezone(UTC), 0
    while minute < end:
        local = minute.astimezone(ZoneInfo("Europe/London"))
        passed += not has_hours or (local.weekday() < 5 and 9 <= local.hour < 17)
        minute += timedelta(minutes=1)
    if row.answered_at:
        return "kept" if passed <= promised else "broken"
    # Due at the very minute `now` is: not broken yet.
    return (
        "broken"
        if passed > promised or (passed == promised and _past(row, promised, has_hours, now))
        else "open"
    )


def _past(row: Arrival, promised: int, has_hours: bool, now: datetime) -> bool:
    """Whether the promised time was used up before `now`."""
    zone = ZoneInfo("Asia/Jakarta")
    minute, passed = row.created_at.replace(tzinfo=zone).astimezone(UTC), 0
    while passed < promised:
        local = minute.astimezone(ZoneInfo("Europe/London"))
        passed += not has_hours or (local.weekday() < 5 and 9 <= local.hour < 17)
        minute += timedelta(minutes=1)
    return minute < now


TODAY = date(2024, 6, 30)


@given(
    day_counts(TODAY),
    theme_steps_of(TODAY),
    st.integers(1, 120),
    st.sampled_from([PromiseKind.DECIDE, PromiseKind.TELL]),
)
def test_any_step_is_judged_as_comment_by_comment(
    counts: list[DayCount], steps: dict[int, ThemeSteps], limit: int, kind: PromiseKind
) -> None:
    promise = Promise(id=1, wording="Soon", kind=kind, minutes=limit * 1440, since=date(2024, 3, 1))
    found = judge_steps(counts, steps, promise, today=TODAY).verdicts
    slow: Counter[str] = Counter()
    for row in one_by_one(counts):
        if row.day is None:
            slow["unknown"] += 1
        elif row.day >= date(2024, 3, 1):
            slow[_step_slowly(steps.get(row.theme_id or 0), row, row.day, limit, kind)] += 1
    assert found[Verdict.KEPT] == slow["kept"]
    assert found[Verdict.BROKEN] == slow["broken"]
    assert found[Verdict.UNKNOWN] == slow["unknown"]
    assert found.total() == sum(slow.values())


def _step_slowly(
    steps: ThemeSteps | None, row: DayCount, day: date, limit: int, kind: PromiseKind
) -> str:
    standing = (Outcome.PLANNED, Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS)
    took = []
    if steps is not None:
        days = steps.decided if kind is PromiseKind.DECIDE else steps.announced
        took = [(on - day).days for on in days if on >= day]
        if not took and steps.outcome in standing and days:
            took = [0]
        counts = row.told is not None and (steps.reopened is None or row.told > steps.reopened)
        if kind is PromiseKind.TELL and row.told is not None and counts:
            took.append((row.told - day).days)
        undated = not steps.decided and steps.outcome is not Outcome.UNDECIDED
        if kind is PromiseKind.DECIDE and undated:
            return "unknown"
    if took:
        return "kept" if min(took) <= limit else "broken"
    return "broken" if (TODAY - day).days > limit else "open"
