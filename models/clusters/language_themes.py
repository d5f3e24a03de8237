"""The themes of the texts of one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.theme_finder import Progress, ThemeFinder
from models.errors import NotEnoughTextError
from models.explanation import Explanation
from models.naming.theme_namer import ThemeNamer
from models.reason import Reason
from models.text.analyzer import Analyzer
from models.text.sentences import split_sentences
from models.theme import Theme
from models.vectors.term_counter import TermCounter
from models.vectors.text_embedder import TextEmbedder

FEWEST_TEXTS = 10
READING_SAMPLE = 20_000
GROUPING_SAMPLE = 5_000
CHUNK = 20_000
MOST_REPRESENTATIVES = 10
MOST_MEMBERSHIPS = 3


class LanguageThemes(BaseEstimator):
    """Reads, embeds, groups and names the texts of one language.

    Words are learnt from at most `READING_SAMPLE` distinct texts and themes from at most
    `GROUPING_SAMPLE` of them; the rest are placed, so that a million texts take a minute.

    Fitted: `labels_` (n,), `scores_` (n,), `reasons_` (n,), `centroids_` (k, d), `themes_`;
    example group g has label g.
    """

    def __init__(
        self,
        n_themes: int | str = "auto",
        language: str = "",
        detail: str = "medium",
        random_state: int = 0,
    ) -> None:
        self.n_themes = n_themes
        self.language = language
        self.detail = detail
        self.random_state = random_state

    def fit(
        self, texts: Sequence[str], progress: Progress, examples: Sequence[Sequence[int]] = ()
    ) -> LanguageThemes:
        """`texts`: cleaned strings. `examples`: per held theme, indices of its texts.

        Raises NotEnoughTextError when fewer than `FEWEST_TEXTS` texts hold words that say
        something. `progress(fraction, message)` may raise to cancel.
        """
        progress(0.0, "reading words")
        distinct = list(dict.fromkeys(texts))
        held = self._held(texts, distinct, examples)
        read = self._sample(np.arange(len(distinct)), READING_SAMPLE, held)
        self.counter_ = TermCounter(self.language, min_df=2 if len(read) >= 50 else 1)
        counts = self.counter_.fit_transform([distinct[i] for i in read])
        full = np.flatnonzero(np.diff(counts.indptr) > 0)
        if self._worded(texts, distinct, read[full]) < FEWEST_TEXTS:
            raise NotEnoughTextError("too few texts hold words")
        progress(0.1, "learning which words go together")
        self.embedder_ = TextEmbedder(random_state=self.random_state).fit(counts[full])
        chosen = self._sample(full, GROUPING_SAMPLE, held[read])
        self._group(counts[chosen], held[read][chosen], progress)
        grouped = dict(zip(read[chosen].tolist(), self.finder_.labels_.tolist(), strict=True))
        self._place(texts, distinct, grouped, progress)
        progress(0.95, "naming themes")
        self._name([distinct[i] for i in read], counts, texts)
        return self

    def assign(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Labels (n,) and scores (n,) of cleaned `texts`; -1 and 0 where no word is known."""
        labels = np.full(len(texts), -1)
        scores = np.zeros(len(texts))
        for places, near in self._nearness(texts):
            labels[places] = near.argmax(axis=1)
            scores[places] = np.clip(near.max(axis=1), 0, 1)
        return labels, scores

    def memberships(self, text: str, label: int) -> tuple[int, ...]:
        """Up to three themes of one text, its own `label` first, the rest by its sentences."""
        found = [label] if label >= 0 else []
        sentences = split_sentences(text) if label >= 0 else []
        if len(sentences) > 1:
            labels, scores = self.assign(sentences)
            for i in np.argsort(-scores, kind="stable"):
                if labels[i] >= 0 and labels[i] not in found and len(found) < MOST_MEMBERSHIPS:
                    found.append(int(labels[i]))
        return tuple(found)

    def explain(self, text: str) -> Explanation:
        """Which words put cleaned `text` into its theme, against the one that came second."""
        counts = self.counter_.transform([text])
        if not counts.nnz:
            return Explanation(-1, 0.0, -1, 0.0, (), self.reason(text))
        near = (self.embedder_.transform(counts) @ self.centroids_.T)[0]
        order = np.argsort(-near, kind="stable")
        second = int(order[1]) if len(order) > 1 else -1
        direction = self.centroids_[order[0]]
        if second >= 0:
            direction = direction - self.centroids_[second]
        weights = self.embedder_.contributions(counts, direction)
        written = self._as_written(text)
        words = [
            (written[column], float(weight))
            for column, weight in zip(counts.indices.tolist(), weights, strict=True)
        ]
        words.sort(key=lambda word: (-word[1], word[0]))
        return Explanation(
            label=int(order[0]),
            score=float(np.clip(near[order[0]], 0, 1)),
            runner_up=second,
            runner_up_score=float(np.clip(near[second], 0, 1)) if second >= 0 else 0.0,
            words=tuple(words),
        )

    def reason(self, text: str) -> Reason:
        """Why cleaned `text`, which holds no known term, is in no theme."""
        analyzer = Analyzer(self.language)
        words = analyzer.words(text)
        if not words:
            return Reason.EMPTY
        return Reason.RARE if any(analyzer.term(word) for word in words) else Reason.FILLER

    def _as_written(self, text: str) -> dict[int, str]:
        written: dict[int, str] = {}
        for word in Analyzer(self.language).words(text):
            written.setdefault(self.counter_.column(word), word)
        return written

    def _nearness(self, texts: Sequence[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for start in range(0, len(texts), CHUNK):
            counts = self.counter_.transform(texts[start : start + CHUNK])
            full = np.flatnonzero(np.diff(counts.indptr) > 0)
            if len(full):
                yield start + full, self.embedder_.transform(counts[full]) @ self.centroids_.T

    @staticmethod
    def _held(
        texts: Sequence[str], distinct: list[str], examples: Sequence[Sequence[int]]
    ) -> np.ndarray:
        held = np.full(len(distinct), -1)
        number = {text: i for i, text in enumerate(distinct)} if examples else {}
        for group, members in enumerate(examples):
            for member in members:
                held[number[texts[member]]] = group
        return held

    def _sample(self, places: np.ndarray, largest: int, held: np.ndarray) -> np.ndarray:
        """At most `largest` of `places`, those that hold a theme in place among them."""
        if len(places) <= largest:
            return places
        kept = places[held[places] >= 0]
        free = places[held[places] < 0]
        random = np.random.default_rng(self.random_state)
        drawn = random.choice(free, max(0, largest - len(kept)), replace=False)
        return np.sort(np.concatenate([kept, drawn]))

    @staticmethod
    def _worded(texts: Sequence[str], distinct: list[str], full: np.ndarray) -> int:
        if len(full) >= FEWEST_TEXTS:
            return len(full)
        worded = {distinct[i] for i in full.tolist()}
        return sum(text in worded for text in texts)

    def _group(self, counts: sparse.csr_matrix, held: np.ndarray, progress: Progress) -> None:
        points = self.embedder_.transform(counts)
        # A neighbourhood wider than a small file's themes would join them.
        neighbours = int(np.clip(len(points) // 25, 4, 12))
        finder = ThemeFinder(self.n_themes, self.detail, neighbours, self.random_state)
        self.finder_ = finder.fit(
            points, counts, held, lambda done, message: progress(0.2 + 0.4 * done, message)
        )
        self.centroids_ = self.finder_.centroids_

    def _place(
        self, texts: Sequence[str], distinct: list[str], grouped: dict[int, int], progress: Progress
    ) -> None:
        labels = np.full(len(distinct), -1)
        scores = np.zeros(len(distinct))
        for places, near in self._nearness(distinct):
            labels[places] = near.argmax(axis=1)
            for i, place in enumerate(places.tolist()):
                labels[place] = grouped.get(place, labels[place])
                scores[place] = near[i, labels[place]]
            progress(0.6 + 0.35 * (places[-1] + 1) / len(distinct), "placing texts")
        number = {text: i for i, text in enumerate(distinct)}
        inverse = np.fromiter((number[text] for text in texts), np.int64, len(texts))
        self.labels_ = labels[inverse]
        self.scores_ = np.clip(scores[inverse], 0, 1)
        self.reasons_ = [Reason.PLACED] * len(texts)
        for i in np.flatnonzero(self.labels_ < 0).tolist():
            self.reasons_[i] = self.reason(texts[i])
        self._read_labels = labels

    def _name(self, read: list[str], counts: sparse.csr_matrix, texts: Sequence[str]) -> None:
        number = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        labels = self._read_labels[[number[text] for text in read]]
        del self._read_labels
        namer = ThemeNamer(self.counter_, self.language, self.assign)
        namer.fit(counts, labels, read, len(self.centroids_))
        self.themes_ = []
        for i, (name, terms) in enumerate(zip(namer.names_, namer.terms_, strict=True)):
            mine = np.flatnonzero(self.labels_ == i)
            self.themes_.append(
                Theme(
                    name=name,
                    terms=terms,
                    size=len(mine),
                    representatives=self._representatives(texts, mine),
                    language=self.language,
                    cohesion=float(self.scores_[mine].mean()) if len(mine) else 0.0,
                    stability=float(self.finder_.stability_[i]),
                )
            )

    def _representatives(self, texts: Sequence[str], mine: np.ndarray) -> tuple[int, ...]:
        best: dict[str, int] = {}
        for i in mine[np.argsort(-self.scores_[mine], kind="stable")].tolist():
            best.setdefault(texts[i].strip().lower(), i)
            if len(best) == MOST_REPRESENTATIVES:
                break
        return tuple(best.values())
