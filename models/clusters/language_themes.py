"""The themes of the texts of one language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.standing_finder import StandingFinder
from models.clusters.standing_texts import StandingTexts
from models.clusters.theme_finder import Progress, ThemeFinder
from models.errors import NotEnoughTextError
from models.naming.theme_namer import ThemeNamer
from models.placing.text_placer import TextPlacer
from models.placing.unplaced import why_unplaced
from models.reason import Reason
from models.text.sentences import split_sentences
from models.theme import Theme
from models.vectors.term_counter import TermCounter
from models.vectors.text_embedder import TextEmbedder

FEWEST_TEXTS = 10
READING_SAMPLE = 20_000
GROUPING_SAMPLE = 5_000
MOST_REPRESENTATIVES = 10
MOST_MEMBERSHIPS = 3
REACH_STEPS = np.linspace(0, 1, 21)


class LanguageThemes(BaseEstimator):
    """Reads, embeds, groups and names the texts of one language.

    Words are learnt from at most `READING_SAMPLE` distinct texts and themes from at most
    `GROUPING_SAMPLE` of them; the rest are placed, so that a million texts take a minute.

    Fitted: `labels_` (n,), `scores_` (n,), `reasons_` (n,), `placer_`, `themes_`,
    `spread_` (k,), the standard deviation of the scores in a theme; `reach_` (k, 21), their
    quantiles by steps of 5 %; example group g has label g.
    """

    def __init__(
        self,
        n_themes: int | str = "auto",
        language: str = "",
        detail: str = "medium",
        random_state: int = 0,
        fewest: int = FEWEST_TEXTS,
    ) -> None:
        self.n_themes = n_themes
        self.language = language
        self.detail = detail
        self.random_state = random_state
        self.fewest = fewest

    def fit(
        self,
        texts: Sequence[str],
        progress: Progress,
        examples: Sequence[Sequence[int]] = (),
        standing: StandingTexts | None = None,
    ) -> LanguageThemes:
        """`texts`: cleaned strings. `examples`: per held theme, indices of its texts. `standing`:
        the theme each text is in; where some are in one, themes go on from there.

        Raises NotEnoughTextError when fewer than `fewest` texts hold words that say
        something. `progress(fraction, message)` may raise to cancel.
        """
        progress(0.0, "reading words")
        number: dict[str, int] = {}
        places = np.fromiter(
            (number.setdefault(text, len(number)) for text in texts), np.int64, len(texts)
        )
        distinct = list(number)
        del number
        held = self._held(places, len(distinct), examples)
        stand = _distinct(standing, places, len(distinct))
        read = self._sample(np.arange(len(distinct)), READING_SAMPLE, held, stand)
        self.counter_ = TermCounter(self.language, min_df=2 if len(read) >= 50 else 1)
        counts = self.counter_.fit_transform([distinct[i] for i in read])
        full = np.flatnonzero(np.diff(counts.indptr) > 0)
        if len(full) < self.fewest and np.isin(places, read[full]).sum() < self.fewest:
            raise NotEnoughTextError("too few texts hold words")
        progress(0.1, "learning which words go together")
        self.embedder_ = TextEmbedder(random_state=self.random_state).fit(counts[full])
        stand_read = None if stand is None else stand.part(read)
        chosen = self._sample(full, GROUPING_SAMPLE, held[read], stand_read)
        stand_chosen = None if stand_read is None else stand_read.part(chosen)
        self._group(counts[chosen], held[read][chosen], stand_chosen, progress)
        self.placer_ = TextPlacer(self.language, self.counter_, self.embedder_, self.finder_.rule_)
        labels, scores = self._place(distinct, read[chosen], stand, progress)
        far = np.zeros(len(distinct), dtype=bool) if stand is None else stand.far(labels, scores)
        labels[far] = -1
        self.labels_, self.scores_ = labels[places], scores[places]
        self.reasons_ = [Reason.PLACED] * len(texts)
        for i in np.flatnonzero(self.labels_ < 0).tolist():
            is_far = far[places[i]]
            self.reasons_[i] = Reason.FAR if is_far else why_unplaced(texts[i], self.language)
        progress(0.95, "naming themes")
        self._name([distinct[i] for i in read], counts, labels[read], texts)
        return self

    def bars(self, reject: float) -> np.ndarray:
        """(k,): the score that the worst-fitting `reject` of a theme's own texts stay below."""
        return np.array([np.interp(reject, REACH_STEPS, reach) for reach in self.reach_])

    def memberships(self, texts: Sequence[str], labels: Sequence[int]) -> list[tuple[int, ...]]:
        """Up to three themes of each of cleaned `texts`: its own of `labels`, then others.

        Another theme counts when a whole sentence lies nearest to its centre and as near as its own
        comments do: no further than one standard deviation below their mean. Strongest first.
        """
        pieces = [split_sentences(text) for text in texts]
        several = [i for i, parts in enumerate(pieces) if len(parts) > 1 and labels[i] >= 0]
        owner = [i for i in several for _ in pieces[i]]
        themes, scores = self.placer_.assign([part for i in several for part in pieces[i]])
        usual = np.array([theme.cohesion for theme in self.themes_]) - self.spread_
        near = (themes >= 0) & (scores >= usual[themes])
        found = [[label] if label >= 0 else [] for label in labels]
        for i in np.argsort(-scores, kind="stable").tolist():
            mine, theme = found[owner[i]], int(themes[i])
            if near[i] and theme not in mine and len(mine) < MOST_MEMBERSHIPS:
                mine.append(theme)
        return [tuple(mine) for mine in found]

    @staticmethod
    def _held(places: np.ndarray, n_distinct: int, examples: Sequence[Sequence[int]]) -> np.ndarray:
        held = np.full(n_distinct, -1)
        for group, members in enumerate(examples):
            held[places[list(members)]] = group
        return held

    def _sample(
        self, places: np.ndarray, largest: int, held: np.ndarray, stand: StandingTexts | None
    ) -> np.ndarray:
        """At most `largest` of `places`, those that hold a theme in place among them."""
        if len(places) <= largest:
            return places
        if stand is not None:
            return stand.sample(places, largest, self.random_state)
        kept = places[held[places] >= 0]
        free = places[held[places] < 0]
        random = np.random.default_rng(self.random_state)
        drawn = random.choice(free, max(0, largest - len(kept)), replace=False)
        return np.sort(np.concatenate([kept, drawn]))

    def _group(
        self,
        counts: sparse.csr_matrix,
        held: np.ndarray,
        stand: StandingTexts | None,
        progress: Progress,
    ) -> None:
        points = self.embedder_.transform(counts)
        # A neighbourhood wider than a small file's themes would join them.
        neighbours = int(np.clip(len(points) // 25, 4, 12))
        self.finder_: ThemeFinder | StandingFinder

        def tell(done: float, message: str) -> None:
            progress(0.2 + 0.4 * done, message)

        if stand is not None and (stand.own >= 0).any():
            going_on = StandingFinder(
                self.detail, neighbours, self.random_state, is_numbered=self.n_themes != "auto"
            )
            self.finder_ = going_on.fit(points, counts, stand, tell)
        else:
            finder = ThemeFinder(self.n_themes, self.detail, neighbours, self.random_state)
            self.finder_ = finder.fit(points, counts, held, tell)

    def _place(
        self,
        distinct: list[str],
        chosen: np.ndarray,
        stand: StandingTexts | None,
        progress: Progress,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Labels and scores (distinct,): those `chosen` for grouping keep their group."""
        grouped = np.full(len(distinct), -1)
        grouped[chosen] = self.finder_.labels_
        labels = np.full(len(distinct), -1)
        scores = np.zeros(len(distinct))
        for places, near, evidence in self.placer_.weigh(distinct):
            mine = evidence.argmax(axis=1)
            if stand is not None and isinstance(self.finder_, StandingFinder):
                mine = self.finder_.keep(self.finder_.goes_on(stand.own[places]), evidence)
            mine = np.where(grouped[places] >= 0, grouped[places], mine)
            labels[places] = mine
            scores[places] = np.clip(near[np.arange(len(mine)), mine], 0, 1)
            done = (places[-1] + 1) / len(distinct) if len(places) else 0.0
            progress(0.6 + 0.35 * done, "placing texts")
        return labels, scores

    def _name(
        self, read: list[str], counts: sparse.csr_matrix, labels: np.ndarray, texts: Sequence[str]
    ) -> None:
        namer = ThemeNamer(self.counter_, self.language, self.placer_.assign)
        k = len(self.finder_.stability_)
        namer.fit(counts, labels, read, k)
        self.themes_ = []
        self.spread_ = np.zeros(k)
        self.reach_ = np.zeros((k, len(REACH_STEPS)))
        for i, (name, terms) in enumerate(zip(namer.names_, namer.terms_, strict=True)):
            mine = np.flatnonzero(self.labels_ == i)
            if len(mine):
                self.spread_[i] = self.scores_[mine].std()
                self.reach_[i] = np.quantile(self.scores_[mine], REACH_STEPS)
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


def _distinct(
    standing: StandingTexts | None, places: np.ndarray, n_distinct: int
) -> StandingTexts | None:
    """`standing` of distinct texts; None where no text is in a theme."""
    if standing is None or not (standing.own >= 0).any():
        return None
    return StandingTexts.of_distinct(places, n_distinct, standing.own, standing.is_new)
