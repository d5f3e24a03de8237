"""Why a text is where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """What put one text into its theme.

    label, score: the theme (-1 for none) and the cosine to its centre, 0..1.
    runner_up, runner_up_score: the theme that came second (-1 when there is none).
    words: (word as written, weight), strongest first; negative words speak for the second.
    sizes: what the sizes of the two themes add. The weights of the words and this add up to how
    much more the evidence is for the theme than for the second (a logarithm of odds).
    reason: why there is no theme, "" when there is one.
    """

    label: int
    score: float
    runner_up: int
    runner_up_score: float
    words: tuple[tuple[str, float], ...]
    reason: str = ""
    sizes: float = 0.0
