"""Compressed files: unpacked into a folder of our own, after a look at the sizes inside."""

import gzip
import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from feedback.errors import InputError

LARGEST = 2 << 30
LARGEST_WORKBOOK = 200 << 20
HIGHEST_RATIO = 100
# Small files may shrink more than a hundredfold without anybody meaning harm.
ALWAYS_ALLOWED = 1 << 20
MOST_MEMBERS = 1000
# What the libraries raise for damaged bytes; names of files inside may be broken UTF-8 (ValueError).
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, ValueError,
    gzip.BadGzipFile, struct.error,
)  # fmt: skip
BLOCK = 1 << 20
_BEGINNING = 64 << 10
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_TABLES = (".csv", ".tsv", ".txt", ".tab", ".psv", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls",
           ".xlsm", ".ods", ".parquet", ".gz")  # fmt: skip


def unpack_gzip(path: Path, file_name: str) -> tuple[Path, str, object]:
    """The file inside: where it is, its name, and what to hold on to while reading it."""
    name = file_name[:-3] if file_name.casefold().endswith(".gz") else file_name
    allowed = _allowed(path.stat().st_size)
    try:
        with gzip.open(path) as inside:
            return _unpack(inside, name, allowed, file_name)
    except _DAMAGE as error:
        raise InputError(
            f"{file_name} is damaged and cannot be unpacked. Compress it again, or import the "
            "file inside."
        ) from error


def tables_in_zip(path: Path, file_name: str) -> list[zipfile.ZipInfo]:
    """The tables of an archive. Raises InputError when it has none or is made to do harm."""
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
    return tables


def unpack_zip(path: Path, file_name: str, table: str = "") -> tuple[Path, str, object]:
    """As `unpack_gzip`, for an archive that holds one table, or for the `table` of that name."""
    tables = tables_in_zip(path, file_name)
    if table:
        tables = [member for member in tables if member.filename == table][-1:]
    if len(tables) != 1:
        names = ", ".join(member.filename[:60] for member in tables[:5])
        raise InputError(
            f"{file_name} holds {len(tables)} tables ({names}). Unpack it and import them as "
            "separate files, or let `import` on the command line take all of them."
            if tables
            else f"{file_name} holds no table called {table}."
        )
    member = tables[0]
    if member.flag_bits & 1:
        raise InputError(f"{file_name} is protected by a password. Unpack it and import that.")
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as inside:
            return _unpack(inside, PurePosixPath(member.filename).name, member.file_size, file_name)
    except _DAMAGE as error:
        raise _damaged(file_name) from error


def is_workbook(path: Path, file_name: str) -> bool:
    """Whether a zip file is an Excel or OpenDocument workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except _DAMAGE as error:
        raise _damaged(file_name) from error
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def check_sizes(path: Path, file_name: str, largest: int) -> list[zipfile.ZipInfo]:
    """The members of an archive, if what is inside is of a size and in a place it may have.

    Raises InputError for archives made to fill a disk or to write outside their folder.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGE as error:
        raise _damaged(file_name) from error
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
        with zipfile.ZipFile(path) as archive:
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        if _declares_a_type(part.read(_BEGINNING)):
                            raise InputError(
                                f"{file_name} declares XML entities, as no spreadsheet program "
                                "does. Open it in one and save it again, or save it as CSV."
                            )
    except _DAMAGE as error:
        raise _damaged(file_name) from error
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
) -> tuple[Path, str, object]:
    """Copy block by block, never more than allowed, under a name of our own."""
    folder = tempfile.TemporaryDirectory(prefix="heard-", ignore_cleanup_errors=True)
    target = Path(folder.name) / "unpacked"
    size = 0
    with target.open("wb") as out:
        while block := inside.read(BLOCK):
            size += len(block)
            _check(size, allowed, file_name)
            out.write(block)
    return target, name, folder


def _damaged(file_name: str) -> InputError:
    return InputError(
        f"{file_name} is damaged and cannot be unpacked. Export it again, or save it as CSV."
    )
