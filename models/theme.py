"""One theme, as the model sees it."""

from __future__ import annotations

from dataclasses import dataclass

from models.solidity import Solidity, solidity


@dataclass(frozen=True)
class Theme:
    """A group of texts that speak of the same thing.

    Attributes
    ----------
    name: two to four words in the customers' own spelling.
    terms: the words that set the theme apart, best first, as customers write them.
    size: how many of the fitted texts were placed here.
    representatives: indices into the fitted texts, best first, no two with the same text.
    language: ISO 639-1 code, or "" when the language is unknown.
    cohesion: 0..1, how alike the texts of the theme are (mean cosine to its centre).
    stability: 0..1, how much of the theme is found again when only a part of the texts is read;
        NaN when not measured.
    """

    name: str
    terms: tuple[str, ...]
    size: int
    representatives: tuple[int, ...]
    language: str
    cohesion: float
    stability: float = float("nan")

    @property
    def solidity(self) -> Solidity:
        """Solid where most of the theme is found again, loose where it is not, "" where it is too
        small to tell."""
        return solidity(self.stability, self.size)
