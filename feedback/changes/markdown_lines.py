"""The lines of a changelog, told apart: headings, bullets, their continuations, link definitions.

A small reader of its own, because changelogs in the wild indent by one space, underline with any
number of dashes and put lists where strict Markdown sees code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

MAX_LINE = 10_000
# The level of lines in bold, which lie below every real heading.
BOLD = 7

_ATX = re.compile(r"^ {0,3}(#{1,6})(?:\s+|$)")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
_BULLET = re.compile(r"^(\s*)(?:[-*+•‣–]|\d{1,3}[.)])(?:\s+(.*)|\s*)$")
_BOLD = re.compile(r"^ {0,3}(?:\*\*|__)(.+?)(?:\*\*|__)(.*)$")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")


class Kind(Enum):
    """What a line is."""

    HEADING = auto()
    BULLET = auto()
    TEXT = auto()
    BLANK = auto()
    TOO_LONG = auto()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line. `level` is the depth of a heading (BOLD for one in bold) or a bullet's indent."""

    number: int
    kind: Kind
    text: str
    level: int = 0


def definitions(text: str) -> dict[str, str]:
    """The link definitions at the end of many changelogs: label in upper case → web address."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if len(line) <= MAX_LINE and line.lstrip().startswith("["):
            match = _DEFINITION.match(line)
            if match and match[2].lower().startswith(("http://", "https://")):
                found.setdefault(" ".join(match[1].split()).upper(), match[2])
    return found


def source_lines(text: str) -> Iterator[SourceLine]:
    """Every line that is not a comment, a definition or part of a code block, numbered from 1."""
    lines = _without_comments(text).split("\n")
    last_fence = {m[1]: n for n, line in enumerate(lines) if (m := _FENCE.match(line[:99]))}
    fence = ""
    skip = False
    for index, line in enumerate(lines):
        if skip or len(line) > MAX_LINE:
            if not skip:
                yield SourceLine(index + 1, Kind.TOO_LONG, line[:80])
            skip = False
            continue
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1] == fence else fence
            continue
        if mark and last_fence[mark[1]] > index:  # one that is never closed is an ordinary line
            fence = mark[1]
            continue
        if _DEFINITION.match(line):
            continue
        below = lines[index + 1] if index + 1 < len(lines) else ""
        read = _read(index + 1, line, below)
        skip = read.kind is Kind.HEADING and not _ATX.match(line) and bool(_UNDERLINE.match(below))
        yield read


def _read(number: int, line: str, below: str) -> SourceLine:
    if not line.strip():
        return SourceLine(number, Kind.BLANK, "")
    if match := _ATX.match(line):
        text = line[match.end() :].rstrip().rstrip("#").rstrip()
        return SourceLine(number, Kind.HEADING, text, len(match[1]))
    if _UNDERLINE.match(line) or re.fullmatch(r"\s*(?:[*_-]\s*){3,}", line):
        return SourceLine(number, Kind.BLANK, "")
    if match := _BULLET.match(line):
        indent = len(match[1].expandtabs(4))
        return SourceLine(number, Kind.BULLET, (match[2] or "").strip(), indent)
    if (match := _UNDERLINE.match(below)) and len(below) < 200 and not line.startswith("    "):
        return SourceLine(number, Kind.HEADING, line.strip(), 1 if match[1][0] == "=" else 2)
    if match := _BOLD.match(line):
        return SourceLine(number, Kind.HEADING, f"{match[1]}{match[2]}".strip(), BOLD)
    return SourceLine(number, Kind.TEXT, line)


def _without_comments(text: str) -> str:
    """The text without HTML comments, its lines still where they were."""
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        kept += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end + 3
    return "".join([*kept, text[position:]])
