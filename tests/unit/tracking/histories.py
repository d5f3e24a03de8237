"""Random small histories, and their comments written out one by one."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from hypothesis import strategies as st

from feedback.domain.theme import Outcome
from feedback.domain.tracked import DayCount
from feedback.tracking.steps import ThemeSteps

THEMES = (1, 2, 3)


def day_counts(today: date) -> st.SearchStrategy[list[DayCount]]:
    """Counts of a few days within half a year, some undated, some after today."""
    day = st.integers(-5, 180).map(lambda days: today - timedelta(days=days))
    row = st.builds(
        _row,
        st.sampled_from([None, *THEMES]),
        st.one_of(st.none(), day),
        st.booleans(),
        st.integers(1, 4),
        st.one_of(st.none(), st.integers(0, 60)),
        st.one_of(st.none(), st.integers(0, 9)),
        st.just(today),
    )
    return st.lists(row, max_size=12)


def _row(
    theme_id: int | None,
    day: date | None,
    answered: bool,
    comments: int,
    told_after: int | None,
    confirmed_after: int | None,
    today: date,
) -> DayCount:
    """Whoever is in no theme is told of none; whoever was told may say that it helped."""
    told = confirmed = None
    if theme_id is not None and told_after is not None:
        told = (day or today - timedelta(days=90)) + timedelta(days=told_after)
        confirmed = None if confirmed_after is None else told + timedelta(days=confirmed_after)
    return DayCount(theme_id, day, answered, comments, told, confirmed)


def theme_steps_of(today: date) -> st.SearchStrategy[dict[int, ThemeSteps]]:
    """Steps of the three themes, in any order and combination."""
    day = st.integers(0, 180).map(lambda days: today - timedelta(days=days))
    days = st.lists(day, max_size=2).map(lambda found: tuple(sorted(found)))
    steps = st.builds(
        ThemeSteps,
        theme_id=st.just(0),
        outcome=st.sampled_from(Outcome),
        is_owned=st.booleans(),
        owned=days,
        decided=days,
        shipped=days,
        announced=days,
        reopened=st.one_of(st.none(), day),
    )
    return st.fixed_dictionaries(dict.fromkeys(THEMES, steps))


def one_by_one(counts: Iterable[DayCount]) -> Iterator[DayCount]:
    """Each comment by itself."""
    for row in counts:
        for _ in range(row.comments):
            yield dataclasses.replace(row, comments=1)
