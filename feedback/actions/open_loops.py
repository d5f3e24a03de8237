"""Who waits: the open loops, the longest waiting first, and what to do about each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from feedback.actions.ports import Store
from feedback.actions.theme_steps import theme_steps
from feedback.domain.change import Suggestion
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import ThemeStatus
from feedback.domain.tracked import DayCount, TrackedFilter
from feedback.errors import NotFoundError
from feedback.tracking.spread import Spread, spread
from feedback.tracking.steps import ThemeSteps
from feedback.tracking.waiting import AGES, Clocks, Waiting, clocks, days_waited, together, waiting

__all__ = [
    "AGES",
    "COLUMNS",
    "NO_OWNER",
    "NextStep",
    "OpenLoop",
    "OpenLoops",
    "Waiting",
    "open_loops",
    "open_rows",
]

NO_THEME = "In no theme"
NO_OWNER = "nobody"
"""How the filter asks for themes without an owner."""
AGE_COLUMNS = ("days_0_14", "days_15_30", "days_31_90", "days_over_90")
COLUMNS = (
    "theme_id", "theme", "owner", "status", "outcome", "waiting", "people", "never_answered",
    "of_comments", "waiting_since", "median_days", "p90_days", *AGE_COLUMNS,
    "undated", "next",
)  # fmt: skip


class NextStep(StrEnum):
    """What brings the loop of a theme forward."""

    FIND = "find"
    DECIDE = "decide"
    LINK = "link"
    ANNOUNCE = "announce"


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """One theme with those who wait. `theme` is None for comments in no theme; `suggestion` is the
    change that most likely answers it, where the next step is to link."""

    theme: ThemeSummary | None
    waiting: Waiting
    people: int
    next_step: NextStep
    suggestion: Suggestion | None = None

    @property
    def name(self) -> str:
        """The theme's name."""
        return NO_THEME if self.theme is None else self.theme.name


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLoops:
    """Open loops, the longest waiting first; `total` and `people` over all of them.

    `answers` are the minutes to the first answer, over comments that got one; `early_answers` came
    before their comment, as the source has it, and are in no figure.
    """

    rows: tuple[OpenLoop, ...]
    total: Waiting
    people: int
    clocks: Clocks
    answers: Spread
    early_answers: int
    future: int


def open_loops(
    store: Store, *, today: date, source: str = "", segment: str = "", owner: str = ""
) -> OpenLoops:
    """The open loops as of `today`, of one source, segment or owner where given.

    `owner` is a name, or NO_OWNER. Raises NotFoundError for an unknown source.
    """
    known_source(store, source)
    where = TrackedFilter(source=source, segment=segment)
    steps = theme_steps(store, today=today)
    counts = store.tracking.days(where)
    themes = {row.id: row for row in store.themes.summaries(today=today, include_retired=True)}
    if owner:
        wanted = "" if owner == NO_OWNER else owner
        counts = [
            row
            for row in counts
            if (themes[row.theme_id].owner if row.theme_id is not None else "") == wanted
        ]
    found = [row for row in waiting(counts, steps, today=today) if row.comments]
    everybody, people = store.tracking.people_waiting(where, covered(steps))
    suggestions = _best(store.links.suggestions())
    rows = tuple(_loop(row, themes, people, suggestions) for row in found)
    minutes: Counter[int] = Counter()
    early = 0
    for wait in store.tracking.answer_waits(where):
        if wait.minutes < 0:
            early += wait.comments
        else:
            minutes[wait.minutes] += wait.comments
    return OpenLoops(
        rows=rows,
        total=together(found, days_waited(counts, steps, today=today), today=today),
        # Over some themes only, people who wait in two of them are counted in both.
        people=sum(row.people for row in rows) if owner else everybody,
        clocks=clocks(counts, steps),
        answers=spread(minutes),
        early_answers=early,
        future=_future(counts, today),
    )


def covered(steps: Mapping[int, ThemeSteps]) -> dict[int, date]:
    """By theme, the last day of writing for which its loop is closed; themes that closed none are
    left out."""
    until: dict[int, date] = {}
    for theme_id, its_steps in steps.items():
        known = its_steps.announced + (its_steps.told or ())
        if its_steps.is_no or (its_steps.stands and known):
            until[theme_id] = date.max
        elif known:
            until[theme_id] = max(known)
    return until


def open_rows(loops: OpenLoops) -> list[dict[str, Any]]:
    """The open loops as a table with the columns COLUMNS."""
    return [
        {
            "theme_id": row.waiting.theme_id,
            "theme": row.name,
            "owner": row.theme.owner if row.theme else "",
            "status": row.theme.status.value if row.theme else "",
            "outcome": row.theme.outcome.value if row.theme else "",
            "waiting": row.waiting.comments,
            "people": row.people,
            "never_answered": row.waiting.unanswered,
            "of_comments": row.waiting.of_comments,
            "waiting_since": row.waiting.since,
            "median_days": row.waiting.days.median,
            "p90_days": row.waiting.days.p90,
            **dict(zip(AGE_COLUMNS, row.waiting.ages, strict=True)),
            "undated": row.waiting.undated,
            "next": row.next_step.value,
        }
        for row in loops.rows
    ]


def known_source(store: Store, name: str) -> None:
    """Raise NotFoundError if there is no such source; empty means all."""
    names = [source.name for source in store.comments.sources()]
    if name and name not in names:
        raise NotFoundError(
            f"There is no source {name!r}. Known are: {', '.join(names) or 'none'}."
        )


def _loop(
    row: Waiting,
    themes: Mapping[int, ThemeSummary],
    people: Mapping[int | None, int],
    suggestions: Mapping[int, Suggestion],
) -> OpenLoop:
    theme = None if row.theme_id is None else themes.get(row.theme_id)
    suggestion = None
    if theme is None:
        step = NextStep.FIND
    elif theme.status is ThemeStatus.SHIPPED:
        step = NextStep.ANNOUNCE
    elif theme.id in suggestions:
        step, suggestion = NextStep.LINK, suggestions[theme.id]
    else:
        step = NextStep.DECIDE
    return OpenLoop(theme, row, people.get(row.theme_id, 0), step, suggestion)


def _best(suggestions: Sequence[Suggestion]) -> dict[int, Suggestion]:
    best: dict[int, Suggestion] = {}
    for suggestion in suggestions:
        best.setdefault(suggestion.theme_id, suggestion)
    return best


def _future(counts: Sequence[DayCount], today: date) -> int:
    """Comments dated after today: their clock is wrong, or ours."""
    return sum(row.comments for row in counts if row.day is not None and row.day > today)
