"""Each text once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.clusters.standing_texts import StandingTexts
from models.errors import ParameterError
from models.progress import BATCH, Progress
from models.text.cleaned_texts import CleanedTexts


@dataclass(frozen=True)
class DistinctTexts:
    """`texts`, m of them, no two alike, in order of first appearance. `places` (n,): text i of the
    file is distinct text `places[i]`. `held` (m,): the theme that people put a text into, else -1.
    `standing`: the themes texts are in so far, None where none is in one."""

    texts: CleanedTexts
    places: np.ndarray
    held: np.ndarray
    standing: StandingTexts | None

    @classmethod
    def of(
        cls,
        texts: CleanedTexts,
        examples: Sequence[Sequence[int]],
        standing: StandingTexts | None,
        progress: Progress,
    ) -> DistinctTexts:
        """Of all `texts`; told of between batches, so that a million can be cancelled.

        Texts are told apart by Python's hash of 64 bits: among a million, two that differ are taken
        for one by chance of 1 in 30 million. A table of the texts themselves takes five times the
        memory. Where equal texts are in two groups of `examples`, the first one has them.
        """
        hashes = np.empty(len(texts), dtype=np.int64)
        for start in range(0, len(texts), BATCH):
            progress(start / len(texts), "reading texts")
            batch = texts[start : start + BATCH]
            hashes[start : start + len(batch)] = np.fromiter(map(hash, batch), np.int64, len(batch))
        _, first, which = np.unique(hashes, return_index=True, return_inverse=True)
        order = np.argsort(first)
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        places = rank[which]
        held = np.full(len(first), -1)
        for group, members in reversed(list(enumerate(examples))):
            held[places[list(members)]] = group
        if len(set(held.tolist()) - {-1}) < len(examples):
            raise ParameterError(
                "Two groups of examples hold the same texts. Leave one of the groups out."
            )
        stand = None
        if standing is not None and (standing.own >= 0).any():
            stand = standing.of_distinct(places, len(first))
        return cls(texts.at(first[order]), places, held, stand)

    def sample(self, places: np.ndarray, largest: int, seed: int) -> np.ndarray:
        """At most `largest` of `places`, drawn by lot, those that hold a theme among them."""
        if len(places) <= largest:
            return places
        if self.standing is not None:
            return self.standing.sample(places, largest, seed)
        kept = places[self.held[places] >= 0]
        free = places[self.held[places] < 0]
        drawn = np.random.default_rng(seed).choice(free, max(0, largest - len(kept)), replace=False)
        return np.sort(np.concatenate([kept, drawn]))
