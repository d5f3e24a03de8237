"""Did what was shipped help: each theme a change answers, before and after it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from feedback.actions.decisions import decide
from feedback.actions.ports import Store
from feedback.actions.source_weeks import SourceWeeks
from feedback.domain.change import Change, LinkState, Reason
from feedback.domain.decision import Decision
from feedback.domain.theme import Theme
from feedback.errors import InputError, NotFoundError
from feedback.tracking.before_after import Side
from feedback.tracking.impact import (
    CAVEAT,
    Impact,
    ImpactVerdict,
    figures,
    impact,
    is_within,
    sentence,
    touched_themes,
)
from feedback.tracking.rate_ratio import Ratio
from feedback.tracking.windows import windows

__all__ = [
    "CAVEAT",
    "COLUMNS",
    "ImpactVerdict",
    "Outcomes",
    "Ratio",
    "Side",
    "impact_of",
    "impact_rows",
    "impacts",
    "reasons_in_words",
    "reopen_theme",
    "suggested_impacts",
]

DID_NOT_HELP = "What shipped did not make the theme any smaller."
COLUMNS = (
    "change_id", "change", "shipped_on", "theme_id", "theme", "verdict", "weeks_before",
    "weeks_after", "comments_before", "comments_after", "per_thousand_before",
    "per_thousand_after", "rate_ratio", "low", "high", "compared_ratio", "compared_low",
    "compared_high", "year_earlier_ratio", "year_earlier_low", "year_earlier_high",
    "rating_before", "rating_after", "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of one theme after one change.

    `left_out` are sources that do not cover the weeks compared, `also_shipped` other changes for
    the theme within these weeks.
    """

    change: Change
    theme: Theme
    result: Impact
    left_out: tuple[str, ...] = ()
    also_shipped: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The result in words, with what else there is to know."""
        said = sentence(self.result, theme=self.theme.name, change=self.change.title)
        if self.also_shipped and self.result.verdict is not ImpactVerdict.TOO_LITTLE:
            others = ", ".join(f"“{title}”" for title in self.also_shipped)
            said += f" In the same weeks {others} shipped for it, too: which did it is not known."
        if self.left_out:
            names = ", ".join(f"“{name}”" for name in self.left_out)
            said += f" Comments of {names} are left out: they do not cover the weeks on both sides."
        return said

    @property
    def figures(self) -> str:
        """What came before and after, in the words every page uses."""
        return figures(self.result)


Pair = tuple[int, int]
"""A theme id and a change id."""


def suggested_impacts(store: Store, pairs: Iterable[Pair], *, today: date) -> dict[Pair, Outcomes]:
    """The same for themes and changes that are linked or only suggested, as far as the change has
    shipped."""
    themes = {theme.id: theme for theme in store.themes.all()}
    changes = {change.id: change for change in store.changes.all() if change.is_shipped(today)}
    known = [
        (changes[change_id], themes[theme_id])
        for theme_id, change_id in dict.fromkeys(pairs)
        if change_id in changes and theme_id in themes
    ]
    return {(row.theme.id, row.change.id): row for row in _compare(store, known, today=today)}


def reasons_in_words(reasons: Iterable[Reason], found: Outcomes | None) -> list[str]:
    """Why a change was suggested, one sentence a reason. Of what came before and after it, the
    figures are those of the impact `found`."""
    return [
        found.figures if reason.name == "fading" and found is not None else reason.sentence
        for reason in reasons
    ]


def impact_of(store: Store, change_id: int, *, today: date, theme_id: int = 0) -> list[Outcomes]:
    """What became of the themes a change answers, or of one theme.

    Raises NotFoundError for an unknown change or theme, InputError for a change that has not
    shipped or answers nothing.
    """
    change = store.changes.get(change_id)
    if change is None:
        raise NotFoundError(f"There is no change {change_id}. See the list of changes.")
    if not change.is_shipped(today):
        raise InputError(f"“{change.title}” has not shipped yet, so nothing can have come of it.")
    if theme_id:
        theme = store.themes.get(theme_id)
        if theme is None:
            raise NotFoundError(f"There is no theme {theme_id}. See the list of themes.")
        return _compare(store, [(change, theme)], today=today)
    found = [row for row in _answered(store, today=today) if row[0].id == change_id]
    if not found:
        raise InputError(
            f"“{change.title}” answers no theme yet. Accept a link first, or name a theme."
        )
    return _compare(store, found, today=today)


def impacts(store: Store, *, today: date) -> list[Outcomes]:
    """What became of every theme that a shipped change answers, the latest change first."""
    return _compare(store, _answered(store, today=today), today=today)


def reopen_theme(store: Store, theme_id: int, *, now: datetime, who: str = "") -> Decision:
    """Look at a theme again: what was decided about it is open once more, and its people wait
    again; links and announcements stay, as they happened."""
    return decide(store, theme_id, outcome="undecided", reason=DID_NOT_HELP, now=now, who=who)


def impact_rows(found: list[Outcomes]) -> list[dict[str, Any]]:
    """The results as a table with the columns COLUMNS; of too little data there are counts and
    neither rates nor mean ratings."""
    return [
        {
            "change_id": item.change.id,
            "change": item.change.title,
            "shipped_on": item.change.shipped_on,
            "theme_id": item.theme.id,
            "theme": item.theme.name,
            "verdict": item.result.verdict.value,
            **_sides(item.result),
            **_interval("rate_ratio", "", item.result.ratio),
            **_interval("compared_ratio", "compared_", item.result.compared),
            **_interval("year_earlier_ratio", "year_earlier_", item.result.year_earlier),
            "sentence": item.sentence,
        }
        for item in found
    ]


def _sides(result: Impact) -> dict[str, Any]:
    is_enough = result.verdict is not ImpactVerdict.TOO_LITTLE
    row: dict[str, Any] = {}
    for side, name in ((result.before, "before"), (result.after, "after")):
        row[f"weeks_{name}"] = side.weeks
        row[f"comments_{name}"] = side.comments
        row[f"per_thousand_{name}"] = side.per_thousand if is_enough else None
        row[f"rating_{name}"] = side.mean_rating if is_enough else None
    return row


def _interval(name: str, ends: str, ratio: Ratio | None) -> dict[str, float | None]:
    return {
        name: ratio.ratio if ratio else None,
        f"{ends}low": ratio.low if ratio else None,
        f"{ends}high": ratio.high if ratio else None,
    }


def _answered(store: Store, *, today: date) -> list[tuple[Change, Theme]]:
    changes = {change.id: change for change in store.changes.all() if change.is_shipped(today)}
    themes = {theme.id: theme for theme in store.themes.all()}
    pairs = [
        (changes[link.change_id], themes[link.theme_id])
        for link in store.links.all()
        if link.state is LinkState.ACCEPTED
        and link.change_id in changes
        and link.theme_id in themes
    ]
    return sorted(pairs, key=lambda pair: (pair[0].shipped_on or date.min, -pair[1].id))[::-1]


def _compare(store: Store, pairs: list[tuple[Change, Theme]], *, today: date) -> list[Outcomes]:
    if not pairs:
        return []
    weeks = SourceWeeks(store, today=today)
    answered = _answered(store, today=today)
    shipped: dict[int, list[date]] = defaultdict(list)
    for change, theme in answered:
        if change.shipped_on is not None:
            shipped[theme.id].append(change.shipped_on)
    return [_outcomes(weeks, pair, answered, shipped, today=today) for pair in pairs]


def _outcomes(
    weeks: SourceWeeks,
    pair: tuple[Change, Theme],
    answered: list[tuple[Change, Theme]],
    shipped: dict[int, list[date]],
    *,
    today: date,
) -> Outcomes:
    change, theme = pair
    released = change.shipped_on or today
    rows, first, last, left_out = weeks.around(released)
    touched: set[int] = set()
    also: list[str] = []
    if first is not None and last is not None:
        span = windows(released, first=first, last=last)
        touched = touched_themes(shipped, span)
        also = [
            other.title
            for other, its in answered
            if its.id == theme.id and other.id != change.id and is_within(other.shipped_on, span)
        ]
    result = impact(
        rows, theme_id=theme.id, released=released, touched=touched, first=first, last=last
    )
    return Outcomes(change, theme, result, left_out, tuple(also))
