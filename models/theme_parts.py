"""The themes of all languages of a model, under one numbering."""

from __future__ import annotations

import numpy as np

from models.clusters.language_themes import LanguageThemes
from models.theme import Theme


class ThemeParts(dict[str, LanguageThemes]):
    """Language code to its fitted themes, in the order in which they were added.

    The labels of a part start at 0 (inner); those of the model go on from one part to the next
    (outer): `first[code]` is the outer label of a part's first theme.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, int] = {}

    def add(self, code: str, part: LanguageThemes) -> None:
        """Add the fitted `part` of language `code` behind those there are."""
        self.first[code] = sum(len(there.themes_) for there in self.values())
        self[code] = part

    def themes(self) -> list[Theme]:
        """All themes, by outer label."""
        return [theme for part in self.values() for theme in part.themes_]

    def outer(self, code: str, inner: np.ndarray) -> np.ndarray:
        """Outer labels of `inner` ones (any shape) of language `code`; -1 stays -1."""
        return np.where(inner >= 0, inner + self.first[code], -1)

    def bars(self, reject: float) -> np.ndarray:
        """(themes,): the score that the worst-fitting share `reject` of each theme stays below."""
        return np.concatenate([part.bars(reject) for part in self.values()])
