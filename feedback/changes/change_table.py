"""Tables with a row per change, as issue trackers export them, to changes."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from feedback.changes.change_columns import guess_columns, is_done, is_due_date
from feedback.changes.change_file import ChangeFile
from feedback.changes.column_contents import guess_by_content
from feedback.changes.dates import find_date, month_comes_first
from feedback.changes.generic import is_generic
from feedback.changes.identity import change_key
from feedback.changes.kinds import kind_of_first_word, kind_of_prefix, kind_of_section
from feedback.changes.titles import read_line
from feedback.changes.versions import version_name
from feedback.domain.change import Change
from feedback.domain.comment import Reject
from feedback.errors import InputError

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 10_000_000
_LONGEST_TITLE = 10_000
_KINDS = {"story": "added", "user story": "added", "task": "", "epic": "added", "defect": "fixed"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One row by field, with the line it begins on."""

    line: int
    cells: Mapping[str, str]


def looks_like_table(text: str) -> bool:
    """Whether the first line is a header with a title column among others."""
    first = text.lstrip("\ufeff\n").split("\n", 1)[0]
    delimiter = _delimiter(first)
    return bool(delimiter) and "title" in guess_columns(
        next(csv.reader([first], delimiter=delimiter))
    )


def read_table(text: str, *, name: str, product: str = "") -> ChangeFile:
    """All changes of a table in text, such as CSV, in its order. As `read_rows`."""
    text = text.lstrip("\ufeff\n")
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _delimiter(text.split("\n", 1)[0]) or ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    try:
        headers = next(reader, [])
        before = reader.line_num
        for cells in reader:
            rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise InputError(
            f"{name} cannot be read as a table near line {reader.line_num}. Save it as CSV again."
        ) from error
    return read_rows(headers, rows, name=name, product=product)


def read_rows(
    headers: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    *,
    name: str,
    product: str = "",
) -> ChangeFile:
    """The changes of rows (the line each begins on, its cells), in their order.

    The file's own ids are the keys where it has any. Rows that are not done, and rows without a
    date, are planned. Raises InputError when no column looks like a title or there is no row.
    """
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    columns = _columns(headers, [cells for _, cells in filled], name)
    if not filled:
        raise InputError(f"{name} has a header and no rows. Give the changes themselves.")
    notes: list[str] = []
    if "date" in columns and is_due_date(headers[columns["date"][0]]):
        notes.append("The only dates are due dates; they were taken for the days of release.")
    table = [_Row(line, _by_field(cells, columns)) for line, cells in filled]
    month_first = month_comes_first([row.cells.get("date", "") for row in table])
    changes: list[Change] = []
    rejects: list[Reject] = []
    for row in table:
        title = row.cells.get("title", "")
        if not any(character.isalnum() for character in title) or len(title) > _LONGEST_TITLE:
            reason = "The title is too long." if title else "The row has no title."
            advice = "Write what changed in a sentence."
            rejects.append(Reject(row.line, reason, advice, title[:80]))
        else:
            changes.append(_change(row, product, month_first, notes))
    return ChangeFile(changes=tuple(changes), rejects=tuple(rejects), notes=tuple(notes[:20]))


def _columns(
    headers: Sequence[str], rows: Sequence[Sequence[str]], name: str
) -> dict[str, list[int]]:
    """Where each field lies: by the headers, and by what lies below them."""
    columns = guess_by_content(headers, rows, guess_columns(headers))
    if "title" not in columns:
        shown = ", ".join(header.strip()[:30] for header in headers[:8])
        raise InputError(
            f"{name} has no column that looks like a title (found: {shown}). "
            "Name the column that says what changed “title”."
        )
    return columns


def _by_field(cells: Sequence[str], columns: Mapping[str, Sequence[int]]) -> dict[str, str]:
    row = {}
    for field, places in columns.items():
        values = [cells[i].strip() for i in places if i < len(cells) and cells[i].strip()]
        row[field] = values[0] if values else ""
    return row


def _change(row: _Row, product: str, month_first: bool | None, notes: list[str]) -> Change:
    cell = row.cells.get
    line = read_line(cell("title", ""))
    external_id = cell("id", "")[:200]
    version = cell("version", "")
    version = version_name(version) or version[:60]
    details = "\n".join(part for part in (line.rest, cell("details", "")) if part)
    date = find_date(cell("date", ""), month_first=month_first)
    if date is not None and date.day is None:
        notes.append(f"Line {row.line}: the date “{cell('date', '')[:40]}” cannot be.")
    shipped_on = date.day if date is not None and is_done(cell("status", "")) else None
    url = cell("url", "")
    return Change(
        title=line.title or cell("title", ""),
        key=external_id or change_key(version, line.title),
        details="" if details == line.title else details,
        product=product or cell("product", ""),
        component=cell("component", "") or line.component,
        version=version,
        shipped_on=shipped_on,
        url=url if url.lower().startswith(("https://", "http://")) else line.url,
        kind=_kind(cell("kind", "")) or line.kind or kind_of_first_word(line.title),
        external_id=external_id,
        generic=is_generic(line.title) and not details,
    )


def _kind(written: str) -> str:
    word = written.lower().strip()
    return _KINDS[word] if word in _KINDS else kind_of_prefix(word) or kind_of_section(word)


def _delimiter(header: str) -> str:
    """The sign that parts the header, judged by how often it stands there; "" for none."""
    best = max(_DELIMITERS, key=header.count)
    return best if header.count(best) else ""
