"""Find, list, name and export themes."""

import dataclasses
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from feedback.actions.ports import Store
from feedback.domain.progress import Progress, no_progress
from feedback.domain.summaries import CommentFilter, ThemeFilter, ThemeSummary
from feedback.domain.theme import AssignedBy, Assignment, RunReport, Theme, ThemeStatus
from feedback.errors import InputError, NotFoundError
from feedback.themes.choosing import is_meant
from feedback.themes.discovery import Discovery, Material, discover
from feedback.themes.identity import match_clusters
from feedback.themes.layout import lay_out
from feedback.themes.model_files import keeping_model

READING_SHARE = 0.1
FITTING_SHARE = 0.85


def find_themes(
    store: Store,
    *,
    sources: Sequence[str] = (),
    detail: str = "medium",
    number: int | None = None,
    seed: int = 0,
    model_folder: Path,
    now: datetime,
    progress: Progress = no_progress,
) -> RunReport:
    """Group the comments (of some sources, or all) into themes, and keep those that were there.

    A cluster that holds the comments of an existing theme becomes that theme: its id, its name
    and everything decided about it stay. Comments that a person placed are not moved.
    """
    started = time.monotonic()
    material = _read(store, sources, progress)
    found = discover(
        material,
        detail=detail,
        number=number,
        seed=seed,
        progress=lambda share, message: progress(READING_SHARE + FITTING_SHARE * share, message),
    )
    progress(READING_SHARE + FITTING_SHARE, "Matching with the themes you have")
    with keeping_model(found.model, model_folder) as keep, store.writing():
        report = _apply(store, found, scope=set(material.ids), today=now.date())
        report = dataclasses.replace(report, seconds=round(time.monotonic() - started, 2))
        params = {"sources": list(sources), "detail": detail, "number": number, "seed": seed}
        run = store.themes.add_run(report, params, at=now)
        keep(run)
    return dataclasses.replace(report, run=run)


def _read(store: Store, sources: Sequence[str], progress: Progress) -> Material:
    known = {source.name for source in store.comments.sources()}
    for source in sources:
        if source not in known:
            raise NotFoundError(
                f"There is no source {source!r}. Known are: {', '.join(sorted(known)) or 'none'}."
            )
    filters = [CommentFilter(source=source, include_filler=False) for source in sources or ("",)]
    total = sum(store.comments.count(where) for where in filters)
    if not total:
        raise InputError(
            "There are no comments to find themes in. Import a file of comments first."
        )
    material = Material()
    for comment in chain.from_iterable(store.comments.iterate(where) for where in filters):
        material.add(comment)
        if len(material.ids) % 5000 == 0:
            progress(READING_SHARE * len(material.ids) / total, "Reading comments")
    return material


def _apply(store: Store, found: Discovery, *, scope: set[int], today: date) -> RunReport:
    """Write what was found over what is there, for the comments in `scope`."""
    present = store.themes.assignments()
    by_person = {a.comment_id for a in present if a.assigned_by is AssignedBy.PERSON}
    before = {a.comment_id: a.theme_id for a in present if a.comment_id in scope}
    theme_of = match_clusters(before, found.clusters())
    kept = set(theme_of.values())
    for cluster, theme in enumerate(found.themes):
        if cluster in theme_of:
            _refresh(store, theme_of[cluster], theme)
        else:
            theme_of[cluster] = store.themes.add(theme)
    assigned = [
        Assignment(comment, theme_of[cluster], score)
        for comment, cluster, score in found.placed()
        if comment not in by_person
    ]
    store.themes.unassign(comment for comment in before if comment not in by_person)
    store.themes.assign(assigned)
    retired = _retire_empty(store, today=today)
    return RunReport(
        run=0,
        comments=len(scope),
        themes=len(found.themes),
        unassigned=len(scope - {a.comment_id for a in assigned} - by_person),
        kept=len(kept),
        new=len(found.themes) - len(kept),
        retired=retired,
        seconds=0.0,
    )


def _refresh(store: Store, theme_id: int, found: Theme) -> None:
    """Bring a kept theme's terms up to date; its name stays, since people know it by that."""
    theme = _theme(store, theme_id)
    store.themes.save(
        dataclasses.replace(
            theme,
            terms=found.terms,
            language=found.language,
            cohesion=found.cohesion,
            representatives=found.representatives,
            retired=False,
        )
    )


def _retire_empty(store: Store, *, today: date) -> int:
    """Retire the themes that no comment is left in; how many."""
    empty = [row.id for row in store.themes.summaries(today=today) if not row.comments]
    for theme_id in empty:
        store.themes.save(dataclasses.replace(_theme(store, theme_id), retired=True))
    return len(empty)


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
    typical = [comment.text[:300] for comment in store.comments.get(theme.representatives[:8])]
    return " ".join([*theme.terms, *theme.terms, *typical])


def _theme(store: Store, theme_id: int) -> Theme:
    theme = store.themes.get(theme_id)
    if theme is None:
        raise NotFoundError(f"There is no theme {theme_id}. See the list of themes for their ids.")
    return theme
