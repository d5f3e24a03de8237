"""Promised times as people write them: 30m, 2h, 30d, 12w."""

import re

from feedback.errors import InputError

_UNITS = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_WRITTEN = re.compile(
    r"(\d{1,6})\s*(m(?:ins?|inutes?)?|h(?:rs?|ours?)?|d(?:ays?)?|w(?:ks?|eeks?)?)", re.IGNORECASE
)


def read_minutes(text: str) -> int:
    """Minutes from "30m", "2 hours", "30d" or "12w". Raises InputError for anything else."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or not int(match[1]):
        raise InputError(f"“{text}” is no length of time. Write it as 30m, 2h, 30d or 12w.")
    return int(match[1]) * _UNITS[match[2][0].lower()]


def in_words(minutes: float) -> str:
    """Minutes in the largest unit that leaves little behind: 150 → "2.5 hours"."""
    if minutes >= 1440 and minutes % 1440 == 0 and minutes % (7 * 1440):
        return _counted(minutes / 1440, "day")
    for unit, word in ((7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour")):
        if minutes >= 2 * unit or minutes == unit:
            return _counted(minutes / unit, word)
    if minutes >= 1:
        return _counted(minutes, "minute")
    return _counted(minutes * 60, "second")


def _counted(value: float, word: str) -> str:
    digits = f"{value:.1f}".removesuffix(".0")
    return f"{digits} {word}{'' if digits == '1' else 's'}"
