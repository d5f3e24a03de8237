"""Texts as the detectors read them: one kind of blank, hyphen and digit, and nothing invisible.

People and programs join the groups of a number by signs that nobody can tell from a plain blank or
hyphen, and write numbers right behind a word. What is found is told by its place in the text as
it was given.
"""

import re

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANKS = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d•·∙"
_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
# Only between digits: a dash between words, and a blank of its own width, are nobody's number.
_SIGNS = {ord(sign): " " for sign in _BLANKS} | {ord(sign): "-" for sign in _HYPHENS}
_PLAIN = _SIGNS | _DIGITS | {ord("＋"): "+"}
_ODD_DIGITS = "０-９"
_ODD = re.compile(f"[{_BLANKS}{_HYPHENS}＋{_ODD_DIGITS}]")
ODD_ZERO = _ODD_DIGITS[0]
"""The first of ten digits as wide as Chinese letters, which phones offer beside the plain ones."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_LOW_LINE = re.compile(r"(?<=[0-9])_(?=[0-9])")
# A number of nine digits or more right behind a word. Codes, which are in capitals, are none.
_LONG = re.compile(r"[0-9](?:[ .()-]{0,2}[0-9]){8}[0-9 .()-]*")
_WORD = re.compile(r"[^\W\d_]*\Z")
_NAMES = frozenset(("CPF", "NIK", "KTP", "ИИН", "ЖСН", "IIN", "TEL", "ТЕЛ", "HP", "WA"))
_FEWEST_LETTERS = 3
_OF_LINKS_AND_KEYS = "/=+&?#@%_-"
_LONGEST_WORD = 24
_NAMED = re.compile(
    r"(?:\b(?:cpf|nik|ktp|iin|tel|hp|wa|no)|иин|жсн|тел|моб|n?[º°])[.=-](?=[0-9])|n[º°](?=[0-9])",
    re.IGNORECASE,
)


def plainly(text: str) -> tuple[str, list[int] | None]:
    """The text as the detectors read it, and the place in the text of each letter in it; None
    where the places are the same."""
    plain = text
    if not text.isascii() and _ODD.search(text):
        plain = plain.translate(_PLAIN)
    if "_" in plain:
        plain = _LOW_LINE.sub("-", plain)
    gone = set() if text.isascii() else {match.start() for match in _INVISIBLE.finditer(plain)}
    numbers = [match.start() for match in _LONG.finditer(plain)]
    if numbers:
        plain = _NAMED.sub(lambda match: match[0][:-1] + " ", plain)
    split = {start for start in numbers if _is_glued(plain, start)}
    if not gone and not split:
        return plain, None
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(plain):
        if place in split:
            letters.append(" ")
            places.append(place)
        if place not in gone:
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _is_glued(text: str, at: int) -> bool:
    if not at or not text[at - 1].isalpha():
        return False
    word = _WORD.search(text, max(0, at - _LONGEST_WORD), at)
    letters = word[0] if word else ""
    first = at - len(letters)
    if first and (text[first - 1].isalnum() or text[first - 1] in _OF_LINKS_AND_KEYS):
        return False
    return letters.upper() in _NAMES or (len(letters) >= _FEWEST_LETTERS and not letters.isupper())
