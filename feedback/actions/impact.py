"""Did what was shipped help: each theme a change answers, before and after it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from feedback.actions.decisions import decide
from feedback.actions.ports import Store
from feedback.actions.source_weeks import SourceWeeks
from feedback.domain.change import Change, LinkState
from feedback.domain.decision import Decision
from feedback.domain.theme import Theme
from feedback.errors import InputError, NotFoundError
from feedback.tracking.before_after import Side
from feedback.tracking.impact import (
    CAVEAT,
    Impact,
    ImpactVerdict,
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
    "reopen_theme",
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
    """The results as a table with the columns COLUMNS."""
    rows = []
    for item in found:
        result, ratio, compared = item.result, item.result.ratio, item.result.compared
        year = result.year_earlier
        rows.append(
            {
                "change_id": item.change.id,
                "change": item.change.title,
                "shipped_on": item.change.shipped_on,
                "theme_id": item.theme.id,
                "theme": item.theme.name,
                "verdict": result.verdict.value,
                "weeks_before": result.before.weeks,
                "weeks_after": result.after.weeks,
                "comments_before": result.before.comments,
                "comments_after": result.after.comments,
                "per_thousand_before": result.before.per_thousand,
                "per_thousand_after": result.after.per_thousand,
                "rate_ratio": ratio.ratio if ratio else None,
                "low": ratio.low if ratio else None,
                "high": ratio.high if ratio else None,
                "compared_ratio": compared.ratio if compared else None,
                "compared_low": compared.low if compared else None,
                "compared_high": compared.high if compared else None,
                "year_earlier_ratio": year.ratio if year else None,
                "year_earlier_low": year.low if year else None,
                "year_earlier_high": year.high if year else None,
                "rating_before": result.before.mean_rating,
                "rating_after": result.after.mean_rating,
                "sentence": item.sentence,
            }
        )
    return rows


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
    found = []
    for change, theme in pairs:
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
                if its.id == theme.id
                and other.id != change.id
                and is_within(other.shipped_on, span)
            ]
        result = impact(
            rows, theme_id=theme.id, released=released, touched=touched, first=first, last=last
        )
        found.append(Outcomes(change, theme, result, left_out, tuple(also)))
    return found
