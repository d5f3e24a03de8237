"""Single cells: cleaned of what no store can keep, read as yes or no, as a channel."""

import re
from collections.abc import Iterable

from feedback.domain.comment import Channel
from feedback.intake.words import fields_of, plain_header

LONGEST_TEXT = 100_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_ANSWERS = {word: name == "yes" for name, words in fields_of("answers").items() for word in words}
_CHANNELS = {word: Channel(name) for name, words in fields_of("channels").items() for word in words}


def clean(cell: str) -> str:
    """Text a person typed, as it was: blanks around it go, control characters become visible."""
    text = cell.strip()
    if text.isprintable():
        return text
    return without_halves(_CONTROL.sub(_picture, text))


def clean_column(cells: Iterable[str]) -> list[str]:
    """Each as `clean`."""
    return [text if text.isprintable() else clean(text) for text in map(str.strip, cells)]


def without_halves(text: str) -> str:
    """With U+FFFD for halves of surrogate pairs, which are no letters and cannot be written."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def looks_broken(text: str) -> bool:
    """Whether UTF-8 was once read as Windows-1252 and saved so, as in "FÃ¼r". Text in capitals,
    such as "NÃO", is not meant."""
    return ("Ã" in text or "Â" in text) and bool(_BROKEN.search(text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else chr(0x2400 + code)


def read_yes_or_no(cell: str) -> bool | None:
    """What a cell answers with its first word; None where that does not say. For consents, which
    have to be read to their end, see `feedback.intake.consent`."""
    words = " ".join(cell.casefold().replace(".", " ").replace(",", " ").split())
    if words in _ANSWERS:
        return _ANSWERS[words]
    return _ANSWERS.get(words.partition(" ")[0])


def read_channel(words: str) -> Channel | None:
    """The kind of a source by a word in its name or its channel column; None if no word tells."""
    # As it is written too: “WhatsApp” is one word and would be taken apart.
    for word in (*words.casefold().split(), *plain_header(words).split()):
        if word in _CHANNELS:
            return _CHANNELS[word]
    return None
