"""How fast long work goes, in words."""

from collections.abc import Callable

SOONEST = 1.0
"""Seconds before a speed is worth a word: the first rows say little about the rest."""


class Pace:
    """Tells how far work is, how fast it goes and when it will be done.

    `clock` gives seconds that only grow, such as time.monotonic.
    """

    def __init__(self, total: int, clock: Callable[[], float]) -> None:
        self._total = total
        self._clock = clock
        self._start = clock()

    def words(self, done: int) -> str:
        """Such as "40,000 of 90,000 rows, 8,000 a second, about 7 s left"."""
        said = f"{done:,} of {self._total:,} rows"
        seconds = self._clock() - self._start
        if seconds < SOONEST or not done:
            return said
        speed = done / seconds
        said += f", {speed:,.0f} a second"
        left = max(0, self._total - done) / speed
        return f"{said}, about {duration(left)} left" if left >= SOONEST else said


def duration(seconds: float) -> str:
    """Such as "40 s", "3 min" or "2 h 10 min"; never "0 s"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
