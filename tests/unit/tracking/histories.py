"""Random small histories, and their comments written out one by one."""

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
        DayCount,
        st.sampled_from([None, *THEMES]),
        st.one_of(st.none(), day),
        st.booleans(),
        st.integers(1, 4),
    )
    return st.lists(row, max_size=12)


def theme_steps_of(today: date) -> st.SearchStrategy[dict[int, ThemeSteps]]:
    """Steps of the three themes, in any order and combination."""
    day = st.integers(0, 180).map(lambda days: today - timedelta(days=days))
    days = st.lists(day, max_size=2).map(lambda found: tuple(sorted(found)))
    steps = st.builds(
        ThemeSteps,
        theme_id=st.just(0),
        outcome=st.sampled_from(Outcome),
        is_owned=st.booleans(),
        owned=st.one_of(st.none(), days),
        decided=days,
        shipped=days,
        announced=days,
        told=st.one_of(st.none(), days),
    )
    return st.fixed_dictionaries(dict.fromkeys(THEMES, steps))


def one_by_one(counts: Iterable[DayCount]) -> Iterator[tuple[int | None, date | None, bool]]:
    """Each comment: its theme, its day, whether it was answered."""
    for row in counts:
        for _ in range(row.comments):
            yield row.theme_id, row.day, row.answered
