"""Ratings in three bands, as lists are narrowed to them and tallies keep them."""

BANDS: tuple[tuple[float | None, float | None], ...] = (
    (None, 2.49),
    (2.5, 3.49),
    (3.5, None),
)
"""Lowest and highest rating of each band, both included: bad, middling, good."""

UNRATED = 0
BETWEEN = len(BANDS) + 1
"""A rating that lies between two bands."""


def band_of(rating: float | None) -> int:
    """The number of a rating's band: 1, 2 or 3; 0 without a rating."""
    if rating is None:
        return UNRATED
    for number, (lowest, highest) in enumerate(BANDS, 1):
        if (lowest is None or rating >= lowest) and (highest is None or rating <= highest):
            return number
    return BETWEEN


def band_between(lowest: float | None, highest: float | None) -> int | None:
    """The number of the band with exactly these ends; None where there is none."""
    ends = (lowest, highest)
    return BANDS.index(ends) + 1 if ends in BANDS else None
