"""Themes to words a product owner can read aloud."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, islice, pairwise

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.naming.name_fitness import NameFitness
from models.naming.nameless_words import NamelessWords
from models.naming.phrase_finder import PhraseFinder, Piece
from models.naming.runs import Said, runs
from models.naming.said_phrases import SaidPhrases
from models.naming.term_ranker import TermRanker
from models.naming.word_use import WordUse
from models.text.analyzer import is_unspaced
from models.text.word_lists import negations
from models.vectors.term_counter import TermCounter

Assign = Callable[[Sequence[str]], tuple[np.ndarray, np.ndarray]]
MOST_TRIES = 60
LONGEST_NAME = 60
LONGEST_UNSPACED = 8
BESIDE = 0.8
MOST_READ = 400  # comments of a theme
MOST_WORDS = 15_000
# Below this a word is mostly said as something done: "sent", "wait".
LEAST_FIT = 0.4


class ThemeNamer(BaseEstimator):
    """Names each theme in two to four words as customers write them, unlike any other name.

    A name is a phrase that several of the theme's comments write (`SaidPhrases`), else terms
    said beside each other, things before what is done; the first of them that finds its own theme
    when placed like a text. None of its words is a stop word, but for the "de" that Portuguese
    compounds are made with. Words that name nothing and rare ones serve only where no others find
    the theme, persons never.

    Parameters: `counter`, a fitted TermCounter; `language`; `assign`, texts to (labels, scores).
    Fitted: `terms_` (k tuples of words, best first), `names_` (k strings).
    """

    def __init__(
        self,
        counter: TermCounter,
        language: str,
        assign: Assign,
        n_terms: int = 12,
        floor: float = 0.1,
    ) -> None:
        self.counter = counter
        self.language = language
        self.assign = assign
        self.n_terms = n_terms
        self.floor = floor

    def fit(
        self, counts: sparse.csr_matrix, labels: np.ndarray, texts: Sequence[str], k: int
    ) -> ThemeNamer:
        """`counts`: (texts, terms); `labels`: (texts,), 0..k-1 or -1; `texts`: cleaned."""
        ranker = TermRanker(self.n_terms, self.floor).fit(counts, labels, k)
        phrases = PhraseFinder(self.counter, self.language)
        said = SaidPhrases(self.counter, self.language)
        mine = [[texts[i] for i in np.flatnonzero(labels == t)[:MOST_READ]] for t in range(k)]
        read = [_read(theirs) for theirs in mine]
        use = WordUse(self.counter, self.language).fit(chain.from_iterable(read))
        surfaces = self.counter.surfaces_
        persons = {i for i, word in enumerate(surfaces) if use.is_person(word)}
        orders = [[i for i in order if i not in persons] or order for order in ranker.orders_]
        self.terms_ = [tuple(use.spelled(surfaces[i]) for i in order) for order in orders]
        fitness = NameFitness(use, ranker.shares_)
        self._nameless = NamelessWords(self.language)
        taken: set[str] = set()
        self.names_ = []
        for theme, order in enumerate(orders):
            said.fit(read[theme], set(order))
            rows = said.ranked(ranker.worth(theme), fitness.fit(theme).of)
            name = self._found(theme, iter(rows), taken)
            if not name:
                pieces = phrases.fit(mine[theme]).pieces(order, persons)
                more = self._candidates(phrases, pieces, ranker.commons_[theme], fitness)
                name = self._found(theme, chain(more, rows), taken, otherwise=True)
                name = name or self._fallback([phrases.spell(piece) for piece in pieces], taken)
            if is_unspaced(name) and (whole := _completed(name, mine[theme])) not in taken:
                name = whole
            taken.add(name.lower())
            self.names_.append(name)
        return self

    def _found(
        self, theme: int, candidates: Iterator[str], taken: set[str], otherwise: bool = False
    ) -> str:
        """The first of `candidates` that finds `theme`; `otherwise` the first of all, else ""."""
        fresh = self._fresh(candidates, taken)
        first = ""
        # Most themes are found by one of the first few; small ones need many tries.
        while tried := list(islice(fresh, MOST_TRIES)):
            first = first or tried[0]
            labels, _ = self.assign(tried)
            own = np.flatnonzero(labels == theme)
            if len(own):
                return tried[int(own[0])]
        return first if otherwise else ""

    @staticmethod
    def _fresh(candidates: Iterator[str], taken: set[str]) -> Iterator[str]:
        seen = set(taken)
        for candidate in candidates:
            words = list(dict.fromkeys(candidate.split()))
            name = _overlaid(words)
            if 2 <= len(words) <= 4 and len(name) <= LONGEST_NAME and name.lower() not in seen:
                seen.add(name.lower())
                yield name

    def _candidates(
        self,
        phrases: PhraseFinder,
        pieces: list[Piece],
        common: set[int],
        fitness: NameFitness,
    ) -> Iterator[str]:
        told = self._telling(phrases, pieces)
        fit = {piece: min(map(fitness.of, phrases.spell(piece).split())) for piece in told}
        things = [piece for piece in told if fit[piece] >= LEAST_FIT]
        telling = [piece for piece in told if fit[piece] > 0][:7]
        every = [piece for piece in pieces if _is_long_enough(phrases.spell(piece))]
        # Rare words, and those that name nothing, only where no others find the theme.
        for parts in chain(
            self._best(phrases, [p for p in things if not common.isdisjoint(p)]),
            self._best(phrases, things),
            self._best(phrases, [p for p in telling if not common.isdisjoint(p)]),
            self._best(phrases, telling),
            chain.from_iterable(combinations(every, size) for size in (2, 3, 4)),
        ):
            yield " ".join(phrases.spell(piece) for piece in phrases.as_said(parts))

    def _best(self, phrases: PhraseFinder, pieces: list[Piece]) -> Iterator[tuple[Piece, ...]]:
        return islice(self._combinations(phrases, pieces), MOST_TRIES)

    @staticmethod
    def _combinations(phrases: PhraseFinder, pieces: list[Piece]) -> Iterator[tuple[Piece, ...]]:
        """What a name may be put together from, best first: a pair that leads; else the leading
        piece with one that is said beside it most often; else more pieces."""
        if pieces and len(pieces[0]) > 1:
            yield (pieces[0],)
        for size in (2, 3):
            chosen = list(combinations(pieces, size))
            # The leading pieces first, then what one text says together.
            rank = {piece: i // 2 for i, piece in enumerate(pieces)}
            chosen.sort(key=lambda parts: (rank[parts[0]], -phrases.together(parts)))
            yield from chosen
        yield from ((piece,) for piece in pieces)
        yield from combinations(pieces, 4)

    def _telling(self, phrases: PhraseFinder, pieces: list[Piece]) -> list[Piece]:
        """`pieces` without the words that name nothing; a negation stays before its word."""
        denying = negations(self.language)
        told: list[Piece] = []
        for piece in pieces:
            words = phrases.spell(piece).split()
            names = [not self._nameless[word] for word in words]
            denied = len(piece) == 2 and names[1] and words[0] in denying
            if denied or (any(names) and phrases.fixed(piece)):
                told.append(piece)
            else:
                told.append(tuple(c for c, name in zip(piece, names, strict=True) if name))
        told = list(dict.fromkeys(piece for piece in told if piece))
        return [p for p in told if len(p) > 1 or _is_long_enough(phrases.spell(p))]

    @staticmethod
    def _fallback(phrases: list[str], taken: set[str]) -> str:
        """Fewer words than a name should have, told apart by a letter: never a number."""
        base = phrases[0] if phrases else "…"
        base = base if len(base) <= LONGEST_NAME - 3 else base.split()[0]
        for word in dict.fromkeys(" ".join(phrases[1:3]).split()):
            if len(f"{base} {word}") <= LONGEST_NAME - 3 and word not in base.split():
                base = f"{base} {word}"
        name, number = base, 0
        while name.lower() in taken:
            number += 1
            name = f"{base} {_letters(number)}"
        return name


def _read(texts: Sequence[str]) -> list[list[list[Said]]]:
    """The runs of each of `texts`, up to `MOST_WORDS` words: of long ones fewer tell enough."""
    read: list[list[list[Said]]] = []
    left = MOST_WORDS
    for text in texts:
        read.append(runs(text))
        left -= sum(map(len, read[-1]))
        if left <= 0:
            break
    return read


def _overlaid(words: Sequence[str]) -> str:
    """`words` with spaces between them; pairs of letters of a script without spaces that overlap
    as one word: "浏览" and "览器" are "浏览器"."""
    name = words[0]
    for before, word in pairwise(words):
        overlaps = before[-1] == word[0] and is_unspaced(before) and is_unspaced(word)
        name += word[1:] if overlaps else f" {word}"
    return name


def _completed(name: str, texts: Sequence[str]) -> str:
    """`name`, of letters without spaces, with those that nearly always stand beside it: pairs may
    end inside a word ("支付失" of "支付失败")."""
    for side in (r"(?<=(.))%s", r"%s(?=(.))"):
        while len(name) < LONGEST_UNSPACED:
            beside = Counter(
                found[1] for text in texts for found in re.finditer(side % re.escape(name), text)
            )
            letter, often = max(
                beside.items(), key=lambda item: (item[1], item[0]), default=("", 0)
            )
            if often < BESIDE * sum(text.count(name) for text in texts) or not is_unspaced(letter):
                break
            name = letter + name if side.startswith("(") else name + letter
    return name


def _is_long_enough(word: str) -> bool:
    """Two letters name nothing, unless they are a word, as in Chinese."""
    return len(word) > 2 or is_unspaced(word)


def _letters(number: int) -> str:
    """0 is "A", 1 is "B", 26 is "AA", as a table calls its columns."""
    name = ""
    while number >= 0:
        name = chr(ord("A") + number % 26) + name
        number = number // 26 - 1
    return name
