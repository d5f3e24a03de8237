"""Which theme each distinct text is in before themes are found again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LARGEST_SHARE_OF_NEW = 1 / 3
OF_EACH_THEME = 20
REJECT = 0.02


@dataclass(frozen=True)
class StandingTexts:
    """`own` (n,): the number of a text's theme, -1 for none; `is_new` (n,): whether it came since
    the themes were found, or is in none."""

    own: np.ndarray
    is_new: np.ndarray

    def of_distinct(self, places: np.ndarray, n_distinct: int) -> StandingTexts:
        """Of distinct texts: text i of these is the distinct text `places[i]`.

        Where equal texts are in different themes, the last one counts; equal texts are new only
        when all are.
        """
        own, new = np.full(n_distinct, -1), np.ones(n_distinct, dtype=bool)
        inside = self.own >= 0
        own[places[inside]] = self.own[inside]
        new[places[~self.is_new]] = False
        return StandingTexts(own, new | (own < 0))

    def part(self, places: np.ndarray) -> StandingTexts:
        """Those of the texts at `places`."""
        return StandingTexts(self.own[places], self.is_new[places])

    def sample(self, places: np.ndarray, largest: int, seed: int) -> np.ndarray:
        """At most `largest` of `places`, drawn by lot: new ones up to a third, so that a new theme
        is seen in a large file, and some of each theme, so that a small one is not missed."""
        if len(places) <= largest:
            return places
        random = np.random.default_rng(seed)
        drawn = random.permutation(places)
        new = drawn[self.is_new[drawn]]
        old = drawn[~self.is_new[drawn]]
        new = new[: max(int(largest * LARGEST_SHARE_OF_NEW), largest - len(old))]
        by_theme = np.argsort(self.own[old], kind="stable")
        _, first, sizes = np.unique(self.own[old][by_theme], return_index=True, return_counts=True)
        rank = np.empty(len(old), dtype=int)
        rank[by_theme] = np.arange(len(old)) - np.repeat(first, sizes)
        old = np.concatenate([old[rank < OF_EACH_THEME], old[rank >= OF_EACH_THEME]])
        return np.sort(np.concatenate([new, old])[:largest])

    def far(self, labels: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """(n,): texts in no theme until now that fit the one in `labels` worse than all but the
        worst-fitting `REJECT` of the texts that were in it."""
        far = np.zeros(len(labels), dtype=bool)
        for theme in np.unique(labels[labels >= 0]).tolist():
            known = (labels == theme) & ~self.is_new
            if known.any():
                bar = np.quantile(scores[known], REJECT)
                far |= (labels == theme) & (self.own < 0) & (scores < bar)
        return far
