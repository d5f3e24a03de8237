"""Lines → records, counting lines, and not letting one open quotation mark eat the rows below."""

import csv
import re
from collections import deque
from collections.abc import Iterator

from feedback.intake.table import LONGEST_SHOWN, Row, UnreadableRow

# So many lines inside one cell that each look like a row of their own are rows.
FEWEST_SWALLOWED = {2: 8}
FEWEST_SWALLOWED_WIDE = 3

MOST_LINES = 100_000
MOST_LETTERS = 20_000_000
"""Of one record, which is held in memory with its lines."""
MOST_READ_AGAIN = 3_000_000
"""Lines, and two more for each line of the file. One made to be given up line by line would be read
for hours."""
LETTERS_OF_A_LINE = 50
"""So many letters take as long as a line."""


class EndlessRecordError(csv.Error):
    """A record that goes on and on, one quoted cell after the other."""


def _closed_before_text(delimiter: str, at: str = "") -> re.Pattern[str]:
    """A quoted cell over several lines with text right behind the quotation mark that closes it.

    `at` is a pattern for where that mark stands: at the beginning of another cell, it was to open
    that one.
    """
    mark = re.escape(delimiter)
    return re.compile(
        rf'(?:^|{mark})"[^"\n]*+(?:""[^"\n]*+)*+\n[^"]*+(?:""[^"]*+)*+{at}"[^"{mark}\r\n]'
    )


_ID = re.compile(r'"?[^\s"]{0,40}\d[^\s"]{0,40}"?')


class RecordReader:
    """Iterates over (line the record begins in, its cells).

    When a quotation mark is never closed, or only far below where it swallowed whole rows of
    `width` cells, the reader goes back: that one line is unreadable, and the rows below it are
    rows again.
    """

    def __init__(
        self, lines: Iterator[str], delimiter: str, first_line: int = 1, width: int = 0
    ) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._opening = _closed_before_text(delimiter, rf"(?<=[\n{re.escape(delimiter)}])")
        self._closing = _closed_before_text(delimiter)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._read_again = 0
        self.line = first_line

    def _feed(self) -> Iterator[str]:
        taken, again, lines, letters = self._taken, self._again, self._lines, 0
        while (line := again.popleft() if again else next(lines, None)) is not None:
            letters = letters + len(line) if taken else len(line)
            taken.append(line)  # before it may be too much: it is read again then
            if len(taken) > 1 and (len(taken) > MOST_LINES or letters > MOST_LETTERS):
                raise EndlessRecordError
            yield line

    def __iter__(self) -> Iterator[Row]:
        taken = self._taken
        while True:
            try:
                for cells in csv.reader(self._feed(), delimiter=self._delimiter):
                    lines = len(taken)
                    if lines > 1 and (self._has_swallowed(taken) or self._is_open(taken)):
                        break
                    taken.clear()
                    yield self.line, cells
                    self.line += lines
                else:
                    return
            except csv.Error:
                # It is longer than a cell or a record may be. Made of plain rows, it is neither.
                below = taken[1:]
                if not self._is_of_rows(below) or any('"' in line for line in below):
                    raise
            yield self._give_up_one_line()

    def _has_swallowed(self, taken: list[str]) -> bool:
        """Whether lines of the record are rows: what closes its quotation opens another cell or
        stands in the words of one, or the lines inside it have their delimiters."""
        together = "".join(taken)
        return (
            bool(self._opening.search(together))
            or self._is_of_rows(taken[1:-1])
            or (bool(self._closing.search(together)) and all(map(self._is_row, taken[1:])))
        )

    def _is_row(self, line: str) -> bool:
        """Whether a line has the delimiters of a row and begins with something like an id."""
        first, delimiter, _ = line.partition(self._delimiter)
        has_all = line.count(self._delimiter) == self._width - 1
        return bool(delimiter) and has_all and bool(_ID.fullmatch(first))

    def _is_of_rows(self, inside: list[str]) -> bool:
        fewest = FEWEST_SWALLOWED.get(self._width, FEWEST_SWALLOWED_WIDE)
        if self._width < 2 or len(inside) < fewest:
            return False
        rows = sum(line.count(self._delimiter) == self._width - 1 for line in inside)
        return rows >= fewest and rows * 10 >= len(inside) * 9

    def _is_open(self, taken: list[str]) -> bool:
        """Whether the record ended with the file and inside quotation marks."""
        if self._again or sum(line.count('"') for line in taken) % 2 == 0:
            return False
        following = next(self._lines, None)
        if following is not None:
            self._again.append(following)
        return following is None

    def _give_up_one_line(self) -> Row:
        first, *rest = self._taken
        self._taken.clear()
        self._again.extendleft(reversed(rest))
        self._read_again += len(rest) + sum(map(len, rest)) // LETTERS_OF_A_LINE
        if self._read_again > MOST_READ_AGAIN + 2 * self.line:
            raise EndlessRecordError
        self.line += 1
        return self.line - 1, UnreadableRow(
            "A quotation mark that opens in this line is not closed in it.",
            "Close it, or write it twice if it belongs to the text, and import the file again.",
            first.strip()[:LONGEST_SHOWN],
        )
