"""Where the header is, and what its columns are called."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from feedback.intake.header_evidence import filled, is_a_row, known_names, looks_like_names

LOOKED_AT = 25
MOST_ABOVE_ONE_COLUMN = 3
"""Records above the name of a file's only column: further down, that is one of its values."""
_IMPORT_ID = re.compile(r"\{\s*['\"]ImportId['\"]\s*:")
Records = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header's cells, the record of the sample in which the rows begin, and its line.

    `missing` is true when the file begins with data: then the cells only count the columns.
    """

    cells: list[str]
    rows_from: int
    first_line: int
    missing: bool = False
    notes: tuple[str, ...] = ()


def find_header(records: Records) -> Header:
    """The record that names columns as files of comments do; else the first one as wide as the
    rows are, made of names rather than of data."""
    usual = Counter(len(cells) for _, cells in records).most_common(1)[0][0]
    index = _named_like_others(records, usual)
    if index is None:
        index = _made_of_names(records, usual)
        if index is not None and is_a_row(records[index][1], _below(records, index)):
            return _missing(records, index, _READ_AS_A_ROW)
    if index is None:
        first = next(i for i, (_, cells) in enumerate(records) if len(cells) == usual)
        return _missing(records, first, "The file has no header, so its columns are numbered.")
    return _found(records, index)


_READ_AS_A_ROW = (
    "The first row does not look like names of columns, so it was read as a row and the columns "
    "are numbered. If it is a header, give the columns names such as “comment” and “date”."
)


def _missing(records: Records, first: int, note: str) -> Header:
    line, cells = records[first]
    return Header(
        cells=[""] * len(cells), rows_from=first, first_line=line, missing=True, notes=(note,)
    )


def _found(records: Records, index: int) -> Header:
    line, cells = records[index]
    notes: tuple[str, ...] = ()
    if index:
        above = "1 line" if line == 2 else f"{line - 1} lines"
        were = "was" if line == 2 else "were"
        notes = (f"{above} before the header (line {line}) {were} left out.",)
    last = index
    following = records[index + 1 : index + 3]
    described = next(
        (place for place, (_, row) in enumerate(following) if _is_of_qualtrics(row)), None
    )
    if described is not None:
        # Qualtrics: short names, the questions in words, and numbers for its own import.
        last = index + 1 + described
        if described:
            cells = [asked or name for name, asked in _paired(cells, following[0][1])]
        notes += ("The further header rows of Qualtrics were read as names of columns.",)
    last_line, last_cells = records[last]
    return Header(
        cells=cells,
        rows_from=last + 1,
        first_line=last_line + _height(last_cells),
        notes=notes,
    )


def _is_of_qualtrics(cells: list[str]) -> bool:
    marked = sum(bool(_IMPORT_ID.match(cell.strip())) for cell in cells)
    return marked * 2 > len(cells)


def _paired(names: list[str], questions: list[str]) -> list[tuple[str, str]]:
    questions = questions + [""] * (len(names) - len(questions))
    return list(zip(names, (question.strip() for question in questions), strict=False))


def _height(cells: list[str]) -> int:
    return 1 + sum(cell.count("\n") or cell.count("\r") for cell in cells)


def _below(records: Records, index: int) -> list[list[str]]:
    return [cells for _, cells in records[index + 1 :]]


def _named_like_others(records: Records, usual: int) -> int | None:
    """The record with the most names that headers are known to have, if those are half of it."""
    best, most = None, 0
    for place, (_, cells) in enumerate(records[:LOOKED_AT]):
        known, named = known_names(cells), filled(cells)
        if known * 2 < named or known <= most:
            continue
        is_only_one = len(cells) == 1 and (usual == 1 or not place)
        if known > 1 or (is_only_one and place <= MOST_ABOVE_ONE_COLUMN):
            best, most = place, known
    return best


def _made_of_names(records: Records, usual: int) -> int | None:
    found = [
        place
        for place, (_, cells) in enumerate(records[:LOOKED_AT])
        if _fits(cells, usual)
        and looks_like_names(cells, _below(records, place))
        and not _is_below_data(records[:place], cells)
    ]
    if not found:
        return None
    first = records[found[0]][1]
    if filled(first) * 2 <= usual:
        # Half empty: something a tool wrote above its header, if a full one follows.
        full = (place for place in found if filled(records[place][1]) == usual)
        return next(full, found[0])
    return found[0]


def _fits(cells: list[str], usual: int) -> bool:
    named = filled(cells)
    return len(cells) >= usual - 1 and named * 2 >= len(cells) and (usual == 1 or named > 1)


def _is_below_data(above: Records, cells: list[str]) -> bool:
    """Whether rows of data stand above: as wide, with more in them than a name for each column.

    What a tool writes above its header is short, or filled up with empty cells.
    """
    named = filled(cells)
    return any(
        len(other) == len(cells)
        and (filled(other) > named or (filled(other) == named > 2))
        and not looks_like_names(other, [])
        for _, other in above
    )


def name_columns(cells: list[str], records: Records) -> tuple[str, ...]:
    """One name per column, all different; unnamed columns at the end without a value go."""
    names = [" ".join(cell.split()) for cell in cells]
    while len(names) > 1 and not names[-1] and not _has_values(records, len(names) - 1):
        names.pop()
    plain = [name or f"column {place}" for place, name in enumerate(names, 1)]
    return tuple(told_apart(plain))


def told_apart(names: Sequence[str]) -> list[str]:
    """Names that are all different: the second of one name and all further ones have a number.

    A name that the file gives stays with the first column that has it.
    """
    taken = set(names)
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        own = name
        while seen[name] > 1 and own in taken:
            own = f"{name} ({seen[name]})"
            seen[name] += own in taken
        taken.add(own)
        unique.append(own)
    return unique


def _has_values(records: Records, place: int) -> bool:
    return any(len(cells) > place and cells[place].strip() for _, cells in records)
