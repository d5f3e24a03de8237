"""Bring changes in and list them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from feedback.actions.ports import Store
from feedback.changes.identity import recognise, without_duplicates
from feedback.changes.reading import read_changes
from feedback.domain.change import Change, ChangeReport
from feedback.domain.comment import Reject
from feedback.domain.summaries import ChangeSummary

_SHOWN_REJECTS = 20


def import_changes(
    store: Store,
    path: Path,
    *,
    file_name: str = "",
    product: str = "",
    is_sample: bool = False,
    today: date,
) -> ChangeReport:
    """Read a file of changes into the store, all of it or nothing.

    A second import of the same file adds nothing; an edited line, or one that was unreleased and
    now has a version, updates the change it was. Raises InputError when the file cannot be used.
    """
    name = file_name or path.name
    read = read_changes(path, name=name, product=product)
    changes, duplicates = without_duplicates(read.changes)
    if is_sample:
        changes = [replace(change, is_sample=True) for change in changes]
    with store.writing():
        products = {change.product for change in changes}
        stored = [change for change in store.changes.all() if change.product in products]
        imported, updated, unchanged = store.changes.upsert(recognise(changes, stored))
    return ChangeReport(
        file=name,
        changes=len(read.changes) + len(read.rejects),
        imported=imported,
        updated=updated,
        duplicates=duplicates + unchanged,
        rejected=len(read.rejects),
        notes=(*read.notes, *_planned(changes, today), *_sentences(read.rejects)),
    )


def list_changes(store: Store, *, unannounced: bool = False, today: date) -> list[ChangeSummary]:
    """All changes with the themes they answer, latest first.

    `unannounced` keeps those customers have, that answer a theme and that nobody was told about.
    """
    summaries = store.changes.summaries()
    if not unannounced:
        return summaries
    return [
        summary
        for summary in summaries
        if summary.change.is_shipped(today) and summary.theme_ids and not summary.announced
    ]


def _planned(changes: Sequence[Change], today: date) -> list[str]:
    planned = sum(not change.is_shipped(today) for change in changes)
    if planned == 0:
        return []
    if planned == 1:
        return ["1 change is planned, not shipped: it has no date, or one still to come."]
    return [f"{planned} changes are planned, not shipped: they have no date, or one still to come."]


def _sentences(rejects: Sequence[Reject]) -> list[str]:
    shown = [f"Line {reject.line}: {reject.reason} {reject.advice}" for reject in rejects]
    if len(shown) > _SHOWN_REJECTS:
        rest = len(shown) - _SHOWN_REJECTS
        shown = [*shown[:_SHOWN_REJECTS], f"{rest} more lines were rejected."]
    return shown
