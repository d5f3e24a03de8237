"""Which encoding the bytes of a text file are in."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from feedback.errors import InputError
from feedback.intake.reading.encoding_guess import guess_encoding

BLOCK = 1 << 20
SAMPLE = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MENDING = "heard-mend"
_NOT_OF_FILES = frozenset(
    ("idna", "punycode", "undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape",
     "raw_unicode_escape", "rot13")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, what to do with bytes it cannot read, and what was odd, in sentences."""

    name: str
    errors: str = "strict"
    notes: tuple[str, ...] = ()


def choose_encoding(path: Path, wanted: str = "") -> Encoding:
    """The encoding of a text file: what was asked for, its mark, UTF-8, or the likeliest other.

    Raises InputError for a codec nobody knows.
    """
    if wanted:
        return _asked_for(wanted)
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return Encoding(name, "replace" if name != "utf-8-sig" else MENDING)
    wide = _utf16_without_mark(start)
    if wide:
        return Encoding(wide, "replace")
    good, bad = _count_utf8(path)
    if not bad:
        return Encoding("utf-8")
    if good >= len(bad):
        return Encoding("utf-8", MENDING, (_mending_note(bad),))
    name = _guess(path)
    return Encoding(
        name,
        "replace",
        (
            f"The file is not UTF-8; it was read as {name}. "
            "If letters look wrong, undo this import and name the encoding.",
        ),
    )


def _asked_for(wanted: str) -> Encoding:
    try:
        name = codecs.lookup(wanted).name
        # Some codecs are for other things than text: they turn bytes into bytes, or names of hosts.
        b"a".decode(name, "replace")
    except (LookupError, ValueError) as error:
        raise _no_encoding(wanted) from error
    if name in _NOT_OF_FILES:
        raise _no_encoding(wanted)
    return Encoding("utf-8-sig" if name == "utf-8" else name, "replace")


def _no_encoding(wanted: str) -> InputError:
    return InputError(
        f"{wanted!r} is not an encoding of text files. Try utf-8, utf-16, windows-1252 or "
        "windows-1251."
    )


def _utf16_without_mark(start: bytes) -> str:
    """UTF-16 shows as zero bytes on every other place where the text has Latin letters."""
    even, odd = start[0:4096:2], start[1:4096:2]
    if len(odd) < 2 or start.count(0, 0, 4096) < len(odd) // 4:
        return ""
    if odd.count(0) > 8 * even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 8 * odd.count(0) else ""


def _count_utf8(path: Path) -> tuple[int, list[int]]:
    """How many lines hold good UTF-8 beyond ASCII, and which lines hold bad bytes."""
    if _is_utf8(path):
        return 1, []
    good, bad = 0, []
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad.append(number)
    return good, bad


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _mending_note(bad: list[int]) -> str:
    where = f"line {bad[0]}" if len(bad) == 1 else f"{len(bad)} lines, the first is line {bad[0]}"
    return (
        f"Bytes that are not UTF-8 in {where}: single ones were read as Windows-1252, "
        "broken characters were replaced by \N{REPLACEMENT CHARACTER}."
    )


def _guess(path: Path) -> str:
    """The likeliest encoding by the lines that tell: those with bytes beyond ASCII."""
    telling: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                telling.append(line)
                size += len(line)
                if size > SAMPLE:
                    break
    return guess_encoding(b"".join(telling))


def _mend(error: UnicodeError) -> tuple[str, int]:
    """Read a stray byte as Windows-1252; replace what is left of a character cut in half."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    found = error.object[error.start : error.end]
    if len(found) == 1 and not 0x80 <= found[0] < 0xA0:
        return found.decode("cp1252"), error.end
    if len(found) == 1:
        return found.decode("cp1252", "replace"), error.end
    return "\N{REPLACEMENT CHARACTER}", error.end


codecs.register_error(MENDING, _mend)
