"""The themes of the texts of one language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.distinct_texts import DistinctTexts
from models.clusters.smallest_theme import FEWEST_TEXTS
from models.clusters.standing_finder import StandingFinder
from models.clusters.standing_texts import StandingTexts
from models.clusters.theme_finder import ThemeFinder
from models.errors import NotEnoughTextError
from models.naming.theme_namer import ThemeNamer
from models.placing.text_placer import TextPlacer
from models.placing.unplaced import why_unplaced
from models.progress import Progress, within
from models.reason import Reason
from models.text.cleaned_texts import CleanedTexts
from models.text.sentences import split_sentences
from models.theme import Theme
from models.vectors.term_counter import TermCounter
from models.vectors.text_embedder import TextEmbedder

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
    quantiles by steps of 5 %; `example_themes_`, the label of each group of examples.
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
        texts: CleanedTexts,
        progress: Progress,
        examples: Sequence[Sequence[int]] = (),
        standing: StandingTexts | None = None,
    ) -> LanguageThemes:
        """`examples`: per held theme, indices of its texts. `standing`: the theme each text is in;
        where some are in one, themes go on from there.

        Raises NotEnoughTextError when fewer than `fewest` texts hold words that say
        something. `progress(fraction, message)` may raise to cancel.
        """
        distinct = DistinctTexts.of(texts, examples, standing, within(progress, 0.0, 0.07))
        progress(0.07, "reading words")
        read = distinct.sample(np.arange(len(distinct.texts)), READING_SAMPLE, self.random_state)
        counter = TermCounter(self.language, min_df=2 if len(read) >= 50 else 1)
        counts = counter.fit_transform(distinct.texts.at(read))
        full = np.flatnonzero(np.diff(counts.indptr) > 0)
        if len(full) < self.fewest and np.isin(distinct.places, read[full]).sum() < self.fewest:
            raise NotEnoughTextError("too few texts hold words")
        progress(0.1, "learning which words go together")
        embedder = TextEmbedder(random_state=self.random_state).fit(counts[full])
        chosen = distinct.sample(read[full], GROUPING_SAMPLE, self.random_state)
        chosen_counts = counts[np.searchsorted(read, chosen)]
        held = self._held(distinct.held[chosen], len(examples))
        stand = None if distinct.standing is None else distinct.standing.part(chosen)
        points = embedder.transform(chosen_counts)
        finder = self._group(points, chosen_counts, held, stand, within(progress, 0.2, 0.4))
        self.placer_ = TextPlacer(self.language, counter, embedder, finder.rule_)
        labels = self._place(texts, distinct, chosen, finder, within(progress, 0.6, 0.35))
        self._keep(examples)
        progress(0.95, "naming themes")
        self._name(distinct.texts.at(read), counts, labels[read], texts, finder.stability_)
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

    def _held(self, held: np.ndarray, n_groups: int) -> np.ndarray:
        """`held` (n,) with groups renumbered that no text to group by is left of: they hold none.

        Sets `example_themes_`, -1 for such a group.
        """
        there = np.unique(held[held >= 0])
        number = np.full(n_groups + 1, -1)
        number[there] = np.arange(len(there))
        self.example_themes_ = number[:n_groups].tolist()
        return number[held]

    def _group(
        self,
        points: np.ndarray,
        counts: sparse.csr_matrix,
        held: np.ndarray,
        stand: StandingTexts | None,
        progress: Progress,
    ) -> ThemeFinder | StandingFinder:
        # A neighbourhood wider than a small file's themes would join them.
        neighbours = int(np.clip(len(points) // 25, 4, 12))
        if stand is not None and (stand.own >= 0).any():
            going_on = StandingFinder(
                self.detail, neighbours, self.random_state, is_numbered=self.n_themes != "auto"
            )
            return going_on.fit(points, counts, stand, progress)
        finder = ThemeFinder(self.n_themes, self.detail, neighbours, self.random_state)
        return finder.fit(points, counts, held, progress)

    def _place(
        self,
        texts: CleanedTexts,
        distinct: DistinctTexts,
        chosen: np.ndarray,
        finder: ThemeFinder | StandingFinder,
        progress: Progress,
    ) -> np.ndarray:
        """Labels of the distinct texts: those `chosen` for grouping keep their group. Sets those
        of all `texts`, their scores and the reasons."""
        n, stand = len(distinct.texts), distinct.standing
        grouped, labels = np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32)
        grouped[chosen] = finder.labels_
        scores = np.zeros(n, dtype=np.float32)
        for places, near, evidence in self.placer_.weigh(distinct.texts):
            mine = evidence.argmax(axis=1)
            if stand is not None and isinstance(finder, StandingFinder):
                mine = finder.keep(finder.goes_on(stand.own[places]), evidence)
            mine = np.where(grouped[places] >= 0, grouped[places], mine)
            labels[places] = mine
            scores[places] = np.clip(near[np.arange(len(mine)), mine], 0, 1)
            progress((places[-1] + 1) / n if len(places) else 0.0, "placing texts")
        far = np.zeros(n, dtype=bool) if stand is None else stand.far(labels, scores)
        labels[far] = -1
        self.labels_, self.scores_ = labels[distinct.places], scores[distinct.places]
        self.reasons_ = [Reason.PLACED] * len(texts)
        for i in np.flatnonzero(self.labels_ < 0).tolist():
            is_far = far[distinct.places[i]]
            self.reasons_[i] = Reason.FAR if is_far else why_unplaced(texts[i], self.language)
        return labels

    def _keep(self, examples: Sequence[Sequence[int]]) -> None:
        """Examples are where people put them, also one without a word to go by, or equal to one
        that is an example of another theme."""
        for theme, members in zip(self.example_themes_, examples, strict=True):
            for i in members if theme >= 0 else ():
                self.labels_[i], self.reasons_[i] = theme, Reason.PLACED

    def _name(
        self,
        read: CleanedTexts,
        counts: sparse.csr_matrix,
        labels: np.ndarray,
        texts: CleanedTexts,
        stability: np.ndarray,
    ) -> None:
        namer = ThemeNamer(self.placer_.counter, self.language, self.placer_.assign)
        k = len(stability)
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
                    stability=float(stability[i]),
                )
            )

    def _representatives(self, texts: CleanedTexts, mine: np.ndarray) -> tuple[int, ...]:
        best: dict[str, int] = {}
        for i in mine[np.argsort(-self.scores_[mine], kind="stable")].tolist():
            best.setdefault(texts[i].strip().lower(), i)
            if len(best) == MOST_REPRESENTATIVES:
                break
        return tuple(best.values())
