"""Examples from a file, so that a question about it can be answered by looking."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from feedback.intake.dates import read_date
from feedback.intake.ratings import read_rating, scale_named
from feedback.intake.time_zones import written_offset

START_BYTES = 64_000
PACKED = (b"PK", b"\x1f\x8b")
ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp1254": "Turkish (Windows-1254)",
    "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
}
_STRANGE_WORDS = re.compile(
    r"(?:[^\W\d_]+[ '’-]){0,2}[^\W\d_]*[^\x00-\x7f][^\W\d_]*(?: [^\W\d_]+)?"
)


def readings_of_dates(
    rows: Iterable[Mapping[str, str]], column: str, most: int = 3
) -> list[tuple[str, date, date]]:
    """Cells that are another day when the day comes first than when the month does: both days."""
    found: dict[str, tuple[str, date, date]] = {}
    for row in rows:
        cell = str(row.get(column, "")).strip()
        if cell in found:
            continue
        day_first, month_first = read_date(cell, day_first=True), read_date(cell, day_first=False)
        if day_first and month_first and day_first != month_first:
            found[cell] = (cell, day_first.date(), month_first.date())
        if len(found) == most:
            break
    return list(found.values())


def readings_of_ratings(
    rows: Iterable[Mapping[str, str]], column: str, scale: str, most: int = 3
) -> list[tuple[str, float]]:
    """Ratings of the file, highest first, and what each becomes on 1–5 when `scale` is right."""
    cells = dict.fromkeys(str(row.get(column, "")).strip() for row in rows)
    known = scale_named(scale)
    read = [(cell, read_rating(cell, known)) for cell in cells if cell]
    rated = [(cell, rating) for cell, rating in read if rating is not None]
    return sorted(rated, key=lambda pair: -pair[1])[:most]


def dates_with_offset(rows: Iterable[Mapping[str, str]], column: str) -> str:
    """A date of the file that says its time zone; empty where none does."""
    for row in rows:
        cell = str(row.get(column, "")).strip()
        if cell and written_offset(cell) is not None:
            return cell
    return ""


def readings_of_letters(path: Path, encodings: Sequence[str]) -> dict[str, str]:
    """A few words with letters outside ASCII, as each encoding reads them.

    Encodings that cannot read the beginning of the file are left out; packed files have none.
    """
    with path.open("rb") as file:
        start = file.read(START_BYTES)
    if start.startswith(PACKED):
        return {}
    # Up to a line's end, so that no letter is cut in half.
    start = start[: start.rfind(b"\n") + 1] or start
    found = {}
    for encoding in encodings:
        try:
            text = start.decode(encoding)
        except UnicodeDecodeError:
            continue
        words = _STRANGE_WORDS.search(text)
        found[encoding] = words[0].strip()[:40] if words else ""
    return found


def example_of(rows: Iterable[Mapping[str, str]], column: str, limit: int = 36) -> str:
    """The first cell of a column that says something, on one line."""
    for row in rows:
        cell = " ".join(str(row.get(column, "")).split())
        if cell:
            return cell if len(cell) <= limit else cell[: limit - 1].rstrip() + "…"
    return ""
