"""Comments by theme and week with their ratings added up, kept with each theme
(comment_columns.py)."""

import numpy as np

from feedback.domain.tracked import ThemeWeek
from feedback.store.comment_columns import UNDATED, Part, Parts
from feedback.store.marks import IN_NONE
from feedback.store.weeks import monday


def theme_weeks(parts: Parts) -> list[ThemeWeek]:
    """As feedback.actions.ports.Tracking.theme_weeks."""
    found: list[ThemeWeek] = []
    for theme_id, part in parts.items():
        if "weeks" not in part.kept:
            part.kept["weeks"] = _weeks(None if theme_id == IN_NONE else theme_id, part)
        found += part.kept["weeks"]
    return found


def _weeks(theme_id: int | None, part: Part) -> list[ThemeWeek]:
    dated = part.day != UNDATED
    weeks, place = np.unique((part.day[dated] - 1) // 7, return_inverse=True)
    rating = part.rating[dated]
    rated = ~np.isnan(rating)
    columns = (
        np.bincount(place, minlength=len(weeks)),
        np.bincount(place[rated], minlength=len(weeks)),
        np.bincount(place[rated], weights=rating[rated], minlength=len(weeks)),
    )
    rows = zip(weeks.tolist(), *(column.tolist() for column in columns), strict=True)
    return [ThemeWeek(theme_id, monday(week), *figures) for week, *figures in rows]
