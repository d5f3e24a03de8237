"""Kazakh words without what is put behind them."""

from __future__ import annotations

# A noun takes a plural, then a possessive, then a case, each from its own closed set, whose vowels
# and first consonant follow the word. The sets are grammar (Kazakh is agglutinative; the order is
# that of the "complete set of endings" of Tukeyev 2015), told in letters without Kazakh marks, as
# `Analyzer` folds them: many people type without.
CASES = (
    *("нын", "нин", "дын", "дин", "тын", "тин"),  # of
    *("га", "ге", "ка", "ке"),  # to
    *("ны", "ни", "ды", "ди", "ты", "ти"),  # the object
    *("да", "де", "та", "те", "нда", "нде"),  # in, at
    *("дан", "ден", "тан", "тен", "нан", "нен"),  # from
    *("мен", "бен", "пен"),  # with
    *("дагы", "деги", "тагы", "теги", "ндагы", "ндеги"),  # that is in
)
POSSESSIVES = (
    *("ым", "им", "м", "ымыз", "имиз", "мыз", "миз"),  # my, our
    *("ын", "ин", "н", "ыныз", "иниз", "ныз", "низ"),  # your
    *("сы", "си", "ы", "и"),  # his, her, its
)
PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")
# What remains is a root: shorter ones are words that merely end like an ending.
SHORTEST_ROOT = 4


def without_endings(word: str) -> str:
    """The folded Kazakh `word` without case, possessive and plural, never so that fewer than
    `SHORTEST_ROOT` letters remain.

    Again and again until nothing goes: a root that ends like an ending loses that too, but in all
    its forms alike.
    """
    shorter = _once(word)
    while shorter != word:
        word, shorter = shorter, _once(shorter)
    return word


def _once(word: str) -> str:
    for endings in _LONGEST_FIRST:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
                word = word[: -len(ending)]
                break
    return word


_LONGEST_FIRST = [
    sorted(endings, key=len, reverse=True) for endings in (CASES, POSSESSIVES, PLURALS)
]
