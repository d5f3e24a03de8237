"""Letters that look like others, read as what a reader sees. The length of a text stays."""

import re
import unicodedata

# Cyrillic and Greek letters and the Latin ones they are printed like (Unicode Technical Standard
# #39, confusables), as far as one cannot tell them apart in ordinary type.
_CYRILLIC = "аеорсухіѕјһԁԛԝАВЕКМНОРСТУХІЅЈ"
_AS_LATIN = "aeopcyxisjhdqwABEKMHOPCTYXISJ"
_GREEK = "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_GREEK_AS_LATIN = "oABEZHIKMNOPTYX"
_TO_LATIN = str.maketrans(_CYRILLIC + _GREEK, _AS_LATIN + _GREEK_AS_LATIN)
_TO_CYRILLIC = str.maketrans(_AS_LATIN, _CYRILLIC)
_WORD = re.compile(r"[^\W\d_]{2,}")
_STYLED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_OTHER = re.compile("[\u0370-\u052f]")


def plain_letters(text: str) -> str:
    """`text` with wide and mathematical letters, digits of other scripts, and words of mixed
    scripts in plain ones; every character stays one character."""
    text = _STYLED.sub(_composed, text)
    text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), text)
    return _WORD.sub(_in_one_script, text)


def _composed(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match[0])
    return plain if len(plain) == 1 else match[0]


def _in_one_script(match: re.Match[str]) -> str:
    word = match[0]
    if not (_LATIN.search(word) and _OTHER.search(word)):
        return word
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    if not _OTHER.search(latin) and (_LATIN.search(cyrillic) or _mostly_latin(word)):
        return latin
    return word if _LATIN.search(cyrillic) else cyrillic


def _mostly_latin(word: str) -> bool:
    return 2 * len(_LATIN.findall(word)) >= len(word)
