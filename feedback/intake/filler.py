"""Rows that say nothing: "Did not answer", "n/a", "tidak ada", "nada", "жоқ"."""

import re
import unicodedata
from functools import lru_cache

from feedback.intake.words import lines_of

LONGEST = 60
_SIGN = re.compile(r"[^\w']|_")
PHRASES = lines_of("filler")
"""What is filler as it stands, folded."""


def is_filler(text: str) -> bool:
    """Whether a comment says nothing a theme could be made of.

    True for the known phrases in English, Indonesian, Portuguese, Kazakh and Russian whatever
    their case and punctuation, for one letter held down, and for bare punctuation.
    """
    return len(text) <= LONGEST and _says_nothing(text)


@lru_cache(maxsize=5_000)
def _says_nothing(text: str) -> bool:
    folded = text.casefold()
    if folded in PHRASES:
        return True
    bare = " ".join(_SIGN.sub(" ", folded).split())
    if bare:
        return bare in PHRASES or (len(bare) > 1 and len(set(bare)) == 1 and not bare.isdigit())
    return not any(unicodedata.category(letter) in ("So", "Sk", "Sm") for letter in text)
