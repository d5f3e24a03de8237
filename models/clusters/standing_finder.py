"""Points to the themes that stand, and to new ones where texts fit none."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator

from models.clusters.neighbour_smoothing import NeighbourSmoothing
from models.clusters.newcomer_groups import NewcomerGroups
from models.clusters.smallest_theme import FEWEST_LEFT
from models.clusters.standing_texts import StandingTexts
from models.clusters.theme_mixing import joined, parted
from models.clusters.theme_stability import ThemeStability
from models.placing.theme_rule import ThemeRule
from models.progress import Progress, within

MARGIN = 1.0
"""Evidence by which another theme must lead before a text leaves its own: the text is exp(1), some
three times, likelier there."""


class StandingFinder(BaseEstimator):
    """Goes on from the themes that texts are in, instead of starting from nothing.

    The start is that of Basu et al. 2002 ("Semi-supervised Clustering by Seeding"), the rule is the
    one that places new texts, and a text leaves its theme only when another leads by `margin`.
    Themes change on evidence alone: two become one when their texts lie as mixed as if by lot, one
    becomes two when nothing joins its parts (`theme_mixing`), and newcomers make a new one when
    they lie among themselves (`NewcomerGroups`). Texts in no theme go where they fit best. Where a
    person chose the number of themes (`is_numbered`), only newcomers change it.

    Fitted: `labels_` (n,), 0..k-1; `rule_`; `stability_` (k,); `start_` (k,), the number of the
    theme that each label goes on with, -1 for a new one.
    """

    def __init__(
        self,
        detail: str = "medium",
        neighbours: int = 12,
        random_state: int = 0,
        margin: float = MARGIN,
        rounds: int = 5,
        is_numbered: bool = False,
    ) -> None:
        self.detail = detail
        self.neighbours = neighbours
        self.random_state = random_state
        self.margin = margin
        self.rounds = rounds
        self.is_numbered = is_numbered

    def fit(
        self,
        points: np.ndarray,
        counts: sparse.csr_matrix,
        standing: StandingTexts,
        progress: Progress,
    ) -> StandingFinder:
        """`points`: (n, d), unit rows; `counts`: (n, terms); `standing`: (n,), of which at least
        one must be in a theme."""
        progress(0.0, "comparing texts")
        smoothing = NeighbourSmoothing(self.neighbours)
        smooth = smoothing.fit_transform(points)
        progress(0.3, "going on from the themes there are")
        own = self._start(points, smooth, smoothing.graph_, standing)
        labels = self._settle(points, smooth, counts, own)
        self._number(smooth, counts, labels)
        stability = ThemeStability(self.neighbours, random_state=self.random_state)
        within_rest = within(progress, 0.6, 0.4)
        self.stability_ = stability.fit(points, counts, self.labels_, within_rest).stability_
        return self

    def goes_on(self, numbers: np.ndarray) -> np.ndarray:
        """The label (n,) of the themes of these `numbers` (n,), -1 where one ended or is none."""
        label_of = {number: label for label, number in enumerate(self.start_.tolist())}
        label_of[-1] = -1
        return np.array([label_of.get(number, -1) for number in numbers.tolist()], dtype=int)

    def keep(self, own: np.ndarray, evidence: np.ndarray) -> np.ndarray:
        """Labels (n,) of texts that are in `own` (n,), -1 for none, by `evidence` (n, k)."""
        best = evidence.argmax(axis=1)
        rows = np.arange(len(own))
        lead = evidence[rows, best] - evidence[rows, np.maximum(own, 0)]
        return np.where((own >= 0) & (lead <= self.margin), own, best)

    def _start(
        self,
        points: np.ndarray,
        smooth: np.ndarray,
        graph: sparse.csr_matrix,
        standing: StandingTexts,
    ) -> np.ndarray:
        """The theme (n,) each text is in at first, -1 for none; sets `start_` for all of them."""
        inside = standing.own >= 0
        known, places = np.unique(standing.own[inside], return_inverse=True)
        own = np.full(len(points), -1)
        own[inside] = places
        groups: list[np.ndarray] = []
        if not self.is_numbered:
            own[inside] = joined(graph, own, len(known))[own[inside]]
            groups += parted(graph, smooth, own, len(known))
        newcomers = NewcomerGroups(self.detail, self.neighbours)
        newcomers.fit(points, smooth, graph, standing.is_new)
        groups += [np.flatnonzero(newcomers.labels_ == g) for g in range(newcomers.n_groups_)]
        for number, group in enumerate(groups):
            own[group] = len(known) + number
        self.start_ = np.concatenate([known, np.full(len(groups), -1)]).astype(int)
        return own

    def _settle(
        self, points: np.ndarray, smooth: np.ndarray, counts: sparse.csr_matrix, own: np.ndarray
    ) -> np.ndarray:
        """Move texts until none has a clearly better place."""
        k = len(self.start_)
        before = np.bincount(own[own >= 0], minlength=k)
        labels, is_free = own, own < 0
        for _ in range(self.rounds):
            inside = labels >= 0
            rule = ThemeRule().fit(smooth[inside], counts[inside], labels[inside], k)
            evidence = rule.evidence(rule.cosines(points), counts)
            evidence[:, np.bincount(labels[inside], minlength=k) == 0] = -np.inf
            moved = self.keep(np.where(is_free, -1, labels), evidence)
            left = np.bincount(moved, minlength=k)
            ends = (left < FEWEST_LEFT) & (left < before)
            if ends.any() and not ends.all():
                evidence[:, ends] = -np.inf
                moved = np.where(ends[moved], evidence.argmax(axis=1), moved)
            if (moved == labels).all():
                break
            labels = moved
        return labels

    def _number(self, smooth: np.ndarray, counts: sparse.csr_matrix, labels: np.ndarray) -> None:
        """Leave out themes that ended, and fit the rule by which texts are placed."""
        left, self.labels_ = np.unique(labels, return_inverse=True)
        self.start_ = self.start_[left]
        self.rule_ = ThemeRule().fit(smooth, counts, self.labels_)
