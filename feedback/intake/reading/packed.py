"""Compressed files: unpacked into a folder of our own, after a look at the sizes inside."""

import gzip
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from feedback.errors import InputError
from feedback.intake.header import told_apart
from feedback.intake.reading.room import is_full, no_room, room_for

LARGEST = 2 << 30
LARGEST_WORKBOOK = 200 << 20
HIGHEST_RATIO = 100
# Small files may shrink more than a hundredfold without anybody meaning harm.
ALWAYS_ALLOWED = 1 << 20
MOST_MEMBERS = 1000
# What the libraries raise for damaged bytes; ValueError for a name that is no UTF-8.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, ValueError,
    struct.error,
)  # fmt: skip
BLOCK = 1 << 20
_BEGINNING = 64 << 10
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_TABLES = (".csv", ".tsv", ".txt", ".tab", ".psv", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls",
           ".xlsm", ".ods", ".parquet", ".gz")  # fmt: skip


def unpack_gzip(path: Path, file_name: str) -> tuple[Path, str, TemporaryDirectory[str]]:
    """The file inside: where it is, its name, and what to hold on to while reading it."""
    name = file_name[:-3] if file_name.casefold().endswith(".gz") else file_name
    allowed = _allowed(path.stat().st_size)
    sentence = (
        f"{file_name} is damaged and cannot be unpacked. Compress it again, or import the file "
        "inside."
    )
    with _damage_said(file_name, sentence), gzip.open(path) as inside:
        return _unpack(inside, name, allowed, file_name)


_EXPLAINS = re.compile(
    r"(?:read.?me|licen[cs]e|copying|notice|about|leia.?me|baca.?saya|оқы|прочти)\b.*",
    re.IGNORECASE,
)


def tables_in_zip(path: Path, file_name: str) -> dict[str, zipfile.ZipInfo]:
    """The tables of an archive by name, of two with one name the second with a number.

    A text that explains the others (readme.txt) is none. Raises InputError when the archive has no
    table or is made to do harm.
    """
    tables = [
        member
        for member in check_sizes(path, file_name, LARGEST)
        if PurePosixPath(member.filename).suffix.casefold() in _TABLES
        and not member.is_dir()
        and not member.filename.startswith("__MACOSX/")
    ]
    if not tables:
        raise InputError(
            f"{file_name} holds no table. Put a CSV, Excel, JSON or Parquet file into it."
        )
    tables = [member for member in tables if not _explains(member.filename)] or tables
    return dict(zip(told_apart([member.filename for member in tables]), tables, strict=True))


def _explains(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.casefold() == ".txt" and bool(_EXPLAINS.fullmatch(path.stem))


def unpack_zip(
    path: Path, file_name: str, table: str = ""
) -> tuple[Path, str, TemporaryDirectory[str]]:
    """As `unpack_gzip`, for an archive that holds one table, or for the `table` of that name."""
    tables = tables_in_zip(path, file_name)
    if table:
        tables = {name: member for name, member in tables.items() if name == table}
    if len(tables) != 1:
        names = ", ".join(name[:60] for name in list(tables)[:5])
        raise InputError(
            f"{file_name} holds {len(tables)} tables ({names}). Unpack it and import them as "
            "separate files, or let `import` on the command line take all of them."
            if tables
            else f"{file_name} holds no table called {table}."
        )
    (member,) = tables.values()
    if member.flag_bits & 1:
        raise InputError(f"{file_name} is protected by a password. Unpack it and import that.")
    name = PurePosixPath(member.filename).name
    with (
        _damage_said(file_name),
        zipfile.ZipFile(path) as archive,
        archive.open(member) as inside,
    ):
        return _unpack(inside, name, member.file_size, file_name)


def is_workbook(path: Path, file_name: str) -> bool:
    """Whether a zip file is an Excel or OpenDocument workbook."""
    with _damage_said(file_name), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def check_sizes(path: Path, file_name: str, largest: int) -> list[zipfile.ZipInfo]:
    """The members of an archive, if what is inside is of a size and in a place it may have.

    Raises InputError for archives made to fill a disk or to write outside their folder.
    """
    with _damage_said(file_name), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise InputError(
            f"{file_name} holds {len(members):,} files; at most {MOST_MEMBERS:,} are unpacked. "
            "Import the table inside."
        )
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in member.filename[:2]:
            raise InputError(
                f"{file_name} holds a file that wants to lie outside it. Export it again, or "
                "import the table inside."
            )
    size = sum(member.file_size for member in members)
    _check(size, min(largest, _allowed(path.stat().st_size)), file_name)
    return members


def check_workbook(path: Path, file_name: str) -> None:
    """Whether a workbook is small enough inside and declares no XML entities, which can name
    files of this computer or grow without end."""
    members = check_sizes(path, file_name, LARGEST_WORKBOOK)
    try:
        with _damage_said(file_name), zipfile.ZipFile(path) as archive:
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        if _declares_a_type(part.read(_BEGINNING)):
                            raise InputError(
                                f"{file_name} declares XML entities, as no spreadsheet program "
                                "does. Open it in one and save it again, or save it as CSV."
                            )
    except RuntimeError as error:
        raise InputError(
            f"{file_name} is protected by a password. Save it without one and import that."
        ) from error


def _declares_a_type(beginning: bytes) -> bool:
    """Whether an XML part has a DOCTYPE; in UTF-16 and UTF-32 each letter has NULs beside it."""
    return b"<!DOCTYPE" in _COMMENT.sub(b"", beginning.replace(b"\0", b""))


def _allowed(packed: int) -> int:
    return max(ALWAYS_ALLOWED, min(LARGEST, packed * HIGHEST_RATIO))


def _check(size: int, allowed: int, file_name: str) -> None:
    if size > allowed:
        raise InputError(
            f"{file_name} would unpack to more than {allowed // (1 << 20):,} MB, which is far more "
            "than such a file holds. Save it as CSV and import that."
        )


def _unpack(
    inside: IO[bytes] | gzip.GzipFile, name: str, allowed: int, file_name: str
) -> tuple[Path, str, TemporaryDirectory[str]]:
    """Copy block by block, never more than allowed, under a name of our own."""
    folder = room_for(file_name)
    target = Path(folder.name) / "unpacked"
    size = 0
    with target.open("wb") as out:
        while block := inside.read(BLOCK):
            size += len(block)
            _check(size, allowed, file_name)
            out.write(block)
    return target, name, folder


@contextmanager
def _damage_said(file_name: str, sentence: str = "") -> Iterator[None]:
    """Damage as an InputError. A full disk is none: HeardError."""
    damaged = sentence or (
        f"{file_name} is damaged and cannot be unpacked. Export it again, or save it as CSV."
    )
    try:
        yield
    except OSError as error:
        raise (no_room(file_name) if is_full(error) else InputError(damaged)) from error
    except _DAMAGE as error:
        raise InputError(damaged) from error
