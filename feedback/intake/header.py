"""Where the header is, and what its columns are called."""

import re
from collections import Counter
from dataclasses import dataclass

LOOKED_AT = 25
_DATA = re.compile(r"[-+]?[\d.,%\s]+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|https?://\S+|\S+@\S+\.\S+")
Records = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header's cells, its place in the sample, the line it begins in and how many it takes.

    `missing` is true when the file begins with data: then the cells only count the columns.
    """

    index: int
    cells: list[str]
    line: int
    height: int = 1
    missing: bool = False
    notes: tuple[str, ...] = ()


def find_header(records: Records) -> Header:
    """The first record as wide as the rows are, and made of names rather than of data."""
    usual = Counter(len(cells) for _, cells in records).most_common(1)[0][0]
    index = next(
        (
            place
            for place, (_, cells) in enumerate(records[:LOOKED_AT])
            if _fits(cells, usual)
            and _is_header(cells)
            and not _is_below_data(records[:place], cells)
        ),
        None,
    )
    if index is None:
        first = next(i for i, (_, cells) in enumerate(records) if len(cells) == usual)
        return Header(
            index=first,
            cells=[""] * usual,
            line=records[first][0],
            height=0,
            missing=True,
            notes=("The file has no header, so its columns are numbered.",),
        )
    line, cells = records[index]
    cells = cells + [""] * (usual - len(cells))
    before = line - 1
    notes = (f"{before} lines before the header (line {line}) were left out.",) if before else ()
    return Header(index=index, cells=cells, line=line, height=_height(cells), notes=notes)


def _height(cells: list[str]) -> int:
    return 1 + sum(cell.count("\n") or cell.count("\r") for cell in cells)


def _fits(cells: list[str], usual: int) -> bool:
    named = _filled(cells)
    return len(cells) >= usual - 1 and named * 2 >= len(cells) and (usual == 1 or named > 1)


def _is_below_data(above: Records, cells: list[str]) -> bool:
    """Whether rows of data stand above: as wide, with more in them than a name for each column.

    What a tool writes above its header is short, or filled up with empty cells.
    """
    filled = _filled(cells)
    return any(
        len(other) == len(cells)
        and (_filled(other) > filled or (_filled(other) == filled > 2))
        and not _is_header(other)
        for _, other in above
    )


def _filled(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _is_header(cells: list[str]) -> bool:
    """Names are short, mostly different, and neither numbers nor dates nor addresses."""
    named = [cell.strip() for cell in cells if cell.strip()]
    data = sum(bool(_DATA.fullmatch(name)) for name in named)
    if data * 3 > len(named) or len(set(named)) * 2 < len(named):
        return False
    return max(map(len, named)) <= 300 and not all(len(name) > 120 for name in named)


def name_columns(cells: list[str], records: Records) -> tuple[str, ...]:
    """One name per column, all different; unnamed columns at the end without a value go."""
    names = [" ".join(cell.split()) for cell in cells]
    while len(names) > 1 and not names[-1] and not _has_values(records, len(names) - 1):
        names.pop()
    plain = [name or f"column {place}" for place, name in enumerate(names, 1)]
    # A name that the file gives stays with the first column that has it.
    taken = set(plain)
    seen: Counter[str] = Counter()
    unique = []
    for name in plain:
        seen[name] += 1
        own = name
        while seen[name] > 1 and own in taken:
            own = f"{name} ({seen[name]})"
            seen[name] += own in taken
        taken.add(own)
        unique.append(own)
    return tuple(unique)


def _has_values(records: Records, place: int) -> bool:
    return any(len(cells) > place and cells[place].strip() for _, cells in records)
