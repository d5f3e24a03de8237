"""The loop: a small history by hand, and random ones comment by comment."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given

from feedback.domain.theme import Outcome
from feedback.domain.tracked import DayCount
from feedback.tracking.day_columns import DayColumns
from feedback.tracking.loop import (
    ClosedLoops,
    Loop,
    Step,
    StepCount,
    closed_loops,
    loop,
    loops,
)
from feedback.tracking.steps import ThemeSteps
from tests.unit.tracking.histories import day_counts, one_by_one, theme_steps_of

TODAY = date(2024, 6, 30)
MARCH = date(2024, 3, 1)


def step(found: Loop, wanted: Step) -> StepCount:
    return next(row for row in found.steps if row.step is wanted)


def test_a_small_history_by_hand() -> None:
    steps = {
        1: ThemeSteps(
            theme_id=1,
            outcome=Outcome.DID,
            is_owned=True,
            decided=(date(2024, 4, 10),),
            shipped=(date(2024, 4, 20),),
            announced=(date(2024, 4, 25),),
        ),
        2: ThemeSteps(theme_id=2, outcome=Outcome.CANNOT, decided=(date(2024, 3, 20),)),
    }
    counts = [
        DayCount(1, date(2024, 3, 11), False, 1),
        DayCount(1, date(2024, 3, 11), False, 1, date(2024, 4, 29), date(2024, 5, 2)),
        DayCount(1, date(2024, 4, 15), True, 1),
        DayCount(1, date(2024, 5, 1), False, 1),
        DayCount(2, date(2024, 3, 1), False, 3),
        DayCount(2, date(2024, 6, 1), False, 1),
        DayCount(None, date(2024, 6, 2), False, 2),
        DayCount(None, date(2024, 6, 2), True, 1),
    ]
    found = loop(counts, steps)
    assert found.received == 11
    assert step(found, Step.THEME).comments == 8
    assert step(found, Step.OWNED) == StepCount(Step.OWNED, 4, 4 / 11, None), "no day is kept"
    # Two after 30 days, three after 19, and one at once: the no was there when it was written.
    assert step(found, Step.DECIDED) == StepCount(Step.DECIDED, 6, 6 / 11, 19.0)
    # Two ten days after the decision; the one of 15 April five days after it was written.
    assert step(found, Step.SHIPPED) == StepCount(Step.SHIPPED, 3, 3 / 11, 10.0)
    assert step(found, Step.ANNOUNCED) == StepCount(Step.ANNOUNCED, 3, 3 / 11, 5.0)
    # One of them was told four days after the announcement, and three days later it had helped.
    assert step(found, Step.TOLD) == StepCount(Step.TOLD, 1, 1 / 11, 4.0)
    assert step(found, Step.CONFIRMED) == StepCount(Step.CONFIRMED, 1, 1 / 11, 3.0)
    assert (found.closed, found.noes, found.unheard) == (7, 4, 3)
    assert found.loops == closed_loops(counts, steps) == ClosedLoops(7, 11)
    assert found.loops.share == 7 / 11


def test_whoever_was_told_in_person_waits_no_more_until_the_theme_is_reopened() -> None:
    """The announcement came before they wrote; being told did not."""
    wrote, told = date(2024, 5, 1), date(2024, 5, 8)
    announced = ThemeSteps(theme_id=1, announced=(date(2024, 4, 1),))
    counts = [DayCount(1, wrote, False, 2), DayCount(1, wrote, False, 3, told)]
    assert closed_loops(counts, {1: announced}) == ClosedLoops(3, 5)
    for reopened, closed in ((date(2024, 5, 7), 3), (told, 0), (date(2024, 6, 1), 0)):
        steps = {1: ThemeSteps(theme_id=1, reopened=reopened)}
        assert closed_loops(counts, steps) == ClosedLoops(closed, 5)


def test_an_owner_whose_first_day_is_known_counts_from_that_day() -> None:
    steps = {1: ThemeSteps(theme_id=1, is_owned=True, owned=(date(2024, 5, 10),))}
    counts = [DayCount(1, date(2024, 5, 1), False, 1), DayCount(1, date(2024, 6, 1), False, 1)]
    assert step(loop(counts, steps), Step.OWNED) == StepCount(Step.OWNED, 2, 1.0, 4.5)


def test_a_young_month_is_not_compared_with_an_old_one() -> None:
    counts = [
        DayCount(1, date(2024, 4, 1), False, 1),
        DayCount(1, None, False, 1),
        DayCount(1, date(2024, 3, 31), False, 1),
        DayCount(None, MARCH, False, 1),
    ]
    _, found = loops(DayColumns(counts, {}))
    assert [part.period for part in found] == [MARCH, date(2024, 4, 1), None]
    assert [part.received for part in found] == [2, 1, 1]


def test_nothing_received_has_no_shares() -> None:
    found = loop([], {})
    assert found.received == found.closed == found.unheard == 0
    assert step(found, Step.THEME).share is None


@given(day_counts(TODAY), theme_steps_of(TODAY))
def test_any_loop_is_that_of_its_comments_looked_at_one_by_one(
    counts: list[DayCount], steps: dict[int, ThemeSteps]
) -> None:
    found = loop(counts, steps)
    shipped = told = confirmed = closed = unheard = noes = untold = 0
    waited: list[int] = []
    told_after: list[int] = []
    for row in one_by_one(counts):
        its = steps.get(row.theme_id or 0)
        wrote = row.day or date.min
        shipped += its is not None and any(on >= wrote for on in its.shipped)
        told += row.told is not None
        confirmed += row.confirmed is not None
        known = its is not None and (
            any(on >= wrote or its.outcome in _STANDS for on in its.announced)
            or (row.told is not None and (its.reopened is None or row.told > its.reopened))
        )
        decided = its is not None and (
            any(on >= wrote or its.outcome in _STANDS for on in its.decided)
            or (its.outcome is not Outcome.UNDECIDED and not its.decided)
        )
        no = decided and its is not None and its.outcome in _NOES
        noes += no
        untold += no and not known
        closed += known or no
        unheard += not (row.answered or known or decided)
        if its and row.day is not None and its.decided and not its.owned:
            first = [on for on in its.decided if on >= row.day]
            if first or its.outcome in _STANDS:
                waited.append(((min(first) if first else row.day) - row.day).days)
        if row.told is not None and row.day is not None and its and not _steps_before(its):
            told_after.append((row.told - row.day).days)
    assert step(found, Step.SHIPPED).comments == shipped
    assert step(found, Step.TOLD).comments == told
    assert step(found, Step.CONFIRMED).comments == confirmed
    assert (found.closed, found.noes, found.unheard) == (closed, noes, unheard)
    assert found.untold == untold
    assert closed_loops(counts, steps) == ClosedLoops(closed, sum(row.comments for row in counts))
    if all(not its.owned for its in steps.values()):
        days = step(found, Step.DECIDED).median_days
        assert days == (pytest.approx(median(waited)) if waited else None)
    if not any(_steps_before(its) for its in steps.values()):
        days = step(found, Step.TOLD).median_days
        assert days == (pytest.approx(median(told_after)) if told_after else None)


def _steps_before(its: ThemeSteps) -> bool:
    return bool(its.owned or its.decided or its.shipped or its.announced)


@given(day_counts(TODAY), theme_steps_of(TODAY))
def test_the_months_together_are_everything(
    counts: list[DayCount], steps: dict[int, ThemeSteps]
) -> None:
    whole, parts = loops(DayColumns(counts, steps))
    assert whole == loop(counts, steps)
    for part in parts:
        same = [row for row in counts if (row.day and row.day.replace(day=1)) == part.period]
        assert replace(part, period=None) == loop(same, steps)
    assert whole.received == sum(part.received for part in parts)
    assert whole.closed == sum(part.closed for part in parts)
    assert whole.unheard == sum(part.unheard for part in parts)
    for wanted in Step:
        comments = [step(part, wanted).comments for part in parts]
        assert step(whole, wanted).comments == sum(comments)


_NOES = (Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS)
_STANDS = (Outcome.PLANNED, *_NOES)


def test_days_are_never_negative_where_steps_came_in_another_order() -> None:
    steps = {1: ThemeSteps(theme_id=1, decided=(TODAY,), shipped=(TODAY - timedelta(days=9),))}
    found = loop([DayCount(1, TODAY - timedelta(days=20), False, 1)], steps)
    assert step(found, Step.DECIDED).median_days == 20
    assert step(found, Step.SHIPPED).median_days == 0, "it had shipped before anybody decided"
