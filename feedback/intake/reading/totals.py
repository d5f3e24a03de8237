"""The row that adds up the others, which some tools write below them."""

from collections.abc import Iterable, Iterator

from feedback.intake.table import LONGEST_SHOWN, Row, UnreadableRow

FEWEST_COLUMNS = 3
_LONGEST = 24
_TOTALS = frozenset(
    ("total", "totals", "grand total", "sum", "average", "mean", "count", "total geral", "soma",
     "média", "jumlah", "rata-rata", "барлығы", "жиыны", "орташа", "итого", "всего",
     "среднее", "gesamt", "summe")
)  # fmt: skip


def without_total(rows: Iterable[Row], width: int) -> Iterator[Row]:
    """The rows, the last one as an unreadable row if it begins with a word for a total and leaves
    cells empty. Blank rows may follow it."""
    held: list[Row] = []
    is_narrow = width < FEWEST_COLUMNS
    for row in rows:
        cells = row[1]
        # As most ids end, and no word: quick, since there may be millions of rows.
        if not held and (is_narrow or (isinstance(cells, list) and cells[0][-1:].isdecimal())):
            yield row
            continue
        if held and (isinstance(cells, UnreadableRow) or any(map(str.strip, cells))):
            yield from held
            held = []
        if held or (isinstance(cells, list) and _is_total(cells)):
            held.append(row)
        else:
            yield row
    if held:
        line, cells = held[0]
        shown = " | ".join(cells) if isinstance(cells, list) else ""
        yield (
            line,
            UnreadableRow(
                "The row is a total of the others, not a comment.",
                "Nothing to do. If a customer wrote it, put another row below it.",
                shown[:LONGEST_SHOWN],
            ),
        )
        yield from held[1:]


def _is_total(cells: list[str]) -> bool:
    first = cells[0]
    return (
        len(first) <= _LONGEST
        and first.strip(" :").casefold() in _TOTALS
        and not all(map(str.strip, cells))
    )
