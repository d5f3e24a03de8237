"""Themes that rise against their own past.

A theme's last full week is compared with what its own previous weeks predict for it, at last week's
volume of all comments: a gamma posterior of its rate (Jeffreys' prior) predicts a negative binomial
count (Gelman et al., Bayesian Data Analysis, 2.6). Counts vary more than Poisson's; where the past
did (Pearson's dispersion above 1), it counts for that much less. Over all themes the
false-discovery rate is aimed at by Benjamini & Hochberg (1995).

The aim of 5 % is met for Poisson counts only. Where counts vary more, the correction is too weak:
at one and a half times Poisson's variance up to a fifth, at two and a half times most of those
named can be chance (docs/benchmarks.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

WEEKS = 12
"""How many weeks make up the past."""

FEWEST_WEEKS = 4
RATE = 0.05
FEWEST = 3
"""A theme with fewer comments last week is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emerging:
    """A theme that rises: comments last week, what was usual, and how sure that is.

    `usual` is the mean of the past weeks at last week's volume of all comments; `q` the
    false-discovery rate at which it would still be named.
    """

    theme_id: int
    last: int
    usual: float
    p: float
    q: float
    sentence: str


def emerging_themes(
    weekly: Mapping[int, Sequence[int]], volume: Sequence[int], *, rate: float = RATE
) -> list[Emerging]:
    """Themes whose last week stands out from their own past, surest first.

    `weekly`: counts per full week by theme, oldest first; `volume`: all comments of the same
    weeks. A partial week must be left out by the caller. `rate` is the share named by chance that
    is aimed at; see above for where it is missed.
    """
    if len(volume) < FEWEST_WEEKS + 1 or not volume[-1]:
        return []
    exposure = np.asarray(volume, dtype=float)[-WEEKS - 1 :]
    ids = list(weekly)
    counts = np.array([list(weekly[number])[-WEEKS - 1 :] for number in ids], dtype=float)
    if not len(ids) or not exposure[:-1].sum():
        return []
    expected, p = _tested(counts, exposure)
    q = benjamini_hochberg(p)
    found = [
        Emerging(
            theme_id=number,
            last=int(counts[row, -1]),
            usual=float(expected[row]),
            p=float(p[row]),
            q=float(q[row]),
            sentence=_sentence(int(counts[row, -1]), float(expected[row])),
        )
        for row, number in enumerate(ids)
        if q[row] <= rate and counts[row, -1] >= FEWEST and counts[row, -1] > expected[row]
    ]
    return sorted(found, key=lambda theme: (theme.p, theme.theme_id))


def benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """The false-discovery rate at which each of `p` (n,) would be named."""
    order = np.argsort(p)
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    monotone = np.minimum.accumulate(scaled[::-1])[::-1]
    q = np.empty_like(p)
    q[order] = np.minimum(monotone, 1.0)
    return q


def _tested(
    counts: NDArray[np.float64], exposure: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Expected last week (n,) and the chance of so many or more (n,)."""
    past, weeks = counts[:, :-1], exposure[:-1]
    rate = past.sum(axis=1) / weeks.sum()
    expected = rate * exposure[-1]
    fitted = np.outer(rate, weeks)
    spread = ((past - fitted) ** 2 / np.maximum(fitted, 1e-9)).sum(axis=1)
    dispersion = np.maximum(spread / max(1, past.shape[1] - 1), 1.0)
    # What the past tells of the rate is itself uncertain: a gamma posterior (Jeffreys' prior)
    # makes the prediction negative binomial; overdispersion shrinks what was effectively seen.
    shape = (past.sum(axis=1) + 0.5) / dispersion
    ratio = weeks.sum() / dispersion
    chance = ratio / (ratio + exposure[-1])
    p = nbinom.sf(counts[:, -1] - 1, shape, chance)
    return expected, p


def _sentence(last: int, usual: float) -> str:
    shown = f"{usual:.0f}" if usual >= 1.5 else ("1" if usual >= 0.75 else "fewer than 1")
    return f"{last:,} last week, usually {shown}"
