"""Why a text is where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """What put one text into its theme.

    label, score: the theme (-1 for none) and the cosine to its centre, 0..1.
    runner_up, runner_up_score: the theme that came second (-1 when there is none).
    words: (word as written, weight), strongest first. The weights add up to how much closer the
    text is to its theme than to the second; negative words speak for the second.
    reason: why there is no theme, "" when there is one.
    """

    label: int
    score: float
    runner_up: int
    runner_up_score: float
    words: tuple[tuple[str, float], ...]
    reason: str = ""
