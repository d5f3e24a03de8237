"""Raw cells of a table to text that can be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import compress

# A theme shows in the first pages of a text; a longer one is a log file, and would cost minutes.
LONGEST_TEXT = 20_000

_SURROGATES_AND_CONTROLS = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff]")
# What stands where personal data stood: [email], <phone>, [CARD_NUMBER], {{name}}, [handle 2].
_REDACTED = (
    r"(?:e-?mail|phone|mobile|iban|card|account|url|link|name|person|handle|user|address|date|"
    r"location|ip|id|ssn|number|redacted|removed|masked|hidden)"
    r"(?:[ _-]?(?:number|address|name|id|\d+))?"
)
# What is only the label of a mark: "e-mail: [email]".
_LABELLED = r"(?:e-?mail|mail(?:to)?|phone|tel(?:ephone|efone|epon)?|телефон)"
_MARKED = r"<(?i:" + _REDACTED + r")>|\[(?i:" + _REDACTED + r")\]|\{(?i:" + _REDACTED + r")\}"
# What is not words, in the order tried; each kind holds one of a few signs.
_NOT_WORDS = (
    r"https?://\S+|www\.\S+",  # addresses
    # Mail and customers' handles: a name never becomes a theme. Of bounded length and from a word's
    # beginning on, so that a comment of nothing but "a@" takes no longer than others.
    r"(?<![^\s@])[^\s@]{1,64}@[^\s@]{1,255}\.\w+|@\w+",
    r"(?:\b(?i:" + _LABELLED + r")\s?:?\s?)?(?:" + _MARKED + r")",
    r"&(?:amp|gt|lt|quot|nbsp);",
    r"\b[Xx]{2,}(?:/[Xx]{2,})*\b",  # XX/XX/XXXX: redacted dates and names
)


def clean(text: object) -> str:
    """Return `text` without what is not words: control characters, half surrogates, addresses,
    handles and redactions. A missing cell (None, NaN) or anything that is not a string is "".
    At most `LONGEST_TEXT` characters are kept."""
    if not isinstance(text, str):
        return ""
    text = text[:LONGEST_TEXT]
    if not text.isprintable():  # a scan that costs a fraction of the substitution
        text = _SURROGATES_AND_CONTROLS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("`", "'")
    # Scans for a sign cost less than the pattern, and most comments hold one kind or none.
    kinds = (
        "http" in text or "www." in text,
        "@" in text,
        "<" in text or "[" in text or "{" in text,
        "&" in text,
        "XX" in text or "xx" in text,
    )
    return _pattern(kinds).sub(" ", text) if any(kinds) else text


@cache
def _pattern(kinds: tuple[bool, ...]) -> re.Pattern[str]:
    """The pattern of those of _NOT_WORDS that a text may hold."""
    return re.compile("|".join(compress(_NOT_WORDS, kinds)))


def clean_all(texts: Iterable[object]) -> list[str]:
    """`clean` for each of `texts`."""
    return [clean(text) for text in texts]
