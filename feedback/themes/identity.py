"""Which of today's clusters is which of yesterday's themes."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

MIN_OVERLAP = 0.2
"""Smallest Jaccard overlap that still is the same theme.

Below it, more than two thirds of the comments differ, and a reader would not recognise the theme.
"""


TERM_WEIGHT = 0.2
"""What the same terms count beside the same comments: they settle close calls."""

TERMS_COMPARED = 10


def match_clusters(
    themes: Mapping[int, int],
    clusters: Mapping[int, int],
    *,
    min_overlap: float = MIN_OVERLAP,
    theme_terms: Mapping[int, Sequence[str]] | None = None,
    cluster_terms: Mapping[int, Sequence[str]] | None = None,
) -> dict[int, int]:
    """Match clusters one-to-one to the themes that hold the same comments.

    `themes` maps comment id → theme id, `clusters` comment id → cluster. Returns cluster → theme
    id for the matched ones. Only comments known to both count, so that new comments do not make
    an old theme look different. The match maximises the summed Jaccard overlap, to which the
    overlap of terms adds up to `TERM_WEIGHT` (Hungarian method: Kuhn 1955; scipy's
    `linear_sum_assignment`). A match needs `min_overlap` of both together.
    """
    shared = Counter(
        (cluster, themes[comment]) for comment, cluster in clusters.items() if comment in themes
    )
    if not shared:
        return {}
    cluster_sizes = Counter(cluster for comment, cluster in clusters.items() if comment in themes)
    theme_sizes = Counter(theme for comment, theme in themes.items() if comment in clusters)
    rows = {cluster: row for row, cluster in enumerate(sorted(cluster_sizes))}
    columns = {theme: column for column, theme in enumerate(sorted(theme_sizes))}
    overlap = np.zeros((len(rows), len(columns)))
    for (cluster, theme), count in shared.items():
        union = cluster_sizes[cluster] + theme_sizes[theme] - count
        overlap[rows[cluster], columns[theme]] = count / union
        overlap[rows[cluster], columns[theme]] += TERM_WEIGHT * _alike(
            (theme_terms or {}).get(theme, ()), (cluster_terms or {}).get(cluster, ())
        )
    cluster_ids, theme_ids = list(rows), list(columns)
    return {
        cluster_ids[row]: theme_ids[column]
        for row, column in zip(*linear_sum_assignment(overlap, maximize=True), strict=True)
        if overlap[row, column] >= min_overlap
    }


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Jaccard overlap of the strongest terms, 0 to 1."""
    first, second = set(one[:TERMS_COMPARED]), set(other[:TERMS_COMPARED])
    return len(first & second) / len(first | second) if first and second else 0.0
