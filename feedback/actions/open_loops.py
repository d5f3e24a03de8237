"""Who waits: the open loops, the longest waiting first, and what to do about each."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.actions.first_answers import FirstAnswers, first_answers, has_bots
from feedback.actions.people_waiting import covered, of_age, people_waiting_long, reopened
from feedback.actions.ports import Store
from feedback.actions.theme_steps import theme_steps
from feedback.changes.outcomes import DONE
from feedback.domain.change import Suggestion
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import ThemeStatus
from feedback.domain.tracked import DayCount, TrackedFilter
from feedback.errors import NotFoundError
from feedback.tracking.day_columns import DayColumns
from feedback.tracking.spread import Spread
from feedback.tracking.steps import ThemeSteps
from feedback.tracking.waiting import (
    AGES,
    Clocks,
    Waiting,
    clocks,
    clocks_by_theme,
    together,
    waits,
)

__all__ = [
    "AGES",
    "NO_OWNER",
    "NextStep",
    "OpenLoop",
    "OpenLoops",
    "Waiting",
    "open_loops",
]

NO_THEME = "In no theme"
NO_OWNER = "nobody"
"""How the filter asks for themes without an owner."""


class NextStep(StrEnum):
    """What brings the loop of a theme forward."""

    FIND = "find"
    DECIDE = "decide"
    LINK = "link"
    ANNOUNCE = "announce"


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """One theme with those who wait. `theme` is None for comments in no theme; `suggestion` is the
    change that most likely answers it, where the next step is to link. `answers` are the minutes to
    the first answer of its answered comments, `clocks` the days to each step; `by_bot` of those who
    wait heard from a bot only."""

    theme: ThemeSummary | None
    waiting: Waiting
    people: int
    next_step: NextStep
    answers: Spread
    clocks: Clocks
    by_bot: int = 0
    suggestion: Suggestion | None = None

    @property
    def name(self) -> str:
        """The theme's name."""
        return NO_THEME if self.theme is None else self.theme.name


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLoops:
    """Open loops, the longest waiting first; `total` and `people` over all of them.

    `people_long` have waited longer than the last of AGES begins. `answers` are those of all
    comments meant, waiting or not, `answered` how many of these got one, however long it took;
    `by_bot` of the waiting ones were answered by a bot and by nobody else.
    """

    rows: tuple[OpenLoop, ...]
    total: Waiting
    people: int
    people_long: int
    clocks: Clocks
    answers: FirstAnswers
    answered: int
    by_bot: int
    future: int


def open_loops(
    store: Store,
    *,
    today: date,
    source: str = "",
    segment: str = "",
    owner: str = "",
    age: str = "",
) -> OpenLoops:
    """The open loops as of `today`, of one source, segment or owner where given, or of those who
    wrote as many days ago as `age` says (one of AGES).

    `owner` is a name, or NO_OWNER. Raises NotFoundError for an unknown source, InputError for an
    unknown age.
    """
    known_source(store, source)
    where = of_age(TrackedFilter(source=source, segment=segment), age, today)
    steps = theme_steps(store, today=today)
    themes = {row.id: row for row in store.themes.summaries(today=today, include_retired=True)}
    wanted = owned_by(owner, themes) if owner else None
    return _found(store, where, age, _Known(steps, themes, wanted), today=today)


@dataclass(frozen=True, slots=True)
class _Known:
    """The steps of all themes, the themes, and which of them are meant (None: all)."""

    steps: Mapping[int, ThemeSteps]
    themes: Mapping[int, ThemeSummary]
    wanted: Collection[int | None] | None


def _found(
    store: Store, where: TrackedFilter, age: str, known: _Known, *, today: date
) -> OpenLoops:
    steps, wanted = known.steps, known.wanted
    everybody, people = store.tracking.people_waiting(
        where, covered(steps), reopened=reopened(steps), themes=wanted
    )
    people_long = everybody if age == AGES[-1] else 0
    if not age:
        people_long = people_waiting_long(store, steps, today=today, where=where, themes=wanted)
    columns = _columns(store, where, steps, wanted)
    found = [row for row in waits(columns, today=today) if row.comments]
    parts = _Parts(
        steps=steps,
        themes=known.themes,
        people=people,
        answers=first_answers(store, where, themes=wanted),
        clocks=clocks_by_theme(columns),
        bots=_by_bot(store, where, steps, wanted, today=today),
        suggestions=_best(store.links.suggestions()),
    )
    return OpenLoops(
        rows=tuple(parts.loop(its) for its in found),
        total=together(found, columns, today=today),
        people=everybody,
        people_long=people_long,
        clocks=clocks(columns),
        answers=parts.answers,
        answered=columns.total(columns.answered),
        by_bot=sum(parts.bots.values()),
        future=columns.total(columns.day > today.toordinal()),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is known of each theme, by its id."""

    steps: Mapping[int, ThemeSteps]
    themes: Mapping[int, ThemeSummary]
    people: Mapping[int | None, int]
    answers: FirstAnswers
    clocks: Mapping[int | None, Clocks]
    bots: Mapping[int | None, int]
    suggestions: Mapping[int, Suggestion]

    def loop(self, its: Waiting) -> OpenLoop:
        """The open loop of those who wait in one theme."""
        theme = None if its.theme_id is None else self.themes.get(its.theme_id)
        step, suggestion = _next(theme, self.steps, self.suggestions)
        return OpenLoop(
            theme=theme,
            waiting=its,
            people=self.people.get(its.theme_id, 0),
            next_step=step,
            answers=self.answers.of_theme(its.theme_id),
            clocks=self.clocks[its.theme_id],
            by_bot=self.bots.get(its.theme_id, 0),
            suggestion=suggestion,
        )


def _by_bot(
    store: Store,
    where: TrackedFilter,
    steps: Mapping[int, ThemeSteps],
    themes: Collection[int | None] | None,
    *,
    today: date,
) -> dict[int | None, int]:
    """Of those who wait, how many heard from a bot and from nobody else, by theme."""
    if not has_bots(store, where):
        return {}
    columns = _columns(store, dataclasses.replace(where, by_bot=True), steps, themes)
    return {row.theme_id: row.comments for row in waits(columns, today=today)}


def _columns(
    store: Store,
    where: TrackedFilter,
    steps: Mapping[int, ThemeSteps],
    themes: Collection[int | None] | None,
) -> DayColumns:
    """What became of the comments meant, of some themes where given."""
    counts: Sequence[DayCount] = store.tracking.days(where)
    if themes is not None:
        counts = [row for row in counts if row.theme_id in themes]
    return DayColumns(counts, steps)


def owned_by(owner: str, themes: Mapping[int, ThemeSummary]) -> set[int | None]:
    """The themes somebody looks after; comments in no theme belong to nobody."""
    if owner == NO_OWNER:
        return {None, *(row.id for row in themes.values() if not row.owner)}
    return {row.id for row in themes.values() if row.owner == owner}


def known_source(store: Store, name: str) -> None:
    """Raise NotFoundError if there is no such source; empty means all."""
    names = [source.name for source in store.comments.sources()]
    if name and name not in names:
        raise NotFoundError(
            f"There is no source {name!r}. Known are: {', '.join(names) or 'none'}."
        )


def _next(
    theme: ThemeSummary | None,
    steps: Mapping[int, ThemeSteps],
    suggestions: Mapping[int, Suggestion],
) -> tuple[NextStep, Suggestion | None]:
    if theme is None:
        return NextStep.FIND, None
    if theme.status is ThemeStatus.SHIPPED or _is_unsaid(theme, steps[theme.id]):
        return NextStep.ANNOUNCE, None
    if theme.id in suggestions:
        return NextStep.LINK, suggestions[theme.id]
    return NextStep.DECIDE, None


def _is_unsaid(theme: ThemeSummary, steps: ThemeSteps) -> bool:
    """Whether something was done, and all that was announced is the "no" or the plan before it."""
    return theme.outcome in DONE and bool(steps.shipped) and not steps.announced


def _best(suggestions: Sequence[Suggestion]) -> dict[int, Suggestion]:
    best: dict[int, Suggestion] = {}
    for suggestion in suggestions:
        best.setdefault(suggestion.theme_id, suggestion)
    return best
