"""How well the themes of a run hold together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from feedback.themes.model_files import stored_themes


class Verdict(StrEnum):
    """What the engine says of a theme."""

    SOLID = "solid"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class HoldsTogether:
    """`again`: how much of the theme came back, 0 to 1, when only a part of the comments was read;
    `verdict` on that."""

    verdict: Verdict
    again: float


def holding(folder: Path, run: int, theme_ids: Sequence[int]) -> dict[int, HoldsTogether]:
    """By theme id, for the themes that the run found: cluster c is theme `theme_ids[c]`, −1 for
    none; of several clusters that are one theme, the loosest. Themes too small to tell are left
    out. Empty where the run's model is not there."""
    found: dict[int, HoldsTogether] = {}
    for number, theme in zip(theme_ids, stored_themes(folder, run), strict=False):
        if number < 1 or not theme.solidity:
            continue
        if number not in found or theme.stability < found[number].again:
            found[number] = HoldsTogether(Verdict(theme.solidity), theme.stability)
    return found
