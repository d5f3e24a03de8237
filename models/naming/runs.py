"""Text to runs of words that stand beside each other."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.text.analyzer import WORD, is_unspaced

LONGEST_READ = 200
_TOKEN = re.compile(rf"({WORD})|[.!?…;,:()\[\]{{}}\"“”«»|/*\n]|\s[-–—]+\s")


class Said(NamedTuple):
    """A `word`, lower-case; `written` as it was, with the # or hyphen it came with.

    A single letter before a hyphen is a part of its word, which is still looked up without it:
    "mail", written "e-mail".
    """

    word: str
    written: str

    @property
    def spelled(self) -> str:
        """The word as a name shows it."""
        return self.written.lower() if "-" in self.written[1:] else self.word


def runs(text: str) -> list[list[Said]]:
    """The words of cleaned `text` between marks that part: a phrase does not reach over a comma.

    Scripts without spaces have no runs. At most `LONGEST_READ` words are read.
    """
    found: list[list[Said]] = [[]]
    left = LONGEST_READ
    may_be_unspaced = not text.isascii()
    for token in _TOKEN.finditer(text):
        written = token[1]
        if written is None or (may_be_unspaced and is_unspaced(written)):
            if found[-1]:
                found.append([])
            continue
        start = token.start()
        before = text[start - 1 : start]
        if before == "-" and found[-1] and len(found[-1][-1].written) == 1:
            letter = found[-1].pop().written
            found[-1].append(Said(written.lower(), f"{letter}-{written}"))
        elif before == "#" or (before == "-" and text[start - 2 : start - 1].isalpha()):
            found[-1].append(Said(written.lower(), before + written))
        else:
            found[-1].append(Said(written.lower(), written))
        left -= 1
        if not left:
            break
    return found
