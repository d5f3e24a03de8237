"""Text to terms, one language at a time."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import Stemmer

from models.text.kazakh_endings import without_endings
from models.text.word_lists import spellings, stop_words

SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
# Kazakh puts many endings after a root and has no Snowball stemmer: what nouns take is cut off, and
# of the rest (verbs, derived words) the first letters serve (a truncation stemmer; McNamee &
# Mayfield 2004, "Character n-gram tokenization").
ROOT_LENGTH = {"kk": 6}
LONGEST_WORD = 40

# Vowel signs of Indic scripts, Thai tone marks and the like belong to the letter before; so do the
# two marks that only say how letters join.
_MARKS = "".join(
    chr(code)
    for code in range(0x300, 0x10000)
    if unicodedata.category(chr(code)) in ("Mn", "Mc") or code in (0x200C, 0x200D)
)
_LETTERS = rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*"
WORD = rf"{_LETTERS}(?:'{_LETTERS})?|(?<!\d)\d++{_LETTERS}"
_WORD = re.compile(WORD)
# Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_RUNS = re.compile(f"[{_UNSPACED}{_MARKS}]+|[^{_UNSPACED}]+")
_LETTER = re.compile(f".[{_MARKS}]*", re.DOTALL)
# Everything ASCII that ends a word; splitting at it is several times faster than _WORD.
_BREAKS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "'"}
_STRETCHED = re.compile(r"(.)\1{2,}")
# Kazakh letters as people type them on a Russian keyboard.
_KAZAKH_FOLD = str.maketrans("әіңғүұқөһё", "аингуукохе")


class Analyzer:
    """Splits text of one language into words and finds the term (stem) of a word.

    language: ISO 639-1 code. A language without resources has no stop words and its words are
    their own terms. Stems are Snowball's (Porter 2001), through PyStemmer.
    """

    def __init__(self, language: str = "") -> None:
        self.language = language
        self._stop_words = stop_words(language)
        self._spellings = spellings(language)
        name = SNOWBALL.get(language)
        self._stem = Stemmer.Stemmer(name).stemWord if name else None
        self._root = ROOT_LENGTH.get(language, 0)
        if self._root:
            # Function words, too, are typed without the letters a keyboard lacks: "оте" for "өте".
            self._stop_words |= {word.translate(_KAZAKH_FOLD) for word in self._stop_words}
            # Titles and phrases in English: no Cyrillic word can be mistaken for "the".
            self._stop_words |= stop_words("en")

    def __reduce__(self) -> tuple[type[Analyzer], tuple[str]]:
        """Copied and kept by its language: the stemmer is no Python object."""
        return type(self), (self.language,)

    def words(self, text: str) -> list[str]:
        """The words of cleaned `text` in order, lower-cased, function words among them.

        Where a script puts no spaces between words, pairs of neighbouring letters serve
        (overlapping bigrams; McNamee & Mayfield 2004, "Character n-gram tokenization").
        """
        text = text.lower()
        if not text.isascii():
            # What lower-casing leaves of a dotted capital I.
            words = _WORD.findall(text.replace("\u0307", ""))
            if not _IS_UNSPACED.search(text):
                return words
            return [piece for word in words for piece in _pieces(word)]
        pieces = text.translate(_BREAKS).split()
        if "".join(pieces).isalpha():
            return pieces
        found: list[str] = []
        for piece in pieces:
            if piece.isalpha():
                found.append(piece)
            else:
                found.extend(_WORD.findall(piece))
        return found

    def term(self, word: str) -> str:
        """The term that `word` counts as; "" when the word says nothing of a theme."""
        word = _STRETCHED.sub(r"\1", word)
        word = self._spellings.get(word, word)
        if word in self._stop_words or len(word) > LONGEST_WORD or len(word) < 2:
            return ""
        if self._root:
            return without_endings(word.translate(_KAZAKH_FOLD))[: self._root]
        return self._without_accents(self._stem(word)) if self._stem else word

    @staticmethod
    def _without_accents(term: str) -> str:
        # "péssimo" and "pessimo" are one word to those who type them; Latin letters only,
        # since a mark on a Cyrillic or Indic letter makes another letter.
        if term.isascii() or not ("À" <= max(term) <= "ſ"):
            return term
        letters = unicodedata.normalize("NFD", term)
        return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_unspaced(word: str) -> bool:
    """Whether `word` is of a script without spaces, where two letters are a word."""
    return _IS_UNSPACED.match(word) is not None


def _pieces(word: str) -> list[str]:
    pieces: list[str] = []
    for run in _RUNS.findall(word):
        letters = _LETTER.findall(run) if is_unspaced(run) else [run]
        pieces.extend(map("".join, pairwise(letters)) if len(letters) > 1 else letters)
    return pieces
