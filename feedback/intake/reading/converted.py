"""Formats that are read in a process of their own, which leaves plain rows behind.

Workbooks and Parquet files are taken apart by native code; a hostile file may crash it or take all
memory. The child has limits on memory and time, and whatever happens to it, we go on.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.header import find_header, name_columns
from feedback.intake.reading.room import no_room, room_for
from feedback.intake.reading.totals import without_total
from feedback.intake.table import LONGEST_SHOWN, Row, Table, UnreadableRow

SECONDS = 600
SAMPLE = 400
_REASONS = {
    "password": "{name} is protected by a password. Save it without one and import that.",
    "rows": "{name} has more rows than a worksheet can have. Export it again.",
    "columns": "{name} has too many columns. Export the comments and what belongs to them only.",
    "far": "{name} has cells far away from its table, with millions of empty ones between. Delete "
    "the rows and columns outside the table, save it, and import it again.",
    "empty": "{name} has no rows. Export it again with the comments.",
    "large": "{name} would unpack to far more than such a file holds. Save it as CSV and import "
    "that.",
    "memory": "{name} needs too much memory to be read. Save it as CSV and import that.",
}


def convert(path: Path, file_name: str, kind: str) -> tuple[Path, dict[str, str], object]:
    """Have a child process write the rows; where they are, what it says, and what holds them.

    Raises InputError when the child refuses the file, crashes or takes too long, and HeardError
    when the disk is full.
    """
    folder = room_for(file_name)
    rows = Path(folder.name) / "rows.jsonl"
    command = [sys.executable, "-m", "feedback.intake.reading.child", kind, str(path), str(rows)]
    try:
        ended = subprocess.run(
            command, capture_output=True, timeout=SECONDS, cwd=_root(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"{file_name} takes too long to read. Save it as CSV and import that."
        ) from error
    said = _answer(ended.stdout)
    if said.get("error") == "full":
        raise no_room(file_name)
    if ended.returncode or "error" in said:
        sentence = _REASONS.get(
            said.get("error", ""),
            "{name} is damaged and cannot be read. Export it again, or save it as CSV.",
        )
        raise InputError(sentence.format(name=file_name))
    return rows, said, folder


def _root() -> Path:
    """Where `feedback` can be imported from."""
    return Path(__file__).parents[3]


def _answer(output: bytes) -> dict[str, str]:
    try:
        said = json.loads(output or b"{}")
    except ValueError:
        return {"error": "unknown"}
    return {str(name): str(value) for name, value in said.items()}


def open_converted(path: Path, file_name: str, kind: str) -> Table:
    """Open a workbook or a Parquet file. Raises InputError as `convert` does."""
    rows, said, folder = convert(path.resolve(), file_name, kind)
    sample = [(line, cells) for line, cells in islice(_read(rows), SAMPLE)]
    if not sample:
        raise InputError(_REASONS["empty"].format(name=file_name))
    header = find_header(sample)
    columns = name_columns(header.cells, sample[header.rows_from :])
    # A line holds one row here, whatever its cells hold.
    lines = [line for line, _ in sample]
    first_line = lines[header.rows_from] if header.rows_from < len(lines) else lines[-1] + 1
    note = said.pop("note", "")
    return Table(
        file_name=file_name,
        columns=columns,
        rows=lambda: without_total(_fitted(rows, first_line, len(columns)), len(columns)),
        reading=said,
        notes=(note,) * bool(note) + header.notes,
        holds=(folder,),
    )


def _read(rows: Path) -> Iterator[tuple[int, list[str]]]:
    with rows.open(encoding="utf-8") as file:
        for line in file:
            number, cells = json.loads(line)
            yield number, cells


def _fitted(rows: Path, first_line: int, width: int) -> Iterator[Row]:
    for number, cells in _read(rows):
        if number < first_line:
            continue
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            yield (
                number,
                UnreadableRow(
                    f"The row has {len(cells)} cells where the header has {width}.",
                    "Give every column a header, and import the file again.",
                    " | ".join(cells)[:LONGEST_SHOWN],
                ),
            )
        else:
            yield number, cells[:width] + [""] * (width - len(cells))
