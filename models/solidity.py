"""Whether a theme holds together."""

from __future__ import annotations

import math
from enum import StrEnum

# Hennig 2008, "Dissolution point and isolation robustness": a cluster whose best match in a
# resample has a Jaccard similarity of a half or less is dissolved; above that, its match is no
# other cluster's.
DISSOLVED = 0.5


class Solidity(StrEnum):
    """What may be said of a theme; "" where it was not tested."""

    SOLID = "solid"
    LOOSE = "loose"
    UNTESTED = ""


def solidity(stability: float) -> Solidity:
    """The verdict on a theme of `stability` 0..1, NaN where that was not measured."""
    if math.isnan(stability):
        return Solidity.UNTESTED
    return Solidity.SOLID if stability > DISSOLVED else Solidity.LOOSE
