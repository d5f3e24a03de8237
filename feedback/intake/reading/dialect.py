"""Which delimiter a file has, and whether blanks follow it before a quotation mark."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.intake.header import Records
from feedback.intake.header_evidence import known_names
from feedback.intake.reading.lines import RecordReader
from feedback.intake.table import UnreadableRow

DELIMITERS = ",;\t|^~¦\x1f\x01"
# For a file with one column: a delimiter that no file has.
ONE_COLUMN = "\x1e"
FEWEST_RECORDS = 2
"""Of a cut sample, before its last cell is open: a header and a row."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is cut into cells; with `blanks`, some stand between delimiter and quotation."""

    delimiter: str
    blanks: bool = False

    def reader(
        self, lines: Iterator[str], first_line: int = 1, width: int = 0, *, is_cut: bool = False
    ) -> RecordReader:
        """The records of lines."""
        return RecordReader(
            lines, self.delimiter, first_line, width, blanks=self.blanks, is_cut=is_cut
        )


def records_of(lines: Sequence[str], dialect: Dialect, whole: bool) -> Records:
    """The sample's records with the line each begins in; the last may be cut, so it goes."""
    if not whole:
        records = _filled(dialect.reader(iter(lines), is_cut=True))
        if len(records) >= FEWEST_RECORDS:
            return records if len(records) == FEWEST_RECORDS else records[:-1]
    return _filled(dialect.reader(iter(lines)))


def _filled(reader: RecordReader) -> Records:
    return [
        (line, cells)
        for line, cells in reader
        if not isinstance(cells, UnreadableRow) and any(cell.strip() for cell in cells)
    ]


def choose_dialect(lines: Sequence[str], whole: bool) -> Dialect:
    """The delimiter that cuts the most records into the same number (above one) of cells."""
    best, best_score, is_prose = Dialect(ONE_COLUMN), 0.0, False
    for delimiter in DELIMITERS:
        if not any(delimiter in line for line in lines):
            continue
        dialect = _with_blanks(Dialect(delimiter), lines, whole)
        records = records_of(lines, dialect, whole)
        share, usual = _agreement(records)
        score = share * min(usual, 4) ** 0.5
        if share >= 0.5 and score > best_score:
            is_prose = _is_prose(dialect, records, lines)
            best, best_score = (best, best_score) if is_prose else (dialect, score)
    if best.delimiter == ONE_COLUMN and lines and not is_prose:
        return Dialect(_most_in(lines[0]))
    return best


def _agreement(records: Records) -> tuple[float, int]:
    """The share of records that have the usual number of cells above one, and that number."""
    sizes = Counter(len(cells) for _, cells in records)
    several = [(count, size) for size, count in sizes.items() if size > 1]
    if not several:
        return 0.0, 1
    count, usual = max(several)
    return count / len(records), usual


def _with_blanks(dialect: Dialect, lines: Sequence[str], whole: bool) -> Dialect:
    """With blanks before quotation marks, if they stand there and the records agree no less."""
    opening = re.compile(rf'{re.escape(dialect.delimiter)} +"')
    if dialect.delimiter == " " or not any(map(opening.search, lines)):
        return dialect
    blank = Dialect(dialect.delimiter, blanks=True)
    try:
        for _ in csv.reader(
            lines, delimiter=dialect.delimiter, skipinitialspace=True, strict=whole
        ):
            pass
    except csv.Error:
        return dialect
    with_them, without = (_agreement(records_of(lines, one, whole)) for one in (blank, dialect))
    return blank if with_them[0] >= without[0] else dialect


def _is_prose(dialect: Dialect, records: Records, lines: Sequence[str]) -> bool:
    """Whether a delimiter is but a punctuation mark: below the one name of the only column, or
    with a blank behind it wherever it stands and no names above."""
    first = records[0][1]
    if len(first) == 1:
        return known_names(first) == 1
    if dialect.delimiter not in ",;" or any(known_names(cells) for _, cells in records[:5]):
        return False
    mark = re.escape(dialect.delimiter)
    return not any(re.search(rf"{mark}[^ \r\n]", line) for line in lines)


def _most_in(header: str) -> str:
    """Where the rows disagree, the delimiter the first line has most of."""
    most = max(DELIMITERS, key=header.count)
    return most if header.count(most) else ONE_COLUMN
