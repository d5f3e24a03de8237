"""Themes to words a product owner can read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, islice

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.members import member_matrix
from models.naming.phrase_finder import PhraseFinder, Piece
from models.text.analyzer import Analyzer, is_unspaced
from models.text.word_lists import nameless, negations
from models.vectors.term_counter import TermCounter

Assign = Callable[[Sequence[str]], tuple[np.ndarray, np.ndarray]]
MOST_TRIES = 60
LONGEST_NAME = 60
FEWEST_TERMS = 7
FEWEST_SHARED = 3


class ThemeNamer(BaseEstimator):
    """Ranks the terms of each theme and names it by the best of them.

    Terms are ranked by log-odds with a Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin'
    Words") among those that at least `floor` of the theme's texts hold; what a single text holds
    (a customer's name, say) is none where there are others. A name is two to four words as
    customers write them, unlike any other name, and finds its own theme when placed like a text.
    It is made of such terms; rarer ones serve only where they do not find the theme.

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
        orders, commons = self._rank(counts, labels, k)
        surfaces = self.counter.surfaces_
        self.terms_ = [tuple(surfaces[i] for i in order) for order in orders]
        phrases = PhraseFinder(self.counter, self.language)
        taken: set[str] = set()
        self.names_ = []
        for theme, order in enumerate(orders):
            mine = [texts[i] for i in np.flatnonzero(labels == theme)[:400]]
            name = self._name(theme, phrases.fit(mine), order, commons[theme], taken)
            taken.add(name.lower())
            self.names_.append(name)
        return self

    def _rank(
        self, counts: sparse.csr_matrix, labels: np.ndarray, k: int
    ) -> tuple[list[list[int]], list[set[int]]]:
        """Columns of the terms of each theme, best first, and those of them that are not rare."""
        present = counts.copy()
        present.data = np.ones_like(present.data)
        member = member_matrix(labels, k)
        inside = (member @ present).toarray()
        sizes = np.asarray(member.sum(axis=1)).ravel()
        total = inside.sum(axis=0)
        bars = np.maximum(2, self.floor * sizes)
        orders = [self._order(inside[i], total, bars[i]) for i in range(k)]
        commons = [{c for c in order if inside[i, c] >= bars[i]} for i, order in enumerate(orders)]
        return orders, commons

    def _order(self, inside: np.ndarray, total: np.ndarray, bar: float) -> list[int]:
        outside = total - inside
        prior = total / max(total.sum(), 1) * 100 + 0.01
        ours, theirs = inside + prior, outside + prior
        odds = np.log(ours / (ours.sum() - ours + 1)) - np.log(theirs / (theirs.sum() - theirs + 1))
        strength = odds / np.sqrt(1 / ours + 1 / theirs)
        if not outside.any():  # the only theme: nothing to stand out against
            strength = inside.copy()
        rare = inside < bar
        order = np.lexsort((-strength, rare))
        # Rare terms only where a theme has too few others to be named by.
        kept = min(self.n_terms, max(FEWEST_TERMS, int((~rare).sum())))
        fewest = 2 if (inside >= 2).sum() >= FEWEST_SHARED else 1
        return [int(i) for i in order[:kept] if inside[i] >= fewest]

    def _name(
        self,
        theme: int,
        phrases: PhraseFinder,
        order: list[int],
        common: set[int],
        taken: set[str],
    ) -> str:
        pieces = phrases.pieces(order)
        candidates = self._candidates(phrases, pieces, common, taken)
        first = ""
        # Most themes are found by one of the first few; small ones need many tries.
        while tried := list(islice(candidates, MOST_TRIES)):
            first = first or tried[0]
            labels, _ = self.assign(tried)
            own = np.flatnonzero(labels == theme)
            if len(own):
                return tried[int(own[0])]
        return first or self._fallback([phrases.spell(piece) for piece in pieces], taken)

    def _candidates(
        self, phrases: PhraseFinder, pieces: list[Piece], common: set[int], taken: set[str]
    ) -> Iterator[str]:
        telling = self._telling(phrases, pieces)[:7]
        shared = [piece for piece in telling if not common.isdisjoint(piece)]
        every = [piece for piece in pieces if _is_long_enough(phrases.spell(piece))]
        seen = set(taken)
        # Rare words, and those that name nothing, only where no others find the theme.
        for parts in chain(
            islice(self._combinations(phrases, shared), MOST_TRIES),
            islice(self._combinations(phrases, telling), MOST_TRIES),
            chain.from_iterable(combinations(every, size) for size in (2, 3, 4)),
        ):
            spelled = " ".join(phrases.spell(piece) for piece in phrases.as_said(parts))
            words = list(dict.fromkeys(spelled.split()))
            name = " ".join(words)
            if 2 <= len(words) <= 4 and len(name) <= LONGEST_NAME and name.lower() not in seen:
                seen.add(name.lower())
                yield name

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
        analyzer = Analyzer(self.language)
        denying = negations(self.language)
        silent = nameless(self.language)
        silent |= {analyzer.term(word) for word in silent} - {""}
        told: list[Piece] = []
        for piece in pieces:
            words = phrases.spell(piece).split()
            names = [word not in silent and analyzer.term(word) not in silent for word in words]
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
