"""What every file format becomes before anything is understood: columns and rows of text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that could not be taken apart. The reason and the advice go to the rejects file."""

    reason: str
    advice: str
    excerpt: str = ""


LONGEST_SHOWN = 2_000
"""Letters of an unreadable row that are kept until personal data in them is replaced."""

Row = tuple[int, list[str] | UnreadableRow]
"""Where a row begins, counted in lines from 1 as the file was given, and its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file opened for reading. `rows` starts from the top each time it is called.

    Cells are as many as columns, as the file gave them. `reading` says how the file was read (its
    format, encoding, delimiter) and `notes` what was odd about it, in sentences.
    """

    file_name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    reading: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    # Unpacked files that live as long as the table does.
    holds: tuple[object, ...] = ()


def in_blocks(rows: Iterable[Row], most: int, letters: int) -> Iterator[list[Row]]:
    """The rows in lists of at most `most`, and of fewer once they hold so many letters."""
    block: list[Row] = []
    size = 0
    for row in rows:
        block.append(row)
        cells = row[1]
        size += sum(map(len, cells)) if isinstance(cells, list) else len(cells.excerpt)
        if len(block) >= most or size >= letters:
            yield block
            block, size = [], 0
    if block:
        yield block
