"""Median and percentiles of values that come with counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Spread:
    """How values lie: how many there are, the middle one, and the one nine of ten lie below."""

    values: int
    median: float | None
    p90: float | None


def spread(counts: Mapping[int, int]) -> Spread:
    """The spread of `counts` (value → how often); None where there is no value."""
    return Spread(
        sum(counts.values()), quantile(counts, Fraction(1, 2)), quantile(counts, Fraction(9, 10))
    )


def quantile(counts: Mapping[int, int], share: Fraction) -> float | None:
    """The quantile of values that come with counts, between neighbours in a straight line.

    As numpy's default: Hyndman and Fan (1996), "Sample quantiles in statistical packages",
    definition 7. None for no values.
    """
    total = sum(counts.values())
    if not total:
        return None
    place = (total - 1) * share
    lower = int(place)
    rest = place - lower
    below = _at(counts, lower)
    above = _at(counts, lower + 1) if rest else below
    return float(below + (above - below) * rest)


def _at(counts: Mapping[int, int], place: int) -> int:
    """The value at a place, from 0, among all of them sorted."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)
