"""Consent to be quoted: what a cell says, and whether its column is about that at all.

Read so that a mistake costs a quote and never a person: only what is understood as a yes from the
first word to the last is one.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache

from feedback.intake.filler import is_filler
from feedback.intake.words import fields_of, plain_header

LONGEST = 200
_REMEMBERED = 10_000
_SIGNS = {"✓": "yes", "✔": "yes", "✅": "yes", "☑": "yes", "👍": "yes", "✗": "no", "✘": "no",
          "❌": "no", "✖": "no", "☐": "no", "👎": "no", "🚫": "no"}  # fmt: skip
_WHOLE = {word: name == "yes" for name, words in fields_of("answers").items() for word in words}
_NUMBERED = re.compile(r"^\d{1,2}\s*[-–—.:)=]\s*(?=\D)")
# "no" is said by a verb's ending in Kazakh: келіспеймін, етілмейді, бермейміз.
_KAZAKH_NO = re.compile(r"\w+[мбп][ае]й(?:м[ыі]н|м[ыі]з|д[ыі]|с[ыі]ң|с[ыі]з|с[ыі]ңдер|т[ыі]н)?")
_BOTH = re.compile(r"\b(?:yes no|y n|sim não|sim nao|s n|ya tidak|иә жоқ|да нет)\b")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fields_of("consent").get(kind, ()))


@cache
def _idioms() -> re.Pattern[str]:
    longest_first = sorted(_words("idioms"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@lru_cache(_REMEMBERED)
def read_consent(cell: str) -> bool | None:
    """What a cell says about being quoted: yes, no, or None where nobody can tell.

    Reads whole sentences in English, Indonesian, Portuguese, Kazakh and Russian. One word of no is
    a no; a yes has no word that is not understood, so "yes, but only …" is none.
    """
    if len(cell) > LONGEST:
        return None
    words = _plain(cell)
    if words in _WHOLE:
        return _WHOLE[words]
    words = _idioms().sub(" yes ", words)
    tokens = words.split()
    no, yes, rest = _words("no"), _words("yes"), _words("rest")
    if any(token in no or _KAZAKH_NO.fullmatch(token) for token in tokens):
        return False
    if any(token in yes for token in tokens) and all(
        token in yes or token in rest for token in tokens
    ):
        return True
    return None


def _plain(cell: str) -> str:
    text = unicodedata.normalize("NFC", cell).casefold().strip()
    text = _NUMBERED.sub("", text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, f" {word} ")
    text = re.sub(r"['’ʼ`]", "", text)
    if re.fullmatch(r"[01][.,]0+", text):
        text = text[0]
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def consent_reader(column: str) -> Callable[[str, str], tuple[bool | None, bool]]:
    """How the cells of a consent column are read.

    A function of a cell and of what the row says in a column of refusals, both may be empty. It
    gives True for a permission, None where nobody said anything and False for everything else, and
    whether the cell was not understood. In a column that is named for a refusal ("Consent
    withdrawn") a yes is the refusal, and nothing in it is a permission.
    """
    is_refusal = asks_for_refusal(column)

    def read(cell: str, refused: str) -> tuple[bool | None, bool]:
        if refused and read_consent(refused) is not False:
            return False, False
        said = read_consent(cell) if cell else None
        if said is None:
            return (None, False) if not cell or is_filler(cell) else (False, True)
        if is_refusal:
            return (False if said else None), False
        return said, False

    return read


def _asked(column: str) -> list[str]:
    name = re.sub(r"['’ʼ`]", "", unicodedata.normalize("NFC", column))
    return _BOTH.sub(" ", plain_header(name)).split()


def asks_for_refusal(column: str) -> bool:
    """Whether a yes below this name is a no: "No consent", "Do not quote"."""
    return any(word in _words("refusal") for word in _asked(column))


def is_about_quoting(column: str) -> bool:
    """Whether a column with a word for consent in its name is about being quoted, and not about
    marketing, the processing of data or cookies: it says so, or says nothing else."""
    asked = _asked(column)
    if any(word in _words("quote") for word in asked):
        return True
    return all(word in _words("plain") or word in _words("refusal") for word in asked)


def refusals_among(columns: Sequence[str], taken: Collection[str]) -> list[str]:
    """Further columns of a file, besides the `taken` ones, in which customers say that they do not
    want to be quoted."""
    return [
        column
        for column in columns
        if column not in taken
        and asks_for_refusal(column)
        and is_about_quoting(column)
        and any(word in _words("named") for word in _asked(column))
    ]
