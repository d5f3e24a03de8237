"""CSV and its relatives: any delimiter, any encoding, whatever stands before the header."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.header import Records, find_header, name_columns
from feedback.intake.header_evidence import known_names
from feedback.intake.reading.dialect import ONE_COLUMN, Dialect, choose_dialect, records_of
from feedback.intake.reading.encoding import Encoding, choose_encoding
from feedback.intake.reading.lines import MOST_LINES, EndlessRecordError
from feedback.intake.reading.totals import without_total
from feedback.intake.table import LONGEST_SHOWN, Row, Table, UnreadableRow

SAMPLE_LINES = 400
SAMPLE_LETTERS = 1 << 18
LONGEST_CELL = 10_000_000
LONGEST_LINE = 2 * LONGEST_CELL
BLOCK = 1 << 20
MOST_COLUMNS = 5_000
LINES_OF_CHAT = 100
# 12/03/2026, 10:02 - Mia: …, and [12.03.26, 10:02:11] Mia: …
_CHAT_LINE = re.compile(
    r"[\u200e\ufeff]?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:[ \u202f][AaPp]\.?[Mm]\.?)?(?:\]| -) [^:\n]{1,60}: "
)
_NAMES = {"\t": "tab", ONE_COLUMN: "none"}


def open_delimited(path: Path, file_name: str, *, encoding: str = "") -> Table:
    """Open delimited text. Raises InputError when it has no header with rows below it."""
    csv.field_size_limit(LONGEST_CELL)
    _check_lines(path, file_name)
    chosen = choose_encoding(path, encoding)
    sample, whole = _sample(path, chosen)
    _refuse_chat(sample, file_name)
    dialect = choose_dialect(sample, whole)
    records = records_of(sample, dialect, whole)
    if not records:
        raise InputError(f"{file_name} is empty. Export it again and import the new file.")
    header = find_header(records)
    columns = name_columns(header.cells, records[header.rows_from :])
    if len(columns) > MOST_COLUMNS:
        raise InputError(
            f"{file_name} has {len(columns):,} columns; at most {MOST_COLUMNS:,} can be read. "
            "Export it with the comments and what belongs to them only."
        )
    widths = (len(columns), len(header.cells))
    return Table(
        file_name=file_name,
        columns=columns,
        rows=lambda: without_total(
            _rows(path, file_name, chosen, dialect, header.first_line, widths, header.cells),
            len(columns),
        ),
        reading={
            "format": "CSV",
            "encoding": chosen.name,
            "delimiter": _NAMES.get(dialect.delimiter, dialect.delimiter),
        },
        notes=chosen.notes + header.notes + _note_on_wide(records[header.rows_from :], columns),
    )


def _refuse_chat(sample: Sequence[str], file_name: str) -> None:
    """A chat looks like a table of one column and some junk, and would come in as that."""
    lines = [line for line in sample[:LINES_OF_CHAT] if line.strip()]
    said = sum(bool(_CHAT_LINE.match(line)) for line in lines)
    if said > 1 and said * 2 >= len(lines):
        raise InputError(
            f"{file_name} is a chat as messengers save it, and no table: nothing in it tells "
            "customers from staff. Put what the customers wrote into a table with the columns "
            "date, name and comment, and import that."
        )


def _note_on_wide(rows: Records, columns: Sequence[str]) -> tuple[str, ...]:
    """What is said before anything is stored, where many rows will be rejected."""
    wide = sum(any(map(str.strip, cells[len(columns) :])) for _, cells in rows)
    if wide * 10 < len(rows) or not wide:
        return ()
    return (
        f"{wide} of the first {len(rows)} rows have more cells than the header has names; they are "
        "rejected, because nobody can tell where their text is cut. Put quotation marks around "
        "text that holds the delimiter.",
    )


def _check_lines(path: Path, file_name: str) -> None:
    """Refuse a line that would not fit into memory before anything tries to read it."""
    line, length = 1, 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            last = max(block.rfind(b"\n"), block.rfind(b"\r"))
            line += block.count(b"\n") or block.count(b"\r")
            length = length + len(block) if last < 0 else len(block) - last
            if length > LONGEST_LINE:
                raise _too_long(file_name, line)


def _too_long(file_name: str, line: int) -> InputError:
    return InputError(
        f"{file_name} has a cell of more than {LONGEST_CELL:,} characters in line {line}. "
        "Close the quotation mark that was left open there, or shorten it."
    )


def _sample(path: Path, encoding: Encoding) -> tuple[list[str], bool]:
    """The first lines, and whether they are the whole file."""
    lines: list[str] = []
    letters = 0
    with path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
        for line in file:
            lines.append(line)
            letters += len(line)
            if len(lines) >= SAMPLE_LINES or letters >= SAMPLE_LETTERS:
                return lines, False
    return lines, True


def _rows(
    path: Path,
    file_name: str,
    encoding: Encoding,
    dialect: Dialect,
    first_line: int,
    widths: tuple[int, int],
    header: Sequence[str],
) -> Iterator[Row]:
    width, _ = widths
    # Exports that were put together have it between their rows; one word may be a comment.
    names = list(header) if width > 1 and known_names(header) else None
    with path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
        reader = dialect.reader(islice(file, first_line - 1, None), first_line, widths[1])
        try:
            for line, cells in reader:
                if isinstance(cells, UnreadableRow):
                    yield line, cells
                elif len(cells) == width:
                    yield line, _REPEATED if cells == names else cells
                else:
                    fitted = _fit(cells, *widths)
                    if fitted is not None:
                        yield line, fitted
        except EndlessRecordError as error:
            raise InputError(
                f"{file_name} has a row that goes on for more than {MOST_LINES:,} lines or "
                f"{LONGEST_LINE:,} characters from line {reader.line} on. Close the quotation mark "
                "that was left open there."
            ) from error
        except csv.Error as error:
            raise _too_long(file_name, reader.line) from error


_REPEATED = UnreadableRow(
    "The row repeats the names of the columns.", "Nothing to do: it holds no comment.", ""
)


def _fit(cells: list[str], width: int, header_width: int) -> list[str] | UnreadableRow | None:
    """A short row filled up, a long one cut if nothing is lost by it; None for a blank line.

    `width` is that of the columns, which is less than `header_width` where the header ends in cells
    without a name. What stands below those may be half of a comment.
    """
    if not cells:
        return None
    if len(cells) < width:
        return cells + [""] * (width - len(cells))
    if not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    named = "names" if width < header_width else "has"
    return UnreadableRow(
        f"The row has {len(cells)} cells where the header {named} {width}.",
        "Put quotation marks around text that holds the delimiter, and import the file again.",
        " | ".join(cells)[:LONGEST_SHOWN],
    )
