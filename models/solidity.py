"""Whether a theme holds together."""

from __future__ import annotations

import math
from enum import StrEnum

from models.clusters.smallest_theme import FEWEST_TEXTS

# Hennig 2008, "Dissolution point and isolation robustness": a cluster whose best match in a
# resample has a Jaccard similarity of a half or less is dissolved; above that, its match is no
# other cluster's.
DISSOLVED = 0.5


class Solidity(StrEnum):
    """What may be said of a theme; "" where it was not tested, or is too small to tell."""

    SOLID = "solid"
    LOOSE = "loose"
    UNTESTED = ""


def solidity(stability: float, size: int) -> Solidity:
    """The verdict on a theme of `size` texts and `stability` 0..1, NaN where that was not measured.

    None on a theme of fewer than `FEWEST_TEXTS`: what is left over in a small file stays together
    in its parts too, whatever it is about.
    """
    if math.isnan(stability) or size < FEWEST_TEXTS:
        return Solidity.UNTESTED
    return Solidity.SOLID if stability > DISSOLVED else Solidity.LOOSE
