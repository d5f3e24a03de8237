"""Which of eight expectations of customers a theme is about, by lists of words.

The lists are in words/expectations, one file per language; a line is "expectation: word, word".
A word stands for all words that begin with it, with a full stop behind it for itself alone ("fee."
is not "feel"); several words stand for that phrase.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from feedback.domain.tracked import ThemeWeek

_FOLDER = Path(__file__).parent / "words" / "expectations"
_LETTERS = re.compile(r"[^\w]+")
LEAST_SHARE = 0.15
"""Of the texts of a theme, so many must speak of an expectation for the theme to be about it."""


class Expectation(StrEnum):
    """What customers expect of a company."""

    PERSONAL = "personal"
    FAST_ANSWER = "fast answer"
    FAST_SOLUTION = "fast solution"
    LISTENED_TO = "listened to"
    HONEST = "honest"
    COMPETENT = "competent"
    CHANNELS = "choice of channel"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class Placed:
    """The expectation a theme is about (None: none of the eight), and by which words of its texts.

    `by_person` says that somebody put it there by hand.
    """

    theme_id: int
    expectation: Expectation | None
    words: tuple[str, ...] = ()
    by_person: bool = False


@cache
def expectation_words() -> dict[Expectation, tuple[str, ...]]:
    """The words of all languages by expectation, folded; those that stand alone end in a space."""
    found: dict[Expectation, list[str]] = {expectation: [] for expectation in Expectation}
    for file in sorted(_FOLDER.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, colon, words = line.partition("#")[0].partition(":")
            if colon:
                found[Expectation(name.strip())] += [
                    _plain(word) + (" " if word.rstrip().endswith(".") else "")
                    for word in words.split(",")
                    if word.strip()
                ]
    return {expectation: tuple(dict.fromkeys(words)) for expectation, words in found.items()}


def place(theme_id: int, texts: Iterable[str], *, said: str | None = None) -> Placed:
    """Where a theme belongs. `texts` are its name, its terms and typical comments; `said` is what a
    person said (an expectation, or "" for none).

    The expectation that most texts speak of, if at least a few do; of equals the first in the order
    of the eight. In one text the longest phrases count: "no number to call" says more than "call".
    """
    if said is not None:
        return Placed(theme_id, Expectation(said) if said else None, by_person=True)
    votes: Counter[Expectation] = Counter()
    by: dict[Expectation, Counter[str]] = {expectation: Counter() for expectation in Expectation}
    total = 0
    for text in texts:
        total += 1
        plain = f" {_plain(text)} "
        for expectation, hits in _spoken_of(plain).items():
            votes[expectation] += 1
            by[expectation].update(hits)
    best = max(Expectation, key=lambda expectation: votes[expectation])
    if not total or votes[best] < max(1, LEAST_SHARE * total):
        return Placed(theme_id, None)
    return Placed(theme_id, best, tuple(word for word, _ in by[best].most_common(5)))


@lru_cache(maxsize=5_000)  # the typical comments of all themes, looked at again after every edit
def _spoken_of(plain: str) -> dict[Expectation, list[str]]:
    """Which expectations a text speaks of, by which of its words, the longest phrases only."""
    hits = {
        expectation: [word for word in words if f" {word}" in plain]
        for expectation, words in expectation_words().items()
    }
    longest = max((_spaces(word) for words in hits.values() for word in words), default=0)
    found = {}
    for expectation, words in hits.items():
        if its := [word for word in words if _spaces(word) == longest]:
            found[expectation] = list(dict.fromkeys(_as_said(word, plain) for word in its))
    return found


def _spaces(word: str) -> int:
    return word.rstrip().count(" ")


def _as_said(word: str, plain: str) -> str:
    """The words of the text in which `word` was found, to their end."""
    start = plain.index(f" {word}") + 1
    return plain[start : plain.index(" ", start + len(word.rstrip()))]


def by_month(
    rows: Iterable[ThemeWeek], placed: Mapping[int, Placed]
) -> dict[date, Counter[Expectation]]:
    """Comments about each expectation by the month in which their week begins."""
    months: dict[date, Counter[Expectation]] = {}
    for row in rows:
        where = None if row.theme_id is None else placed.get(row.theme_id)
        if where is not None and where.expectation is not None:
            month = months.setdefault(row.week.replace(day=1), Counter())
            month[where.expectation] += row.comments
    return dict(sorted(months.items()))


def _plain(text: str) -> str:
    """Folded words with single spaces, nothing else."""
    return " ".join(_LETTERS.sub(" ", text.casefold()).split())
