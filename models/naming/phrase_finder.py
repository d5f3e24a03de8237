"""Words that customers say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sklearn.base import BaseEstimator

from models.text.analyzer import Analyzer
from models.vectors.term_counter import TermCounter


class PhraseFinder(BaseEstimator):
    """Finds the pairs of neighbouring words that stand for a term in the texts of one theme.

    A word becomes a pair when at least `share` of the texts that hold the word hold the pair:
    "ar" is said as "ar condicionado".
    """

    def __init__(
        self, counter: TermCounter, language: str, share: float = 0.4, floor: int = 3
    ) -> None:
        self.counter = counter
        self.language = language
        self.share = share
        self.floor = floor

    def fit(self, texts: Sequence[str], y: None = None) -> PhraseFinder:
        """`texts`: cleaned texts of one theme."""
        analyzer = Analyzer(self.language)
        self._words: dict[int, Counter[str]] = {}
        self._pairs: Counter[tuple[int, int]] = Counter()
        self._spelled: dict[tuple[int, int], Counter[str]] = {}
        self._holding: Counter[int] = Counter()
        for text in texts:
            words = analyzer.words(text)[:200]
            columns = [self.counter.column(word) for word in words]
            self._holding.update({column for column in columns if column >= 0})
            for word, column in zip(words, columns, strict=True):
                if column >= 0:
                    self._words.setdefault(column, Counter())[word] += 1
            self._count_pairs(words, columns)
        self._best: dict[int, tuple[int, tuple[int, int]]] = {}
        for pair, n in self._pairs.items():
            for column in pair:
                self._best[column] = max(self._best.get(column, (0, pair)), (n, pair))
        return self

    def phrases(self, order: Sequence[int]) -> list[str]:
        """The terms `order` (columns, best first) as words or pairs, none holding another."""
        found: list[str] = []
        used: set[int] = set()
        for column in order:
            if column in used:
                continue
            pair = self._pair_of(column)
            used.update(pair or (column,))
            found.append(self._spell(pair) if pair else self._surface(column))
        return found

    def _count_pairs(self, words: list[str], columns: list[int]) -> None:
        seen: set[tuple[int, int]] = set()
        for i in range(len(words) - 1):
            pair = (columns[i], columns[i + 1])
            if min(pair) < 0 or pair[0] == pair[1]:
                continue
            if pair not in seen:
                seen.add(pair)
                self._pairs[pair] += 1
            spelled = self._spelled.setdefault(pair, Counter())
            spelled[f"{words[i]} {words[i + 1]}"] += 1

    def _pair_of(self, column: int) -> tuple[int, int] | None:
        best = self._best.get(column)
        if best is None:
            return None
        n, pair = best
        return pair if n >= max(self.floor, self.share * self._holding[column]) else None

    def _spell(self, pair: tuple[int, int]) -> str:
        return self._commonest(self._spelled[pair])

    def _surface(self, column: int) -> str:
        spelled = self._words.get(column)
        return self._commonest(spelled) if spelled else self.counter.surfaces_[column]

    @staticmethod
    def _commonest(spelled: Counter[str]) -> str:
        return min(spelled.items(), key=lambda item: (-item[1], item[0]))[0]
