"""Bytes of a text file to text, or a sentence about why they are none."""

import re
from pathlib import Path

from feedback.errors import InputError

MAX_BYTES = 50_000_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(path: Path, name: str) -> str:
    """The text of a file, with line ends as \\n and control characters shown as U+FFFD.

    Raises InputError when the file cannot be opened, is empty, is over 50 MB or is not text.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(
                f"{name} is larger than {MAX_BYTES // 1_000_000} MB, which no list of changes is. "
                "Give the changelog itself."
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name} cannot be read. Check that the file is there.") from error
    return decode(data, name)


def decode(data: bytes, name: str) -> str:
    """As `read_text`, from bytes."""
    text = _decode(data)
    if text is not None and not text.strip("\ufeff \t\r\n"):
        raise InputError(f"{name} is empty. Give a changelog with a heading for each version.")
    if text is None or len(_CONTROL.findall(text)) > len(text) / 100:
        raise InputError(f"{name} is not a text file. Give a changelog, such as CHANGELOG.md.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", text)


def _decode(data: bytes) -> str | None:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    if not encoding and b"\0" in data:
        return None
    for candidate in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            return data.decode(candidate)
        except UnicodeDecodeError:
            continue
    # A few damaged bytes must not cost the whole file.
    return data.decode(encoding or "utf-8", errors="replace")
