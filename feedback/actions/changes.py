"""Bring changes in and list them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from feedback.actions.ports import Store
from feedback.changes.by_hand import keep_what_people_did
from feedback.changes.change_file import ChangeFile
from feedback.changes.change_table import read_rows
from feedback.changes.identity import recognise, without_duplicates
from feedback.changes.reading import read_changes
from feedback.domain.change import Change, ChangeReport
from feedback.domain.comment import Reject
from feedback.domain.summaries import ChangeSummary
from feedback.errors import InputError
from feedback.intake.reading import open_table
from feedback.intake.table import UnreadableRow

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
    read = read_change_file(path, name=name, product=product)
    changes, duplicates = without_duplicates(read.changes)
    if is_sample:
        changes = [replace(change, is_sample=True) for change in changes]
    with store.writing():
        products = {change.product for change in changes}
        everything = store.changes.all(include_removed=True)
        stored = [change for change in everything if change.product in products]
        known = recognise(changes, stored)
        kept, removed = keep_what_people_did(known, stored)
        imported, updated, unchanged = store.changes.upsert(kept)
    return ChangeReport(
        file=name,
        changes=len(read.changes) + len(read.rejects),
        imported=imported,
        updated=updated,
        duplicates=duplicates + unchanged,
        rejected=len(read.rejects),
        notes=(
            *read.notes,
            *_planned(changes, today),
            *_removed(removed),
            *_sentences(read.rejects),
        ),
    )


def read_change_file(path: Path, *, name: str, product: str = "") -> ChangeFile:
    """The changes of a file of any form: text by the room of changes, workbooks, Parquet and
    packed tables by that of comments, which takes them apart within limits."""
    if not _is_packed(path, name):
        return read_changes(path, name=name, product=product)
    table = open_table(path, name)
    rows: list[tuple[int, list[str]]] = []
    unreadable: list[Reject] = []
    for line, cells in table.rows():
        if isinstance(cells, UnreadableRow):
            unreadable.append(Reject(line, cells.reason, cells.advice, cells.excerpt))
        else:
            rows.append((line, cells))
    read = read_rows(table.columns, rows, name=name, product=product)
    rejects = sorted([*read.rejects, *unreadable], key=lambda reject: reject.line)
    return replace(read, rejects=tuple(rejects), notes=(*table.notes, *read.notes))


def _is_packed(path: Path, name: str) -> bool:
    """Whether a file begins like a workbook, a Parquet file, or a zipped or gzipped one."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise InputError(
            f"{name} cannot be opened. Check that it is there and readable."
        ) from error
    return start.startswith(
        (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"PAR1", b"\x1f\x8b")
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


def _removed(count: int) -> list[str]:
    if count == 0:
        return []
    lines, stay = ("1 line was", "stays") if count == 1 else (f"{count} lines were", "stay")
    return [f"{lines} removed by hand before and {stay} out."]


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
