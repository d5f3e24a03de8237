"""CSV and its relatives: any delimiter, any encoding, whatever stands before the header."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.header import find_header, name_columns
from feedback.intake.reading.encoding import Encoding, choose_encoding
from feedback.intake.reading.lines import MOST_LINES, EndlessRecordError, RecordReader
from feedback.intake.table import LONGEST_SHOWN, Row, Table, UnreadableRow

DELIMITERS = ",;\t|^~¦\x1f\x01"
# For a file with one column: a delimiter that no file has.
ONE_COLUMN = "\x1e"
SAMPLE_LINES = 400
SAMPLE_LETTERS = 1 << 18
LONGEST_CELL = 10_000_000
LONGEST_LINE = 2 * LONGEST_CELL
BLOCK = 1 << 20
MOST_COLUMNS = 5_000
_NAMES = {"\t": "tab", ONE_COLUMN: "none"}


def open_delimited(path: Path, file_name: str, *, encoding: str = "") -> Table:
    """Open delimited text. Raises InputError when it has no header with rows below it."""
    csv.field_size_limit(LONGEST_CELL)
    _check_lines(path, file_name)
    chosen = choose_encoding(path, encoding)
    sample, whole = _sample(path, chosen)
    delimiter = _choose_delimiter(sample, whole)
    records = _records_of(sample, delimiter, whole)
    if not records:
        raise InputError(f"{file_name} is empty. Export it again and import the new file.")
    header = find_header(records)
    columns = name_columns(header.cells, records[header.index + (not header.missing) :])
    if len(columns) > MOST_COLUMNS:
        raise InputError(
            f"{file_name} has {len(columns):,} columns; at most {MOST_COLUMNS:,} can be read. "
            "Export it with the comments and what belongs to them only."
        )
    first_line = header.line + header.height
    widths = (len(columns), len(header.cells))
    return Table(
        file_name=file_name,
        columns=columns,
        rows=lambda: _rows(path, file_name, chosen, delimiter, first_line, widths),
        reading={
            "format": "CSV",
            "encoding": chosen.name,
            "delimiter": _NAMES.get(delimiter, delimiter),
        },
        notes=chosen.notes + header.notes,
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


def _records_of(lines: list[str], delimiter: str, whole: bool) -> list[tuple[int, list[str]]]:
    """The sample's records with the line each begins in; the last may be cut, so it goes."""
    reader = RecordReader(iter(lines), delimiter)
    records = [
        (line, cells)
        for line, cells in reader
        if not isinstance(cells, UnreadableRow) and any(cell.strip() for cell in cells)
    ]
    return records if whole or len(records) < 3 else records[:-1]


def _choose_delimiter(lines: list[str], whole: bool) -> str:
    """The delimiter that cuts the most records into the same number (above one) of cells."""
    best, best_score = ONE_COLUMN, 0.0
    for delimiter in DELIMITERS:
        if not any(delimiter in line for line in lines):
            continue
        sizes = [len(cells) for _, cells in _records_of(lines, delimiter, whole)]
        several = [size for size in sizes if size > 1]
        if not several:
            continue
        usual = max(set(several), key=lambda size: (several.count(size), size))
        score = several.count(usual) / len(sizes) * min(usual, 4) ** 0.5
        if several.count(usual) * 2 >= len(sizes) and score > best_score:
            best, best_score = delimiter, score
    if best == ONE_COLUMN:
        return _most_in(lines[0]) if lines else best
    return best


def _most_in(header: str) -> str:
    """Where the rows disagree, the delimiter the first line has most of."""
    most = max(DELIMITERS, key=header.count)
    return most if header.count(most) else ONE_COLUMN


def _rows(
    path: Path,
    file_name: str,
    encoding: Encoding,
    delimiter: str,
    first_line: int,
    widths: tuple[int, int],
) -> Iterator[Row]:
    width, _ = widths
    with path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
        reader = RecordReader(islice(file, first_line - 1, None), delimiter, first_line, widths[1])
        try:
            for line, cells in reader:
                if isinstance(cells, UnreadableRow) or len(cells) == width:
                    yield line, cells
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
