"""Texts to counts of terms."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from models.text.analyzer import Analyzer

MOST_SPELLINGS = 500_000


class _Columns(dict[str, int]):
    """Word to column, worked out from its term when it is met for the first time."""

    def __init__(self, analyzer: Analyzer, by_term: dict[str, int]) -> None:
        super().__init__()
        self._analyzer = analyzer
        self._by_term = by_term

    def __missing__(self, word: str) -> int:
        found = self._by_term.get(self._analyzer.term(word), -1)
        # Bounded: a model that serves millions of texts would hold all their misspellings.
        if len(self) < MOST_SPELLINGS:
            self[word] = found
        return found


class TermCounter(TransformerMixin, BaseEstimator):
    """Counts terms (stems) and remembers how customers spell them.

    Parameters: `language`, ISO 639-1; `min_df`, in how many texts a term must stand to count;
    `max_terms`, the most frequent terms kept.

    Fitted: `terms_` (list of stems, by column), `surfaces_` (the commonest spelling of each).
    """

    def __init__(self, language: str = "", min_df: int = 2, max_terms: int = 20_000) -> None:
        self.language = language
        self.min_df = min_df
        self.max_terms = max_terms

    def fit(self, texts: Sequence[str], y: None = None) -> TermCounter:
        """Learn the terms of cleaned `texts`."""
        self.fit_transform(texts)
        return self

    def fit_transform(self, texts: Sequence[str], y: None = None) -> sparse.csr_matrix:
        """Learn the terms and return their counts: (texts, terms), float32."""
        self._analyzer = Analyzer(self.language)
        number: defaultdict[str, int] = defaultdict()
        number.default_factory = number.__len__
        indices: list[int] = []
        ends = [0]
        for text in texts:
            indices.extend(map(number.__getitem__, self._analyzer.words(text)))
            ends.append(len(indices))
        words = list(number)
        flat = np.asarray(indices, dtype=np.int32)
        self._choose_terms(words, flat, np.asarray(ends))
        columns = np.fromiter((self._column[w] for w in words), np.int32, len(words))
        return self._counts(columns[flat] if len(flat) else flat, np.asarray(ends))

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Counts of the learnt terms in cleaned `texts`: (texts, terms), float32."""
        indices = array("i")
        ends = [0]
        for text in texts:
            indices.extend(map(self._column.__getitem__, self._analyzer.words(text)))
            ends.append(len(indices))
        return self._counts(np.asarray(indices, dtype=np.int32), np.asarray(ends))

    def restore(self, terms: list[str], surfaces: list[str]) -> TermCounter:
        """Become a counter that learnt `terms` and `surfaces`, as a saved model holds them."""
        self._analyzer = Analyzer(self.language)
        self.terms_, self.surfaces_ = terms, surfaces
        self._column = _Columns(self._analyzer, {stem: i for i, stem in enumerate(terms)})
        return self

    def _choose_terms(self, words: list[str], flat: np.ndarray, ends: np.ndarray) -> None:
        counts = np.bincount(flat, minlength=len(words)) if words else np.zeros(0, int)
        term_of = [self._analyzer.term(word) for word in words]
        stems = sorted(set(term_of) - {""})
        stem_number = {stem: i for i, stem in enumerate(stems)}
        as_stem = np.fromiter((stem_number.get(t, -1) for t in term_of), np.int32, len(words))
        document_frequency = self._document_frequency(as_stem, flat, ends, len(stems))
        order = np.argsort(-document_frequency, kind="stable")[: self.max_terms]
        kept = np.sort(order[document_frequency[order] >= self.min_df])
        self.terms_ = [stems[i] for i in kept]
        position = {stem: i for i, stem in enumerate(self.terms_)}
        self._column = _Columns(self._analyzer, position)
        self._column.update((w, position.get(t, -1)) for w, t in zip(words, term_of, strict=True))
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        for word, stem, count in zip(words, term_of, counts.tolist(), strict=True):
            if stem in position:
                spelled[stem][word] += count
        self.surfaces_ = [
            min(spelled[stem].items(), key=lambda item: (-item[1], item[0]))[0]
            for stem in self.terms_
        ]

    def _document_frequency(
        self, as_stem: np.ndarray, flat: np.ndarray, ends: np.ndarray, n_stems: int
    ) -> np.ndarray:
        if not len(flat):
            return np.zeros(n_stems, dtype=np.int64)
        table = self._matrix(as_stem[flat], ends, n_stems)
        return np.bincount(table.indices, minlength=n_stems)

    def column(self, word: str) -> int:
        """The column that `word` counts in, -1 when its term is not known."""
        return self._column[word]

    def _counts(self, columns: np.ndarray, ends: np.ndarray) -> sparse.csr_matrix:
        return self._matrix(columns, ends, len(self.terms_))

    @staticmethod
    def _matrix(columns: np.ndarray, ends: np.ndarray, width: int) -> sparse.csr_matrix:
        kept = columns >= 0
        before = np.concatenate([[0], np.cumsum(kept)])
        indptr = before[ends].astype(np.int32)
        data = np.ones(int(before[-1]), dtype=np.float32)
        shape = (len(ends) - 1, width)
        table = sparse.csr_matrix((data, columns[kept], indptr), shape=shape)
        table.sum_duplicates()
        return table
