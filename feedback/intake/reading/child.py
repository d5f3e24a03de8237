"""The process that takes workbooks and Parquet files apart, within limits.

`python -m feedback.intake.reading.child KIND FILE ROWS` writes one JSON list [line, cells] a line
to ROWS and says on standard output, as JSON, what it read or why not.
"""

import contextlib
import errno
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from feedback.intake.header import told_apart
from feedback.intake.reading.plain_values import DEEPEST, as_text, flattened
from feedback.intake.reading.room import is_full
from feedback.intake.reading.sheet_extent import reaches_too_far

MEMORY = 3 << 30
CPU_SECONDS = 300
MOST_ROWS_OF_A_SHEET = 1_048_576
MOST_COLUMNS = 5_000
MOST_SHEETS = 50
LONGEST_CELL = 10_000_000
LARGEST = 2 << 30
"""Bytes of rows that are written at most."""
FIRST_LOOK = 20_000_000
"""Letters after which the first rows say how large all will be."""
ALWAYS_ALLOWED = 200 << 20
HIGHEST_RATIO = 1000
"""Bytes of rows per byte of the file: a column of the same few words shrinks to nearly nothing."""

Rows = Iterator[tuple[int, list[str]]]


class _RefusedError(Exception):
    """Why a file is not read; a word the parent knows a sentence for."""


def _workbook(path: Path) -> tuple[dict[str, str], Rows]:
    """The rows of the largest sheet, and what is left out."""
    sheets = _visible_sheets(path)
    filled = [(sheet.height * sheet.width, name) for name, sheet in sheets.items() if sheet.height]
    if not filled:
        raise _RefusedError("empty")
    largest = max(filled, key=lambda one: one[0])[1]
    sheet = sheets[largest]
    for size, most, what in (
        (sheet.height, MOST_ROWS_OF_A_SHEET, "rows"),
        (sheet.width, MOST_COLUMNS, "columns"),
    ):
        if size > most:
            raise _RefusedError(what)
    said = {"format": "workbook", "sheet": largest}
    others = " and ".join(f"“{name}”" for _, name in filled if name != largest)
    if others:
        said["note"] = f"Only the sheet “{largest}” was read, the largest. Left out: {others}."
    # Empty rows above the first cell are among them, so that the first is always number 1.
    rows = (
        (number, [as_text(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1)
    )
    return said, rows


def _visible_sheets(path: Path) -> "dict[str, python_calamine.CalamineSheet]":  # type: ignore[name-defined]  # noqa: F821
    """The first sheets of a workbook that are not hidden, by name."""
    from python_calamine import (  # noqa: PLC0415  (only after the limits are set)
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    try:
        if reaches_too_far(path):
            raise _RefusedError("far")
        book = CalamineWorkbook.from_path(path)
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        return {name: book.get_sheet_by_name(name) for name in names[:MOST_SHEETS]}
    except PasswordError as error:
        raise _RefusedError("password") from error
    except CalamineError as error:
        raise _RefusedError("password" if "assword" in str(error) else "damaged") from error


def _parquet(path: Path) -> tuple[dict[str, str], Rows]:
    import pyarrow  # noqa: PLC0415  (only after the limits are set)
    import pyarrow.parquet  # noqa: PLC0415

    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    try:
        file = pyarrow.parquet.ParquetFile(path, memory_map=False)
        columns = told_apart(file.schema_arrow.names)
        fields = zip(file.schema_arrow, columns, strict=True)
        names = list(_names_of(field.with_name(name) for field, name in fields))
        if len(names) > MOST_COLUMNS:
            raise _RefusedError("columns")
        _refuse_large(file.metadata, path)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise _RefusedError("damaged") from error
    said = {"format": "Parquet", "rows": str(file.metadata.num_rows)}
    return said, _parquet_rows(file, columns, names)


def _names_of(fields: "Iterable[pyarrow.Field]", prefix: str = "", depth: int = 0) -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821
    """What `flattened` calls the values of a record in which none is missing."""
    import pyarrow  # noqa: PLC0415  (only after the limits are set)

    for field in fields:
        name = f"{prefix}{field.name}"
        if pyarrow.types.is_struct(field.type) and field.type.num_fields and depth < DEEPEST:
            yield from _names_of(field.type, f"{name}.", depth + 1)
        else:
            yield name


def _parquet_rows(
    file: "pyarrow.parquet.ParquetFile",  # type: ignore[name-defined]  # noqa: F821
    columns: list[str],
    names: list[str],
) -> Rows:
    line = 1
    yield line, names
    for batch in file.iter_batches(batch_size=1000, use_threads=False):
        for record in batch.rename_columns(columns).to_pylist():
            row = flattened(record)
            line += 1
            yield line, [row.get(name, "") for name in names]


def _refuse_large(told: "pyarrow.parquet.FileMetaData", path: Path) -> None:  # type: ignore[name-defined]  # noqa: F821
    """By what the file says of itself, before anything is unpacked. No value takes less than a
    quarter of its bytes as a letter."""
    unpacked = sum(told.row_group(place).total_byte_size for place in range(told.num_row_groups))
    if unpacked // 4 > allowed(path.stat().st_size):
        raise _RefusedError("large")


def _write(rows: Rows, target: Path, allowed: int, total: int = 0) -> None:
    """Write rows, `total` of them where that is known; refuse what becomes too large, or will
    twice over if it goes on as it begins."""
    size = 0
    with target.open("w", encoding="utf-8", errors="replace") as out:
        for line, cells in rows:
            if any(cells):
                if max(map(len, cells)) > LONGEST_CELL:
                    raise _RefusedError("memory")
                row = json.dumps((line, cells), ensure_ascii=False)
                size += len(row) + 1
                is_looked_at = total and size > FIRST_LOOK
                if size > allowed or (is_looked_at and size * total > 2 * allowed * line):
                    raise _RefusedError("large")
                out.write(row)
                out.write("\n")


def allowed(size: int) -> int:
    """How many letters of rows a file of this size may become."""
    return min(LARGEST, max(ALWAYS_ALLOWED, HIGHEST_RATIO * size))


def _limit() -> None:
    """Bound memory and processor time where the operating system can (not on Windows)."""
    try:
        import resource  # noqa: PLC0415  (not everywhere)
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        # Letters are counted on the way; in bytes they may be more.
        (resource.RLIMIT_FSIZE, LARGEST),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def main(kind: str, source: str, target: str) -> int:
    """Convert one file; 0 when its rows are written."""
    _limit()
    try:
        said, rows = (_workbook if kind == "workbook" else _parquet)(Path(source))
        rows_told = int(said.pop("rows", 0))
        _write(rows, Path(target), allowed(Path(source).stat().st_size), rows_told)
    except _RefusedError as error:
        said = {"error": str(error)}
    except MemoryError:
        said = {"error": "memory"}
    except OSError as error:
        too_large = error.errno == errno.EFBIG
        said = {"error": "full" if is_full(error) else "large" if too_large else "damaged"}
    except Exception:  # noqa: BLE001  (outermost shell of this process; the parent says it kindly)
        said = {"error": "damaged"}
    sys.stdout.write(json.dumps(said))
    return 1 if "error" in said else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
