"""Texts that are cleaned when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np

from models.text.cleaning import clean, clean_all


class CleanedTexts(Sequence[str]):
    """`texts`, or those of them at `places` (m,), each cleaned whenever it is asked for.

    Cleaning is quick; clean copies of a million texts would take as much memory as all the rest.
    """

    def __init__(self, texts: Sequence[object], places: np.ndarray | None = None) -> None:
        self._texts = texts
        self._places = places

    def __len__(self) -> int:
        return len(self._texts if self._places is None else self._places)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            if self._places is None:
                return clean_all(self._texts[place])
            return clean_all(self._texts[i] for i in self._places[place].tolist())
        return clean(self._texts[place if self._places is None else int(self._places[place])])

    def __iter__(self) -> Iterator[str]:
        return (self[i] for i in range(len(self)))

    def at(self, places: np.ndarray) -> CleanedTexts:
        """Those of these texts at `places` (m,)."""
        return CleanedTexts(self._texts, places if self._places is None else self._places[places])
