"""How mixed the texts of two themes lie, and what follows when they lie as one or far apart."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from models.clusters.members import member_matrix
from models.clusters.smallest_theme import FEWEST_TEXTS
from models.clusters.ward_kmeans import WardKMeans

ONE = 0.9
"""Two halves of one theme drawn by lot lie mixed at 1.0, give or take 0.1."""

TWO = 0.03
"""Of the themes of a fresh run, 19 in 20 cannot be cut in two that lie less mixed than this."""

SMALLEST_SHARE = 0.2


def mixing(graph: sparse.csr_matrix, labels: np.ndarray, k: int) -> np.ndarray:
    """(k, k): edges between two themes as a share of those expected if their texts lay mixed by
    chance; 1 for one theme cut by lot, 0 for two that nothing joins.

    `graph`: symmetric neighbour graph (n, n); `labels`: (n,), 0..k-1, or -1 for none. The expected
    share is that of the configuration model (Newman 2006, "Modularity and Community Structure in
    Networks"), within the two themes alone.
    """
    member = member_matrix(labels, k, np.float64)
    weight = (member @ graph @ member.T).toarray()
    within = np.diag(weight)
    first, second = within[:, None] + weight, within[None, :] + weight
    expected = 2 * first * second / np.maximum(first + second, 1e-12)
    return np.where(expected > 0, 2 * weight / np.maximum(expected, 1e-12), 0.0)


def joined(graph: sparse.csr_matrix, labels: np.ndarray, k: int) -> np.ndarray:
    """(k,): the theme each theme is one with, itself as a rule, else the larger of the two."""
    sizes = np.bincount(labels[labels >= 0], minlength=k)
    mixed = mixing(graph, labels, k)
    enough = sizes >= FEWEST_TEXTS
    mixed[~enough, :] = mixed[:, ~enough] = 0.0
    into = np.arange(k)
    # Only the clearest partner counts, so that no chain draws many themes into one.
    for small in sorted(range(k), key=lambda theme: (sizes[theme], -theme)):
        mixed[small, small] = 0.0
        large = int(mixed[small].argmax())
        is_larger = (sizes[large], -large) > (sizes[small], -small)
        if mixed[small, large] >= ONE and is_larger and into[large] == large:
            into[small] = large
    return into


def parted(
    graph: sparse.csr_matrix, smooth: np.ndarray, labels: np.ndarray, k: int
) -> list[np.ndarray]:
    """Places of the smaller part of each theme whose texts fall into two that nothing joins."""
    parts = []
    for theme in range(k):
        mine = np.flatnonzero(labels == theme)
        if len(mine) < 2 * FEWEST_TEXTS:
            continue
        halves = WardKMeans(2).fit(smooth[mine]).labels_
        sizes = np.bincount(halves, minlength=2)
        if sizes.min() < max(FEWEST_TEXTS, SMALLEST_SHARE * len(mine)):
            continue
        if mixing(graph[mine][:, mine], halves, 2)[0, 1] <= TWO:
            parts.append(mine[halves == sizes.argmin()])
    return parts
