"""Lines → records, counting lines, and not letting one open quotation mark eat the rows below."""

import csv
import re
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from functools import partial

from feedback.intake.reading.quotation import quotation_of
from feedback.intake.table import LONGEST_SHOWN, Row, UnreadableRow

# So many lines inside one cell that each look like a row of their own are rows, where its
# quotation marks leave it open what is a cell.
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

LETTERS_TOGETHER = 1 << 18
"""Letters of lines that are read at once: some thousand lines, and few enough for any memory."""


class EndlessRecordError(csv.Error):
    """A record that goes on and on, one quoted cell after the other."""


MOST_LOOKS = 20
"""Lines of a record with a backslash before a quotation mark that are asked what it is for."""

_ID = re.compile(r'"?[^\s"]{0,40}\d[^\s"]{0,40}"?')


class RecordReader:
    """Iterates over (line the record begins in, its cells).

    A record that RFC 4180 reads cleanly is one, whatever stands inside its cells: lines there that
    look like rows are what a customer wrote. When a quotation mark is never closed, or only far
    below where it swallowed whole rows of `width` cells, the reader goes back: that one line is
    unreadable, and the rows below it are rows again. With `is_cut` the lines end where somebody
    stopped reading, so a cell that is open there is nothing but cut.
    """

    def __init__(
        self,
        lines: Iterator[str],
        delimiter: str,
        first_line: int = 1,
        width: int = 0,
        *,
        blanks: bool = False,
        is_cut: bool = False,
    ) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._is_cut = is_cut
        self._quotation = quotation_of(delimiter, blanks=blanks)
        self._records_in = partial(csv.reader, delimiter=delimiter, skipinitialspace=blanks)
        self._escaped, self._looks = False, 0
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._read_again = 0
        self.line = first_line

    def _feed(self) -> Iterator[str]:
        taken, again, lines, letters = self._taken, self._again, self._lines, 0
        while (line := again.popleft() if again else next(lines, None)) is not None:
            letters = letters + len(line) if taken else len(line)
            if not taken:
                self._escaped, self._looks = False, 0
            taken.append(line)  # before it may be too much: it is read again then
            if len(taken) > 1 and (len(taken) > MOST_LINES or letters > MOST_LETTERS):
                raise EndlessRecordError
            yield self._as_rfc_4180(line) if "\\" in line else line

    def _as_rfc_4180(self, line: str) -> str:
        """A line with backslashes in it, which are letters unless its record needs them."""
        if not self._escaped and '\\"' in line and self._looks < MOST_LOOKS:
            self._looks += 1
            self._escaped = self._quotation.is_escaped(self._taken)
        return self._quotation.unescaped(line) if self._escaped else line

    def __iter__(self) -> Iterator[Row]:
        is_over = False
        while not is_over:
            yield from self._tidy_rows()
            is_over = yield from self._line_by_line()

    def _tidy_rows(self) -> Iterator[Row]:
        """Records that leave no doubt, many lines at once, which is quicker than line by line.

        The lines from the first other one on, and those of the last one, which may go on, are left
        to be read line by line.
        """
        while not self._again and (lines := self._some_lines()):
            start = 0
            rows = self._records_in(lines)
            if '\\"' not in "".join(lines):
                with suppress(csv.Error):  # read line by line, it is raised again where it belongs
                    for cells in rows:
                        end = rows.line_num
                        if end == len(lines) or not self._is_whole(lines, start, end):
                            break
                        yield self.line, cells
                        self.line += end - start
                        start = end
            self._again.extend(lines[start:])

    def _some_lines(self) -> list[str]:
        lines, letters = [], 0
        for line in self._lines:
            lines.append(line)
            letters += len(line)
            if letters >= LETTERS_TOGETHER:
                break
        return lines

    def _is_whole(self, lines: list[str], start: int, end: int) -> bool:
        return end - start == 1 or self._quotation.is_clean("".join(lines[start:end]))

    def _line_by_line(self) -> Generator[Row, None, bool]:
        """Records until no line is left that was taken before; whether they were the last."""
        taken = self._taken
        try:
            for cells in self._records_in(self._feed()):
                lines = len(taken)
                if lines > 1 and self._is_torn(taken):
                    break
                taken.clear()
                yield self.line, cells
                self.line += lines
                if not self._again:
                    return False
            else:
                return True
        except csv.Error:
            # It is longer than a cell or a record may be. Made of plain rows, it is neither.
            below = taken[1:]
            if not self._is_of_rows(below) or any('"' in line for line in below):
                raise
        if self._is_cut and self._ends_here(taken):
            return True
        yield self._give_up_one_line()
        return False

    def _is_torn(self, taken: list[str]) -> bool:
        """Whether the record is none: its quotation marks do not say where its cells end, and it
        was open at the end or has swallowed rows."""
        together = "".join(taken)
        if self._quotation.is_clean(together, escaped=self._escaped):
            return False
        return self._has_swallowed(together, taken) or self._is_open(taken)

    def _has_swallowed(self, together: str, taken: list[str]) -> bool:
        """Whether lines of the record are rows: what closes its quotation opens another cell or
        stands in the words of one, or the lines inside it have their delimiters."""
        return (
            self._quotation.opens_another(together)
            or self._is_of_rows(taken[1:-1])
            or (self._quotation.closes_in_words(together) and all(map(self._is_row, taken[1:])))
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
        if sum(line.count('"') for line in taken) % 2 == 0:
            return False
        return self._is_last()

    def _is_last(self) -> bool:
        if self._again:
            return False
        following = next(self._lines, None)
        if following is not None:
            self._again.append(following)
        return following is None

    def _ends_here(self, taken: list[str]) -> bool:
        return self._quotation.is_begun("".join(taken)) and self._is_last()

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
