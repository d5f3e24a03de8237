"""What people wrote, made fit to be shown: one rule for every surface."""

import re
import unicodedata

# Characters that reorder the text around them, so that a reader sees something else than what is
# there (Unicode Standard Annex #9, explicit formatting characters).
_REORDERING = "\u202a-\u202e\u2066-\u2069"
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Characters without a shape, which would let two texts look alike that are not. The joiners of
# emoji and of some scripts (U+200C, U+200D) stay.
_SHAPELESS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0]"
)
_HIDDEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f{_REORDERING}\ud800-\udfff\ufeff\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    """`text` with every control and reordering character replaced by a visible sign.

    Line breaks of all kinds become a plain one, tabs a blank. The result can be stored and encoded
    anywhere: it holds no NUL and no lone surrogate.
    """
    return _HIDDEN.sub(REPLACEMENT, _BREAKS.sub("\n", text).replace("\t", " "))


def shaped(text: str) -> str:
    """`text` without characters that have no shape: what is checked is what a reader sees."""
    return _SHAPELESS.sub("", text)


def one_line(text: str) -> str:
    """`text` as `visible` shows it, on one line, in composed form, blanks run together."""
    return " ".join(unicodedata.normalize("NFC", visible(text)).split())
