"""How far the cells of a workbook reach, told before they are read.

A reader makes room for the whole rectangle around a sheet's cells: two rows and one cell in the
last row of a worksheet, 5 kB as a file, take gigabytes.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

MOST_PLACES = 20_000_000
"""Places of a rectangle that any file may have; some 500 MB as calamine keeps them."""

SPARSEST = 20
"""Places per cell from which a larger rectangle is next to empty."""

_CELL = re.compile(rb'<c\s[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_PIECE = 1 << 20
_LONGEST_CELL_TAG = 256


def reaches_too_far(path: Path) -> bool:
    """Whether a sheet's rectangle is large and next to empty. False for what is no XLSX."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return any(_is_sparse(_pieces(package, name)) for name in sheets)


def _is_sparse(pieces: Iterator[bytes]) -> bool:
    cells = rows = columns = 0
    for piece in pieces:
        for letters, row in _CELL.findall(piece):
            cells += 1
            rows = max(rows, int(row))
            columns = max(columns, _column(letters))
    places = rows * columns
    return places > MOST_PLACES and places > SPARSEST * cells


def _pieces(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The sheet in pieces that overlap by less than a cell's tag: few are counted twice."""
    tail = b""
    with package.open(name) as sheet:
        while piece := sheet.read(_PIECE):
            yield tail + piece
            tail = piece[-_LONGEST_CELL_TAG:]


def _column(letters: bytes) -> int:
    """A = 1, Z = 26, AA = 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
