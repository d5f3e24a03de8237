"""Lines → records, counting lines, and not letting one open quotation mark eat the rows below."""

import csv
from collections import deque
from collections.abc import Iterator

from feedback.intake.table import LONGEST_SHOWN, Row, UnreadableRow

# So many lines inside one cell that each look like a row of their own are rows.
FEWEST_SWALLOWED = {2: 8}
FEWEST_SWALLOWED_WIDE = 3

MOST_LINES = 100_000
MOST_LETTERS = 20_000_000
"""Of one record, which is held in memory with its lines."""


class EndlessRecordError(csv.Error):
    """A record that goes on and on, one quoted cell after the other."""


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
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self.line = first_line

    def _feed(self) -> Iterator[str]:
        again, taken, letters = self._again, self._taken, 0
        while (line := again.popleft() if again else next(self._lines, None)) is not None:
            if taken:
                letters += len(line)
                if len(taken) > MOST_LINES or letters > MOST_LETTERS:
                    raise EndlessRecordError
            else:
                letters = len(line)
            taken.append(line)
            yield line

    def __iter__(self) -> Iterator[Row]:
        taken = self._taken
        while True:
            for cells in csv.reader(self._feed(), delimiter=self._delimiter):
                lines = len(taken)
                if lines > 1 and (self._has_swallowed(taken) or self._is_open(taken)):
                    break
                taken.clear()
                yield self.line, cells
                self.line += lines
            else:
                return
            yield self._give_up_one_line()

    def _has_swallowed(self, taken: list[str]) -> bool:
        """Whether the lines inside the record are rows, each with its delimiters."""
        inside = taken[1:-1]
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
        self.line += 1
        return self.line - 1, UnreadableRow(
            "A quotation mark that opens in this line is not closed in it.",
            "Close it, or write it twice if it belongs to the text, and import the file again.",
            first.strip()[:LONGEST_SHOWN],
        )
