"""Texts of one language to its themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from scipy import sparse

from models.explanation import Explanation
from models.placing.theme_rule import ThemeRule
from models.placing.unplaced import why_unplaced
from models.text.analyzer import Analyzer
from models.vectors.term_counter import TermCounter
from models.vectors.text_embedder import TextEmbedder

CHUNK = 5_000

Placed = tuple[np.ndarray, np.ndarray, np.ndarray]


class TextPlacer:
    """Places cleaned texts by a fitted counter, embedder and rule, and says why."""

    def __init__(
        self, language: str, counter: TermCounter, embedder: TextEmbedder, rule: ThemeRule
    ) -> None:
        self.language = language
        self.counter = counter
        self.embedder = embedder
        self.rule = rule

    def assign(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Labels (n,) and scores (n,), the cosine to the theme's centre, 0..1, of `texts`; -1 and
        0 where no word is known."""
        labels = np.full(len(texts), -1)
        scores = np.zeros(len(texts))
        for places, near, evidence in self.weigh(texts):
            labels[places] = mine = evidence.argmax(axis=1)
            scores[places] = np.clip(near[np.arange(len(mine)), mine], 0, 1)
        return labels, scores

    def weigh(self, texts: Sequence[str]) -> Iterator[Placed]:
        """By chunks: places of texts with known words, their cosines and evidence (n, k).

        While one chunk is multiplied (outside Python's lock), the next is read.
        """
        with ThreadPoolExecutor(1) as beside:
            waiting: tuple[np.ndarray, Future] | None = None
            for start in range(0, len(texts), CHUNK):
                counts = self.counter.transform(texts[start : start + CHUNK])
                full = np.flatnonzero(np.diff(counts.indptr) > 0)
                ready, waiting = waiting, (start + full, beside.submit(self._weigh, counts[full]))
                if ready is not None:
                    yield ready[0], *ready[1].result()
            if waiting is not None:
                yield waiting[0], *waiting[1].result()

    def explain(self, text: str, label: int = -1) -> Explanation:
        """Which words put `text` into its theme, against the strongest other.

        `label`: the theme it is in; -1 for the likeliest.
        """
        counts = self.counter.transform([text])
        if not counts.nnz:
            return Explanation(-1, 0.0, -1, 0.0, (), why_unplaced(text, self.language))
        near, evidence = self._weigh(counts)
        near, evidence = np.clip(near[0], 0, 1), evidence[0]
        first = label if label >= 0 else int(evidence.argmax())
        others = [int(i) for i in np.argsort(-evidence, kind="stable") if i != first]
        second = others[0] if others else -1
        written = self._as_written(text)
        weights = self._word_by_word(counts, first, second)
        words = [
            (written[column], float(weight))
            for column, weight in zip(counts.indices.tolist(), weights, strict=True)
        ]
        words.sort(key=lambda word: (-word[1], word[0]))
        sizes = self.rule.sizes_
        return Explanation(
            label=first,
            score=float(near[first]),
            runner_up=second,
            runner_up_score=float(near[second]) if second >= 0 else 0.0,
            words=tuple(words),
            sizes=float(sizes[first] - sizes[second]) if second >= 0 else float(sizes[first]),
        )

    def _weigh(self, counts: sparse.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        near = self.rule.cosines(self.embedder.transform(counts))
        return near, self.rule.evidence(near, counts)

    def _word_by_word(self, counts: sparse.csr_matrix, first: int, second: int) -> np.ndarray:
        """What each stored term of one text adds to the evidence for `first` over `second`."""
        rule = self.rule
        direction, words = rule.centroids_[first], rule.words_[first]
        if second >= 0:
            direction, words = direction - rule.centroids_[second], words - rule.words_[second]
        near = self.embedder.contributions(counts, direction)
        return rule.nearness * near + counts.data * words[counts.indices]

    def _as_written(self, text: str) -> dict[int, str]:
        written: dict[int, str] = {}
        for word in Analyzer(self.language).words(text):
            written.setdefault(self.counter.column(word), word)
        return written
