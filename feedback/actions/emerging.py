"""Which themes rise against their own past."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from feedback.actions.ports import Store
from feedback.domain.summaries import CommentFilter, ThemeSummary
from feedback.themes.emerging import Emerging, emerging_themes

__all__ = ["Emerging", "rising_themes"]

SUNDAY = 6
WEEK = timedelta(days=7)


def rising_themes(
    store: Store, *, today: date, themes: Sequence[ThemeSummary] | None = None
) -> list[Emerging]:
    """Themes whose last full week stands out, surest first.

    The week of the newest comment counts only when it is over. `themes` are all open ones, where
    the caller has read them.
    """
    weeks = store.comments.weekly(CommentFilter())
    if not weeks:
        return []
    newest = store.comments.page(CommentFilter(), limit=1)[0].created_at
    # Where the data ends before Sunday, the rest of that week is not known.
    partial = newest is None or newest.weekday() != SUNDAY
    if themes is None:
        themes = store.themes.summaries(today=today)
    summaries = [row for row in themes if any(row.weekly)]
    covered = len(summaries[0].weekly) if summaries else 0
    volume = [week.comments for week in weeks][-covered:]
    volume = [0] * (covered - len(volume)) + volume
    # Weeks before the first comment of all say nothing of any theme.
    begin = next((place for place, count in enumerate(volume) if count), 0)
    end = covered - 1 if partial else covered
    found = emerging_themes({row.id: row.weekly[begin:end] for row in summaries}, volume[begin:end])
    last = weeks[-1].week - (WEEK if partial else timedelta())
    return [replace(theme, week=last) for theme in found]
