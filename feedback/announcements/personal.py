"""Personal data a quote must not carry, even where an import let it through."""

import re

# What an import puts in place of personal data: a word in brackets.
_MARKER = re.compile(r"[\[<{]\s*[\w-]{2,24}(?:[ _-][\w-]{1,24})?\s*[\]>}]")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}|(?<!\w)@\w{3,}")
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)\S+")
# A telephone, card or account number: seven digits or more, blanks and dashes between them.
_LONG_NUMBER = re.compile(r"\d(?:[\s().+/-]{0,2}\d){6,}")


def holds_personal_data(text: str) -> bool:
    """Whether an address, a link, a long number or a marker of a replaced one is in `text`."""
    return any(
        pattern.search(text) is not None for pattern in (_MARKER, _ADDRESS, _LINK, _LONG_NUMBER)
    )
