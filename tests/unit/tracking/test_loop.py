"""The loop: a small history by hand, and random ones comment by comment."""

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given

from feedback.domain.theme import Outcome
from feedback.domain.tracked import DayCount
from feedback.tracking.loop import Loop, Step, StepCount, loop, months
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
        DayCount(1, date(2024, 3, 11), False, 2),
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
    assert step(found, Step.TOLD) == StepCount(Step.TOLD, None, None, None), "nobody records it"
    assert (found.closed, found.noes, found.unheard) == (7, 4, 3)


def test_a_young_month_is_not_compared_with_an_old_one() -> None:
    counts = [
        DayCount(1, date(2024, 4, 1), False, 1),
        DayCount(1, None, False, 1),
        DayCount(1, date(2024, 3, 31), False, 1),
        DayCount(None, MARCH, False, 1),
    ]
    found = months(counts)
    assert list(found) == [MARCH, date(2024, 4, 1), None]
    assert [len(rows) for rows in found.values()] == [2, 1, 1]


def test_nothing_received_has_no_shares() -> None:
    found = loop([], {})
    assert found.received == found.closed == found.unheard == 0
    assert step(found, Step.THEME).share is None


@given(day_counts(TODAY), theme_steps_of(TODAY))
def test_any_loop_is_that_of_its_comments_looked_at_one_by_one(
    counts: list[DayCount], steps: dict[int, ThemeSteps]
) -> None:
    found = loop(counts, steps)
    shipped, waited = 0, []
    closed = unheard = 0
    for theme_id, day, answered in one_by_one(counts):
        its = steps.get(theme_id or 0)
        wrote = day or date.min
        at = [on for on in its.shipped if on >= wrote] if its else []
        shipped += bool(at)
        told = its is not None and any(
            on >= wrote or its.outcome in _STANDS for on in (*its.announced, *(its.told or ()))
        )
        no = its is not None and its.outcome in (Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS)
        decided = its is not None and (
            its.outcome in _STANDS or any(on >= wrote for on in its.decided or ())
        )
        closed += told or no
        unheard += not (answered or told or decided)
        if its and day is not None and its.decided and not its.owned:
            first = [on for on in its.decided if on >= wrote]
            if first or its.outcome in _STANDS:
                waited.append(((min(first) if first else wrote) - day).days)
    assert step(found, Step.SHIPPED).comments == shipped
    assert (found.closed, found.unheard) == (closed, unheard)
    if all(not its.owned for its in steps.values()):
        days = step(found, Step.DECIDED).median_days
        assert days == (pytest.approx(median(waited)) if waited else None)


@given(day_counts(TODAY), theme_steps_of(TODAY))
def test_the_months_together_are_everything(
    counts: list[DayCount], steps: dict[int, ThemeSteps]
) -> None:
    parts = [loop(rows, steps) for rows in months(counts).values()]
    whole = loop(counts, steps)
    assert whole.received == sum(part.received for part in parts)
    assert whole.closed == sum(part.closed for part in parts)
    assert whole.unheard == sum(part.unheard for part in parts)
    for wanted in Step:
        comments = [step(part, wanted).comments or 0 for part in parts]
        assert (step(whole, wanted).comments or 0) == sum(comments)


_STANDS = (Outcome.PLANNED, Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS)


def test_days_are_never_negative_where_steps_came_in_another_order() -> None:
    steps = {1: ThemeSteps(theme_id=1, decided=(TODAY,), shipped=(TODAY - timedelta(days=9),))}
    found = loop([DayCount(1, TODAY - timedelta(days=20), False, 1)], steps)
    assert step(found, Step.DECIDED).median_days == 20
    assert step(found, Step.SHIPPED).median_days == 0, "it had shipped before anybody decided"
