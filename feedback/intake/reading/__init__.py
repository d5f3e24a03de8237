"""A file of any format → a Table. One file here per format."""

from dataclasses import replace
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.reading.converted import open_converted
from feedback.intake.reading.delimited import open_delimited
from feedback.intake.reading.encoding import choose_encoding
from feedback.intake.reading.json_rows import looks_like_json, open_json
from feedback.intake.reading.packed import (
    check_workbook,
    is_workbook,
    tables_in_zip,
    unpack_gzip,
    unpack_zip,
)
from feedback.intake.table import Table

_MARKUP = ("<?xml", "<!doctype", "<html", "<rss", "<feed")
_MARKUP_NAMES = (".xml", ".html", ".htm", ".rss", ".atom", ".svg")
_START = 4096
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_UNREADABLE = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
)


def tables_of(path: Path, file_name: str = "") -> tuple[str, ...]:
    """The names of the tables in an archive that holds several; one empty name for all else.

    Each is what `open_table` takes as `table`. Raises InputError when the archive is damaged.
    """
    name = file_name or path.name
    if not _first_bytes(path, name).startswith(b"PK\x03\x04") or is_workbook(path, name):
        return ("",)
    tables = tuple(tables_in_zip(path, name))
    return tables if len(tables) > 1 else ("",)


def open_table(path: Path, file_name: str = "", *, encoding: str = "", table: str = "") -> Table:
    """Open a file of comments. What it is, is told from its first bytes, not from its name.

    Reads CSV and its relatives, JSON, JSON Lines, workbooks (XLSX, XLS, ODS) and Parquet, each
    also as .gz or in a .zip, whose `table` has to be named if there are several. Raises InputError
    when it is empty, damaged, of another kind, or made to do harm.
    """
    return _open(path, file_name or path.name, encoding, packed=False, table=table)


def _open(path: Path, name: str, encoding: str, *, packed: bool, table: str = "") -> Table:
    start = _first_bytes(path, name)
    if not start:
        raise InputError(f"{name} is empty. Export it again and import the new file.")
    if start.startswith(b"PK\x03\x04") and is_workbook(path, name):
        check_workbook(path, name)
        return open_converted(path, name, "workbook")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")):
        if packed:
            raise InputError(f"{name} is packed twice. Unpack it and import the table inside.")
        if start.startswith(b"PK"):
            return _open_packed(unpack_zip(path, name, table), name, encoding, table)
        return _open_packed(unpack_gzip(path, name), name, encoding)
    if start.startswith(_OLD_WORKBOOK):
        return open_converted(path, name, "workbook")
    if start.startswith(b"PAR1"):
        return open_converted(path, name, "parquet")
    if name.casefold().endswith(".parquet"):
        raise InputError(f"{name} is damaged or no Parquet file. Export it again, or as CSV.")
    for mark, kind in _UNREADABLE:
        if start.startswith(mark):
            raise InputError(f"{name} is {kind}. Export the comments as CSV and import that.")
    if _is_markup(start, name):
        raise InputError(f"{name} is an XML or HTML page. Export the comments as CSV.")
    if not encoding and _is_binary(start):
        raise InputError(f"{name} is not a text file. Export the comments as CSV and import that.")
    if looks_like_json(_decoded(path, start, encoding), name):
        return open_json(path, name, encoding=encoding)
    return open_delimited(path, name, encoding=encoding)


def _first_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_START)
    except OSError as error:
        raise InputError(
            f"{name} cannot be opened. Check that it is there and readable."
        ) from error


def _open_packed(
    unpacked: tuple[Path, str, object], name: str, encoding: str, table: str = ""
) -> Table:
    inside, inner_name, folder = unpacked
    opened = _open(inside, inner_name, encoding, packed=True)
    shown = f"{name}/{table}" if table else name
    return replace(opened, file_name=shown, holds=(*opened.holds, folder))


def _decoded(path: Path, start: bytes, encoding: str) -> str:
    """The beginning as text; one look at a mark is enough to tell JSON."""
    if start.lstrip()[:1] not in (b"{", b"[", b"\xef", b"\xff", b"\xfe") and start[1:2] != b"\x00":
        return ""
    return start.decode(choose_encoding(path, encoding).name, "replace").lstrip("\ufeff")


def _is_markup(start: bytes, name: str) -> bool:
    begin = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].decode("latin-1").casefold()
    return begin.startswith(_MARKUP) or (
        begin.startswith("<") and name.casefold().endswith(_MARKUP_NAMES)
    )


def _is_binary(start: bytes) -> bool:
    """Control characters no text has, unless zero bytes show UTF-16 or UTF-32."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if even + odd > len(start) // 8 and max(even, odd) > 8 * min(even, odd):
        return False
    odd_ones = sum(byte < 9 or 13 < byte < 27 for byte in start)
    return odd_ones > max(2, len(start) // 50)
