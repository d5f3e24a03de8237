"""The language of a text by its small words: quick, and sure enough for most comments."""

import re

from feedback.intake.words import fields_of

ENOUGH = 2
ENOUGH_AT_ONCE = 3
TIMES_THE_NEXT = 3
FIRST_LOOK = 120
FEWEST_IN_RUNNING_TEXT = 4
SHARE_IN_RUNNING_TEXT = 0.35
_WORD = re.compile(r"[^\W\d_]+")
_KAZAKH = re.compile("[әғқңөұүһі]")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]")
_MAIN = ("en", "id", "kk", "pt")
# Of the other languages only the near relations are a danger to these: what both have counts for
# neither, while "was" stays English although Dutch has it too.
_NEAR = {"pt": ("es",), "kk": ("ru",), "en": (), "id": ()}


def _words() -> dict[str, str]:
    """Word → language, for words that speak for one language."""
    common = {code: set(words) for code, words in fields_of("common").items()}
    spoken: dict[str, str] = {}
    for code, words in common.items():
        rivals = set(_MAIN) | set(_NEAR[code]) if code in _MAIN else set(common)
        for word in words:
            if not any(word in common[rival] for rival in rivals - {code}):
                spoken[word] = code
    return spoken


_LANGUAGE_OF = _words()
_language_of = _LANGUAGE_OF.get


def language_by_words(text: str) -> str:
    """A code where at least two small words speak for one language and next to none for another;
    an empty string where that cannot be said."""
    found = _decided(text[:FIRST_LOOK].lower())
    if not found and len(text) > FIRST_LOOK:
        found = _decided(text.lower())
    if found and not text.isascii() and _is_in_another_alphabet(found, text.lower()):
        return ""
    return found


def _is_in_another_alphabet(code: str, lowered: str) -> bool:
    """English titles in Kazakh sentences are no English; nor is Kazakh Russian."""
    if code == "kk":
        return False
    if _KAZAKH.search(lowered):
        return True
    return code != "ru" and len(_CYRILLIC.findall(lowered)) * 3 > len(lowered)


def is_running_text(code: str, text: str) -> bool:
    """Whether a text is written in that language throughout, and does not only quote a title."""
    words = _WORD.findall(text.lower())
    speaking = sum(_LANGUAGE_OF.get(word) == code for word in words)
    return speaking >= FEWEST_IN_RUNNING_TEXT and speaking >= len(words) * SHARE_IN_RUNNING_TEXT


def _decided(lowered: str) -> str:
    # Words between blanks are had for far less than words between other signs, and mostly enough.
    quick = [*filter(None, map(_language_of, lowered.split()))]
    if len(quick) >= ENOUGH_AT_ONCE:
        first = quick[0]
        if quick.count(first) == len(quick):
            return first
        if found := _leader(quick, ENOUGH_AT_ONCE):
            return found
    return _leader([*filter(None, map(_language_of, _WORD.findall(lowered)))], ENOUGH)


def _leader(speaking: list[str], enough: int) -> str:
    """The language with at least so many words and several times those of the next."""
    counts = sorted(((speaking.count(code), code) for code in set(speaking)), reverse=True)
    if not counts or counts[0][0] < enough:
        return ""
    return counts[0][1] if not counts[1:] or counts[0][0] >= TIMES_THE_NEXT * counts[1][0] else ""
