"""List, map and export themes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from feedback.actions.ports import Store
from feedback.domain.summaries import CommentFilter, ThemeFilter, ThemeSummary
from feedback.domain.theme import Theme, ThemeStatus
from feedback.errors import InputError
from feedback.themes.choosing import is_meant
from feedback.themes.layout import lay_out


def list_themes(
    store: Store,
    *,
    today: date,
    status: str = "",
    which: ThemeFilter | None = None,
    where: CommentFilter | None = None,
) -> list[ThemeSummary]:
    """Themes with their counts, most comments first; only those of one status where given.

    `which` chooses themes by what people gave them, `where` the comments that are counted; with
    it, themes that none of these comments is in are left out. Raises InputError for an unknown
    status.
    """
    which = which or ThemeFilter()
    status = status or which.status
    if status and status not in set(ThemeStatus):
        known = ", ".join(ThemeStatus)
        raise InputError(f"There is no status {status!r}. Choose one of: {known}.")
    rows = store.themes.summaries(
        today=today, include_retired=status == ThemeStatus.RETIRED, where=where
    )
    return [
        row
        for row in rows
        if (not status or row.status == status)
        and is_meant(row, which)
        and (where in (None, CommentFilter()) or row.comments)
    ]


def export_rows(store: Store) -> Iterator[dict[str, Any]]:
    """One row per comment, in or out of a theme: what a count can be checked against."""
    place = {a.comment_id: a for a in store.themes.assignments()}
    names = {theme.id: theme.name for theme in store.themes.all(include_retired=True)}
    for comment in store.comments.iterate(CommentFilter()):
        assignment = place.get(comment.id)
        yield {
            "comment_id": comment.id,
            "external_id": comment.external_id,
            "theme_id": assignment.theme_id if assignment else "",
            "theme": names[assignment.theme_id] if assignment else "",
            "score": round(assignment.score, 4) if assignment else "",
            "assigned_by": assignment.assigned_by.value if assignment else "",
        }


def theme_map(store: Store) -> list[tuple[int, float, float]]:
    """Where each open theme lies on the map: (theme id, x, y), both within −1 … 1."""
    themes = store.themes.all()
    samples = [_sample_text(store, theme) for theme in themes]
    points = lay_out(samples)
    return [(theme.id, float(x), float(y)) for theme, (x, y) in zip(themes, points, strict=True)]


def _sample_text(store: Store, theme: Theme) -> str:
    """A theme in few words: its terms, twice as heavy as what its typical comments say."""
    typical = [comment.text[:200] for comment in store.comments.get(theme.representatives[:5])]
    return " ".join([*theme.terms, *theme.terms, *typical])
