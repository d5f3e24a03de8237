"""How a theme's share of all comments changed, with an interval that allows for restless weeks.

Of the comments of each week, some are the theme's and the rest are what they are compared with.
Before and after are compared by the ratio of their odds (theme to rest), which is the ratio of two
rates with the rest as exposure. Weeks scatter more than chance alone lets them, so the variance is
multiplied by what the weeks themselves show (quasi-likelihood: McCullagh and Nelder 1989,
"Generalized Linear Models", chapter 4.5), and by how much one week resembles the one before it
(effective sample size under first-order autocorrelation: Bence 1995, Ecology 76, 628–639). Weeks
that resemble each other lie closer to their own mean than they should; what they show is divided by
the weeks less one such likeness for each mean (Bayley and Hammersley 1946, JRSS Supplement 8,
184–197). The interval uses Student's t; its degrees of freedom are the weeks, divided by that
likeness, less one for each mean.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

CONFIDENCE = 0.95
MOST_ALIKE = 0.7
"""Autocorrelation is not estimated above this: a dozen weeks cannot tell."""

WIDEST = 30.0
"""An interval of the logarithm that reaches farther says nothing."""
NOTHING_LEFT = 1e-6
"""A residual below this is none."""
FEWEST_WEEKS = 4
"""A stretch of fewer weeks is no help to tell how restless they are."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratio:
    """After divided by before, and where it lies with the confidence asked for (95 %).

    `scatter` is how many times more the weeks vary than chance would have them (at least 1).
    """

    ratio: float
    low: float
    high: float
    scatter: float


def rate_ratio(
    theme_before: Sequence[int],
    rest_before: Sequence[int],
    theme_after: Sequence[int],
    rest_after: Sequence[int],
    *,
    earlier: Sequence[tuple[Sequence[int], Sequence[int]]] = (),
    confidence: float = CONFIDENCE,
) -> Ratio | None:
    """The ratio of the theme's rate after to that before, the rest as exposure; weeks in order.

    `earlier` are stretches of further weeks (theme, rest), each looked at around its own mean: they
    say nothing of the ratio, but how restless the weeks are and how alike. None where it has no
    meaning: no comments of the rest on one side, none of the theme at all, or fewer than two weeks
    on a side. No comment of the theme on one side counts as half a one (Haldane–Anscombe).
    """
    before = _Side(theme_before, rest_before)
    after = _Side(theme_after, rest_after)
    if before.weeks < 2 or after.weeks < 2 or not before.rest or not after.rest:
        return None
    if not before.theme and not after.theme:
        return None
    sides = [before, after, *(side for pair in earlier if (side := _Side(*pair)).tells_scatter)]
    dispersion, likeness = _scatter(sides)
    scatter = dispersion * likeness
    half = 0.0 if before.theme and after.theme else 0.5
    cells = [value + half for value in (after.theme, after.rest, before.theme, before.rest)]
    log_ratio = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    error = math.sqrt(scatter * sum(1 / cell for cell in cells))
    freedom = max(2.0, sum(side.weeks for side in sides) / likeness - len(sides))
    reach = float(stats.t.ppf((1 + confidence) / 2, freedom)) * error
    return Ratio(
        math.exp(log_ratio), math.exp(log_ratio - reach), math.exp(log_ratio + reach), scatter
    )


def slope(theme: Sequence[int], rest: Sequence[int]) -> Ratio | None:
    """By which factor the theme's rate changed per week over these weeks.

    A binomial model of the odds with the week as the only variable, its variance multiplied by the
    scatter around it. None where that cannot be estimated: fewer than five weeks, or nothing said.
    """
    weeks = _Side(theme, rest)
    if weeks.weeks < 5:
        return None
    number: Floats = np.arange(weeks.weeks, dtype=np.float64)
    return _effect(weeks, [number - number.mean()], CONFIDENCE)


def step(
    before: tuple[Sequence[int], Sequence[int]],
    after: tuple[Sequence[int], Sequence[int]],
    *,
    apart: int,
    confidence: float = CONFIDENCE,
) -> Ratio | None:
    """By which factor the theme's rate jumped between two stretches of weeks (theme, rest), beyond
    the straight line on which it moved over all of them; `apart` weeks lie between the stretches.

    An interrupted time series with one slope (Bernal, Cummins, Gasparrini 2017, Int J Epidemiol 46,
    348–355), as a binomial model like `slope`. What moves slowly, such as a season, is mostly line;
    what a release does at once is jump. No comment of the theme on one side counts as half a one,
    spread over its weeks. None where it cannot be estimated.
    """
    sides = _Side(*before), _Side(*after)
    if any(side.weeks < FEWEST_WEEKS or not side.rest for side in sides):
        return None
    weeks = _Side([*before[0], *after[0]], [*before[1], *after[1]])
    if weeks.theme:
        spread = [
            0.0 if side.theme else 0.5 / side.weeks for side in sides for _ in range(side.weeks)
        ]
        weeks.counts = weeks.counts + spread
    number = np.arange(weeks.weeks, dtype=np.float64)
    is_after = number >= sides[0].weeks
    number[is_after] += apart
    return _effect(weeks, [is_after.astype(np.float64), number - number.mean()], confidence)


def _effect(weeks: "_Side", columns: Sequence[Floats], confidence: float) -> Ratio | None:
    """The factor that goes with the first of these columns, given the others."""
    if not weeks.theme or not weeks.rest:
        return None
    design = np.column_stack([np.ones(weeks.weeks), *columns])
    fitted = _fit(design, weeks.counts, weeks.size)
    if fitted is None:
        return None
    coefficients, information, expected = fitted
    number = design.shape[1]
    scatter = math.prod(_inflation(weeks.counts, expected, weeks.size, fitted=number))
    error = math.sqrt(scatter * float(np.linalg.inv(information)[1, 1]))
    reach = float(stats.t.ppf((1 + confidence) / 2, weeks.weeks - number)) * error
    if reach > WIDEST:
        return None
    effect = float(coefficients[1])
    return Ratio(math.exp(effect), math.exp(effect - reach), math.exp(effect + reach), scatter)


class _Side:
    """The weeks on one side of a release."""

    def __init__(self, theme: Sequence[int], rest: Sequence[int]) -> None:
        self.counts: Floats = np.asarray(theme, dtype=np.float64)
        self.others: Floats = np.asarray(rest, dtype=np.float64)
        self.weeks = len(theme)
        self.theme = float(self.counts.sum())
        self.rest = float(self.others.sum())

    @property
    def tells_scatter(self) -> bool:
        """Whether there is anything to scatter."""
        return bool(self.weeks >= FEWEST_WEEKS and self.theme and self.rest)

    @property
    def size(self) -> Floats:
        return self.counts + self.others

    @property
    def expected(self) -> Floats:
        """What each week would have of the theme if all weeks of this side were alike."""
        return self.size * (self.theme / (self.theme + self.rest))


def _scatter(sides: Sequence[_Side]) -> tuple[float, float]:
    return _inflation(
        np.concatenate([side.counts for side in sides]),
        np.concatenate([side.expected for side in sides]),
        np.concatenate([side.size for side in sides]),
        fitted=len(sides),
        parts=tuple(np.cumsum([side.weeks for side in sides])[:-1]),
    )


def _inflation(
    counts: Floats, expected: Floats, size: Floats, *, fitted: int, parts: tuple[int, ...] = ()
) -> tuple[float, float]:
    """Pearson's dispersion, at least 1, and the factor for likeness of neighbouring weeks.

    `fitted` is how many coefficients the expected counts rest on.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = expected * (1 - expected / size)
        residuals = np.where(variance > 0, (counts - expected) / np.sqrt(variance), 0.0)
    # What is left by rounding is no pattern of the weeks.
    residuals = np.where(np.abs(residuals) < NOTHING_LEFT, 0.0, residuals)
    likeness = _likeness(np.split(residuals, parts))
    freedom = max(1.0, len(counts) - fitted * likeness)
    return max(1.0, float((residuals**2).sum()) / freedom), likeness


def _likeness(parts: Sequence[Floats]) -> float:
    """(1 + r) / (1 - r) for the autocorrelation r of neighbouring weeks, at least 1.

    Residuals of n weeks around their own mean show an r about (1 + 3r)/n too low (Kendall 1954,
    Biometrika 41, 403–404), which is put back.
    """
    pairs = sum(float((part[1:] * part[:-1]).sum()) for part in parts)
    squares = sum(float((part**2).sum()) for part in parts)
    if not squares:
        return 1.0
    weeks = sum(len(part) for part in parts)
    each = weeks / len(parts)
    alike = min(MOST_ALIKE, max(0.0, (pairs / squares + 1 / each) / (1 - 3 / max(each, 4))))
    return (1 + alike) / (1 - alike)


def _fit(design: Floats, counts: Floats, size: Floats) -> tuple[Floats, Floats, Floats] | None:
    """Coefficients, information and expected counts of a binomial model (logit), by iteratively
    reweighted least squares; None where they run away."""
    coefficients = np.zeros(design.shape[1])
    share = counts.sum() / size.sum()
    coefficients[0] = math.log(share / (1 - share))
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(design @ coefficients)))
        weight = size * chance * (1 - chance)
        information = design.T @ (design * weight[:, None])
        try:
            step = np.linalg.solve(information, design.T @ (counts - size * chance))
        except np.linalg.LinAlgError:
            return None
        coefficients = coefficients + step
        if np.abs(coefficients).max() > 30:
            return None
        if np.abs(step).max() < 1e-10:
            break
    chance = 1 / (1 + np.exp(-(design @ coefficients)))
    return coefficients, information, size * chance
