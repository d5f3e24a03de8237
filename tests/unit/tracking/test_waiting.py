"""Who waits: a small history by hand, and random ones against counting comment by comment."""

from collections import Counter
from datetime import date, timedelta
from statistics import median

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedback.domain.theme import Outcome
from feedback.domain.tracked import DayCount
from feedback.tracking.day_columns import DayColumns
from feedback.tracking.spread import spread
from feedback.tracking.steps import ThemeSteps, closed_on
from feedback.tracking.waiting import (
    AGES,
    age_of,
    clocks,
    days_of_age,
    together,
    waiting,
    waiting_long_on,
)
from tests.unit.tracking.histories import day_counts, one_by_one, theme_steps_of

TODAY = date(2024, 6, 30)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


HISTORY = [
    DayCount(1, ago(100), False, 2),
    DayCount(1, ago(40), True, 1),
    DayCount(1, ago(10), False, 3),
    DayCount(2, ago(90), False, 4),
    DayCount(2, ago(15), True, 1),
    DayCount(3, ago(200), False, 7),
    DayCount(3, None, False, 2),
    DayCount(None, ago(0), False, 1),
]
STEPS = {
    1: ThemeSteps(theme_id=1, decided=(ago(50),), announced=(ago(45),)),
    2: ThemeSteps(theme_id=2),
    3: ThemeSteps(theme_id=3, outcome=Outcome.WILL_NOT, decided=(ago(60),)),
}


def test_a_small_history_by_hand() -> None:
    rows = waiting(HISTORY, STEPS, today=TODAY)
    found = {row.theme_id: row for row in rows}
    assert [row.theme_id for row in rows] == [2, 1, None, 3], "the longest waiting first"
    # Theme 1 was announced 45 days ago: the two before that were told, the four since wait.
    assert (found[1].comments, found[1].of_comments, found[1].unanswered) == (4, 6, 3)
    assert found[1].ages == (3, 0, 1, 0)
    assert found[1].since == ago(40)
    assert found[1].days.median == 10
    # Theme 2: 15 waits in 15–30, 90 in 31–90.
    assert found[2].ages == (0, 1, 4, 0)
    # Theme 3 got an honest no, which stands: nobody waits.
    assert (found[3].comments, found[3].of_comments) == (0, 9)
    assert found[None].ages == (1, 0, 0, 0)
    total = together(rows, DayColumns(HISTORY, STEPS), today=TODAY)
    assert (total.comments, total.ages, total.since) == (10, (4, 1, 5, 0), ago(90))
    assert total.days.median == median([40, 10, 10, 10, 90, 90, 90, 90, 15, 0])


def test_days_to_each_step_by_hand() -> None:
    clock = clocks(DayColumns(HISTORY, STEPS))
    # Theme 1: two decided after 50 days. Theme 3: seven after 140 days.
    assert (clock.decided.values, clock.decided.median) == (9, 140)
    assert (clock.announced.values, clock.announced.median) == (2, 55)
    assert (clock.told.values, clock.told.median) == (0, None), "nobody was told"
    told = [DayCount(1, ago(30), False, 1, ago(20)), DayCount(1, ago(30), False, 2, ago(5))]
    assert clocks(DayColumns(told, STEPS)).told.median == 25


def test_a_theme_is_as_old_as_those_who_wait_not_as_its_last_comment() -> None:
    rows = [DayCount(1, ago(120), False, 1), DayCount(1, ago(0), False, 50)]
    (row,) = waiting(rows, {1: ThemeSteps(theme_id=1)}, today=TODAY)
    assert row.since == ago(120)
    assert row.ages == (50, 0, 0, 1)


def test_a_comment_from_the_future_waits_since_today() -> None:
    (row,) = waiting([DayCount(None, ago(-3), False, 1)], {}, today=TODAY)
    assert (row.ages, row.since) == ((1, 0, 0, 0), TODAY)


def test_undated_comments_wait_and_nobody_knows_how_long() -> None:
    (row,) = waiting([DayCount(None, None, False, 2)], {}, today=TODAY)
    assert (row.comments, row.undated, row.since, row.days.median) == (2, 2, None, None)


@pytest.mark.parametrize(
    ("days", "place"),
    [(0, 0), (14, 0), (15, 1), (30, 1), (31, 2), (90, 2), (91, 3), (9999, 3)],
)
def test_ages_begin_and_end_where_they_say(days: int, place: int) -> None:
    assert age_of(days) == place


@given(st.dictionaries(st.integers(0, 500), st.integers(1, 9), max_size=12))
def test_a_spread_is_that_of_the_values_written_out(counts: dict[int, int]) -> None:
    values = [value for value, times in counts.items() for _ in range(times)]
    found = spread(counts)
    assert found.values == len(values)
    if values:
        assert found.median == pytest.approx(float(np.quantile(values, 0.5)))
        assert found.p90 == pytest.approx(float(np.quantile(values, 0.9)))
    else:
        assert found.median is None


@given(day_counts(TODAY), theme_steps_of(TODAY))
def test_any_history_is_that_of_its_comments_looked_at_one_by_one(
    counts: list[DayCount], steps: dict[int, ThemeSteps]
) -> None:
    comments: Counter[int | None] = Counter()
    dated: dict[int | None, list[int]] = {}
    for comment in one_by_one(counts):
        if _waits(steps.get(comment.theme_id or 0), comment):
            comments[comment.theme_id] += 1
            if comment.day is not None:
                waited = max(0, (TODAY - comment.day).days)
                dated.setdefault(comment.theme_id, []).append(waited)
    for row in waiting(counts, steps, today=TODAY):
        assert row.comments == comments[row.theme_id]
        waits = dated.get(row.theme_id, [])
        assert row.undated == row.comments - len(waits)
        assert sum(row.ages) == len(waits)
        assert row.ages[3] == sum(days > 90 for days in waits)
        assert row.ages[0] == sum(days < 15 for days in waits)
        if waits:
            assert row.days.median == pytest.approx(median(waits))
            assert row.since == TODAY - timedelta(days=max(waits))


def _waits(steps: ThemeSteps | None, comment: DayCount) -> bool:
    """Said once more, slowly."""
    if steps is None:
        return True
    day = comment.day or date.min
    if steps.outcome in (Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS):
        return False
    for announced in steps.announced:
        if announced >= day or steps.outcome is Outcome.PLANNED:
            return False
    if comment.told is None:
        return True
    return steps.reopened is not None and steps.reopened >= comment.told


@example(
    [DayCount(1, ago(92), False, 1)],
    {1: ThemeSteps(theme_id=1, outcome=Outcome.PLANNED, announced=(TODAY,))},
    1,
)
@given(day_counts(TODAY), theme_steps_of(TODAY), st.integers(0, 150))
def test_who_had_waited_long_on_a_day_is_counted_one_by_one(
    counts: list[DayCount], steps: dict[int, ThemeSteps], days_ago: int
) -> None:
    """On that day: over ninety days old, and nothing had answered it by then."""
    on = ago(days_ago)
    slow = 0
    for row in one_by_one(counts):
        its = steps.get(row.theme_id or 0)
        if row.day is None or (on - row.day).days <= 90:
            continue
        if its is None:
            slow += 1
            continue
        happened = [day for day in its.announced if day >= row.day]
        noes = (Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS)
        if its.announced and not happened and its.outcome in (Outcome.PLANNED, *noes):
            happened.append(row.day)  # it stood already when they wrote
        if its.outcome in noes:
            happened += [day for day in its.decided if day >= row.day][:1] or [row.day]
        if row.told is not None and (its.reopened is None or row.told > its.reopened):
            happened.append(row.told)
        slow += not any(day <= on for day in happened)
    assert waiting_long_on(DayColumns(counts, steps), [on, on]) == [slow, slow]
    if not days_ago:
        now = sum(row.ages[3] for row in waiting(counts, steps, today=TODAY))
        assert slow == now + sum(row.comments for row in counts if _closes_later(row, steps))


def _closes_later(row: DayCount, steps: dict[int, ThemeSteps]) -> bool:
    """Told on a day that is still to come: closed already, as far as today's pages know."""
    if row.day is None or (TODAY - row.day).days <= 90 or row.told is None:
        return False
    closed = closed_on(steps.get(row.theme_id or 0), row.day, row.told)
    return closed is not None and closed > TODAY


@pytest.mark.parametrize("age", AGES)
def test_the_days_of_an_age_are_those_that_count_as_it(age: str) -> None:
    first, last = days_of_age(age, TODAY)
    for days in range(200):
        wrote = ago(days)
        inside = (first is None or wrote >= first) and (last is None or wrote <= last)
        assert inside == (AGES[age_of(days)] == age)
    assert last is None or age != AGES[0]


@given(day_counts(TODAY), theme_steps_of(TODAY))
def test_any_clock_is_that_of_its_comments_looked_at_one_by_one(
    counts: list[DayCount], steps: dict[int, ThemeSteps]
) -> None:
    decided, announced, told = [], [], []
    for row in one_by_one(counts):
        if row.day is None or row.theme_id is None:
            continue
        its = steps[row.theme_id]
        stands = its.outcome in (
            Outcome.PLANNED, Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS
        )  # fmt: skip
        for days, found in ((its.decided, decided), (its.announced, announced)):
            after = [(on - row.day).days for on in days if on >= row.day]
            if after or (stands and days):
                found.append(min(after, default=0))
        if row.told is not None:
            told.append((row.told - row.day).days)
    clock = clocks(DayColumns(counts, steps))
    for values, spread_ in ((decided, clock.decided), (announced, clock.announced)):
        assert spread_.values == len(values)
        assert spread_.median == (pytest.approx(median(values)) if values else None)
    assert clock.told.values == len(told)
    assert clock.told.p90 == (pytest.approx(float(np.quantile(told, 0.9))) if told else None)
