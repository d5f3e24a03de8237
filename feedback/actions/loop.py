"""How far the loop gets, what people expect, and how many more may think the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.actions.ports import Store
from feedback.actions.theme_steps import theme_steps
from feedback.domain.tracked import TrackedFilter
from feedback.errors import InputError, NotFoundError
from feedback.tracking.complaints import GOOD_RATINGS, LOWEST_RATINGS, complaint_words
from feedback.tracking.day_columns import DayColumns
from feedback.tracking.expectations import Expectation, Placed, by_month, place
from feedback.tracking.loop import PLACES, ClosedLoops, Loop, closed_loops, loops
from feedback.tracking.reach import FACTOR, Reach, reach
from feedback.tracking.reach import SOURCE as REACH_SOURCE
from feedback.tracking.shares import percent

__all__ = [
    "FACTOR",
    "PLACES",
    "REACH_SOURCE",
    "ClosedLoops",
    "Expectation",
    "Loop",
    "Placed",
    "expectation_month_rows",
    "expectation_months",
    "expectation_rows",
    "expectations",
    "loop_report",
    "loops_closed",
    "people_complaining",
    "percent",
    "period_rows",
    "reach",
    "reach_row",
    "set_expectation",
    "step_rows",
]

TYPICAL = 20
COLUMNS = ("period", "step", "comments", "share", "median_days")
EXPECTATION_COLUMNS = ("theme_id", "theme", "expectation", "words", "by_hand")
MONTH_COLUMNS = ("month", *(expectation.value for expectation in Expectation))
PERIOD_COLUMNS = (
    "period",
    "received",
    "closed",
    "share_closed",
    "noes",
    "noes_untold",
    "never_heard",
)


@dataclass(frozen=True, slots=True)
class LoopReport:
    """The loop over all comments, and by month of arrival (the latest last, undated ones at the
    end)."""

    total: Loop
    periods: tuple[Loop, ...]


def loop_report(store: Store, *, today: date, source: str = "", segment: str = "") -> LoopReport:
    """How far the loop got for all comments, of one source or segment where given."""
    counts = store.tracking.days(TrackedFilter(source=source, segment=segment))
    return report_of(DayColumns(counts, theme_steps(store, today=today)))


def report_of(rows: DayColumns) -> LoopReport:
    """How far the loop got for these comments."""
    return LoopReport(*loops(rows))


def people_complaining(store: Store) -> int:
    """How many people wrote a complaint: rated 1 or 2, or in words that complain."""
    return store.tracking.people_complaining(
        complaint_words=complaint_words(),
        lowest_ratings=LOWEST_RATINGS,
        good_ratings=GOOD_RATINGS,
    )


def reach_row(found: Reach) -> dict[str, Any]:
    """The estimate as a row, with where its factor comes from."""
    return {
        "people_complaining": found.people,
        "one_in": found.factor,
        "estimate": found.estimate,
        "source": REACH_SOURCE,
    }


def loops_closed(store: Store, *, today: date) -> ClosedLoops:
    """How many comments have a closed loop, of all that say something: the one share that the front
    page, the public pages, the digest and the page of the loop give."""
    counts = store.tracking.days(TrackedFilter())
    return closed_loops(counts, theme_steps(store, today=today))


def step_rows(report: LoopReport) -> list[dict[str, Any]]:
    """Every step of every period as a table with the columns COLUMNS; period "all" is all."""
    return [
        {
            "period": name,
            "step": step.step.value,
            "comments": step.comments,
            "share": step.share,
            "median_days": step.median_days,
        }
        for name, row in _named(report)
        for step in row.steps
    ]


def period_rows(report: LoopReport) -> list[dict[str, Any]]:
    """One row per period, with the columns PERIOD_COLUMNS."""
    return [
        {
            "period": name,
            "received": row.received,
            "closed": row.closed,
            "share_closed": row.loops.share,
            "noes": row.noes,
            "noes_untold": row.untold,
            "never_heard": row.unheard,
        }
        for name, row in _named(report)
    ]


def _named(report: LoopReport) -> list[tuple[str, Loop]]:
    named = [
        ("undated" if row.period is None else f"{row.period:%Y-%m}", row) for row in report.periods
    ]
    return [("all", report.total), *named]


def expectations(store: Store) -> list[Placed]:
    """What each theme expects of the company, by the words of its name, its terms and its typical
    comments, or as people said."""
    said = store.promises.expectations()
    themes = store.themes.all()
    wanted = {id_ for theme in themes for id_ in theme.representatives[:TYPICAL]}
    typical = {comment.id: comment.text for comment in store.comments.get(sorted(wanted))}
    placed = []
    for theme in themes:
        ids = [id_ for id_ in theme.representatives[:TYPICAL] if id_ in typical]
        texts = [f"{theme.name} {' '.join(theme.terms)}", *(typical[id_] for id_ in ids)]
        placed.append(place(theme.id, texts, said=said.get(theme.id)))
    return placed


def expectation_rows(store: Store, placed: Sequence[Placed] | None = None) -> list[dict[str, Any]]:
    """The themes with what they expect, as a table with the columns EXPECTATION_COLUMNS.

    `placed` are their expectations, where the caller has read them.
    """
    names = {theme.id: theme.name for theme in store.themes.all()}
    return [
        {
            "theme_id": row.theme_id,
            "theme": names[row.theme_id],
            "expectation": row.expectation.value if row.expectation else "",
            "words": row.words,
            "by_hand": row.by_person,
        }
        for row in (expectations(store) if placed is None else placed)
    ]


def set_expectation(store: Store, theme_id: int, expectation: str | None) -> None:
    """Say by hand what a theme expects: one of the eight, "" for none, None to let the words
    decide again."""
    if expectation and expectation not in set(Expectation):
        known = ", ".join(Expectation)
        raise InputError(f"There is no expectation {expectation!r}. Choose one of: {known}.")
    if store.themes.get(theme_id) is None:
        raise NotFoundError(f"There is no theme {theme_id}. See the list of themes for their ids.")
    store.promises.expect(theme_id, expectation)


def expectation_month_rows(months: Mapping[date, Counter[Expectation]]) -> list[dict[str, Any]]:
    """Comments about each expectation by month, with the columns MONTH_COLUMNS; months in which
    nothing came are left out."""
    return [
        {
            "month": f"{month:%Y-%m}",
            **{expectation.value: counts[expectation] for expectation in Expectation},
        }
        for month, counts in sorted(months.items())
    ]


def expectation_months(
    store: Store, placed: Sequence[Placed] | None = None
) -> dict[date, Counter[Expectation]]:
    """Comments about each expectation by month; `placed` as in `expectation_rows`."""
    known = expectations(store) if placed is None else placed
    return by_month(store.tracking.theme_weeks(), {row.theme_id: row for row in known})
