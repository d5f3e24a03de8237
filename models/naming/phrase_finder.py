"""Words that customers say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from sklearn.base import BaseEstimator

from models.naming.compounds import Compounds
from models.text.analyzer import Analyzer
from models.text.word_lists import stop_words
from models.vectors.term_counter import TermCounter

# "cancel my order" is a pair, "cancel … order" across half a sentence is not.
WIDEST_GAP = 3
LONGEST_READ = 200

Piece = tuple[int, ...]


class PhraseFinder(BaseEstimator):
    """Finds the pairs of neighbouring words that stand for a term in the texts of one theme.

    A word becomes a pair when at least `share` of the texts that hold the word hold the pair:
    "ar" is said as "ar condicionado". Function words between the two do not part them. A word that
    mostly stands before a particle keeps it, where customers join them: "top-up".
    A piece is a tuple of one or two columns of the counter.
    """

    def __init__(
        self, counter: TermCounter, language: str, share: float = 0.3, floor: int = 3
    ) -> None:
        self.counter = counter
        self.language = language
        self.share = share
        self.floor = floor

    def fit(self, texts: Sequence[str], y: None = None) -> PhraseFinder:
        """`texts`: cleaned texts of one theme."""
        analyzer = Analyzer(self.language)
        silent = stop_words(self.language)
        self._spelled: dict[Piece, Counter[str]] = {}
        self._pairs: Counter[Piece] = Counter()
        self._places: list[dict[int, int]] = []
        self._compounds = Compounds(self.language)
        for text in texts:
            words = analyzer.words(text)[:LONGEST_READ]
            self._compounds.read(text, words)
            said = [
                (place, self.counter.column(word), word)
                for place, word in enumerate(words)
                if word not in silent
            ]
            self._count(said)
        self._holding = Counter(column for places in self._places for column in places)
        self._best: dict[int, tuple[int, Piece]] = {}
        for pair, n in self._pairs.items():
            for column in pair:
                self._best[column] = max(self._best.get(column, (0, pair)), (n, pair))
        return self

    def pieces(self, order: Sequence[int], left_out: Set[int] = frozenset()) -> list[Piece]:
        """The terms `order` (columns, best first) alone or in pairs, no term in two of them and
        none of `left_out` beside another."""
        found: list[Piece] = []
        used = set(left_out)
        for column in order:
            if column in used and column not in left_out:
                continue
            piece = self._pair_of(column, used)
            used.update(piece)
            found.append(piece)
        return found

    def spell(self, piece: Piece) -> str:
        """The commonest way in which the theme's texts write `piece`."""
        spelled = self._spelled.get(piece)
        if not spelled:
            return " ".join(self.counter.surfaces_[column] for column in piece)
        commonest = min(spelled.items(), key=lambda item: (-item[1], item[0]))[0]
        return " ".join(map(self._compounds.join, commonest.split()))

    def fixed(self, piece: Piece) -> bool:
        """Whether `piece` is a pair of which either word is mostly said in it: "first class"."""
        half = max(self._holding[column] for column in piece) / 2
        return len(piece) == 2 and self._pairs[piece] >= max(self.floor, half)

    def together(self, pieces: Sequence[Piece]) -> int:
        """How many texts hold all of `pieces`."""
        columns = {column for piece in pieces for column in piece}
        return sum(columns <= places.keys() for places in self._places)

    def as_said(self, pieces: Sequence[Piece]) -> list[Piece]:
        """`pieces` in the order in which most texts that hold two of them do."""

        def before(first: int, second: int) -> int:
            both = [p for p in self._places if first in p and second in p]
            return sum((p[first] < p[second]) - (p[first] > p[second]) for p in both)

        ranks = [
            sum(before(piece[0], other[0]) > 0 for other in pieces if other != piece)
            for piece in pieces
        ]
        return [pieces[i] for i in sorted(range(len(pieces)), key=lambda i: (-ranks[i], i))]

    def _count(self, said: list[tuple[int, int, str]]) -> None:
        places: dict[int, int] = {}
        for place, column, word in said:
            if column >= 0:
                places.setdefault(column, place)
                self._spelled.setdefault((column,), Counter())[word] += 1
        self._places.append(places)
        seen: set[Piece] = set()
        for (place, column, word), (then, other, following) in pairwise(said):
            if min(column, other) < 0 or column == other or then - place > WIDEST_GAP:
                continue
            pair = (column, other)
            seen.add(pair)
            self._spelled.setdefault(pair, Counter())[f"{word} {following}"] += 1
        self._pairs.update(seen)

    def _pair_of(self, column: int, used: set[int]) -> Piece:
        n, pair = self._best.get(column, (0, (column,)))
        often = n >= max(self.floor, self.share * self._holding[column])
        return pair if often and not used.intersection(pair) else (column,)
