"""Themes that rise against their own past.

A theme's last full week is compared with its own previous weeks at the volume of all comments.
Counts vary more than Poisson's: their variance is taken as a multiple of their mean (negative
binomial with one success probability; McCullagh & Nelder, Generalized Linear Models, 6.2). Then,
given how many comments a theme has in all these weeks, the share of the last one does not depend on
its rate and follows a beta-binomial distribution: the conditional test of a Poisson rate
(Przyborowski & Wilenski 1940), widened. The multiple is estimated over all themes, at its upper
confidence bound, and raised for a theme whose own past varies more. Over all themes the
false-discovery rate is kept by Benjamini & Hochberg (1995).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.stats import betabinom, binom, chi2

WEEKS = 12
"""How many weeks make up the past."""

FEWEST_WEEKS = 4
UNSURE = 0.1
"""How likely the dispersion of all themes may be larger than it is taken for."""

OWN_WEIGHT = 0.5
"""What a theme's own dispersion counts beside that of all themes, where it is larger."""

RATE = 0.05
FEWEST = 3
"""A theme with fewer comments last week is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emerging:
    """A theme that rises: comments last week, what was usual, and how sure that is.

    `usual` is the mean of the past weeks at last week's volume of all comments; `q` the
    false-discovery rate at which it would still be named; `week` the Monday of last week, where
    the caller says which it was.
    """

    theme_id: int
    last: int
    usual: float
    p: float
    q: float
    sentence: str
    week: date | None = None


def emerging_themes(
    weekly: Mapping[int, Sequence[int]], volume: Sequence[int], *, rate: float = RATE
) -> list[Emerging]:
    """Themes whose last week stands out from their own past, surest first.

    `weekly`: counts per full week by theme, oldest first; `volume`: all comments of the same
    weeks. A partial week must be left out by the caller. `rate` is the share of those named that
    may be chance.
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
    expected = past.sum(axis=1) / weeks.sum() * exposure[-1]
    total = counts.sum(axis=1)
    last = exposure[-1] / exposure.sum()
    excess = _dispersion(past, weeks) - 1
    varied = excess > 1e-6
    # As many as a Pólya urn's first balls: the more the counts vary, the fewer.
    balls = np.maximum(total, 0.5) / np.where(varied, excess, 1.0)
    p = np.where(
        varied,
        betabinom.sf(counts[:, -1] - 1, total, balls * last, balls * (1 - last)),
        binom.sf(counts[:, -1] - 1, total, last),
    )
    return expected, p


def _dispersion(past: NDArray[np.float64], weeks: NDArray[np.float64]) -> NDArray[np.float64]:
    """Variance of each theme's counts as a multiple of their mean (n,), 1 at least.

    Pearson's statistic over all themes that have comments, divided by its degrees of freedom; those
    few degrees are uncertain, so the upper bound of a chi-square interval is taken.
    """
    fitted = np.outer(past.sum(axis=1) / weeks.sum(), weeks)
    squares = ((past - fitted) ** 2 / np.maximum(fitted, 1e-9)).sum(axis=1)
    each = max(1, int((weeks > 0).sum()) - 1)
    freedom = max(1, each * int((past.sum(axis=1) > 0).sum()))
    pooled = max(1.0, float(squares.sum() / chi2.ppf(UNSURE, freedom)))
    own = OWN_WEIGHT * squares / each + (1 - OWN_WEIGHT) * pooled
    return np.maximum(pooled, own)


def _sentence(last: int, usual: float) -> str:
    shown = f"{usual:.0f}" if usual >= 1.5 else ("1" if usual >= 0.75 else "fewer than 1")
    return f"{last:,} last week, usually {shown}"
