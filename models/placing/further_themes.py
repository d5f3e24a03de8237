"""Several themes in one text."""

from __future__ import annotations

import numpy as np

from models.blas_threads import one_blas_thread
from models.text.cleaned_texts import CleanedTexts
from models.theme_parts import ThemeParts


def memberships(parts: ThemeParts, texts: CleanedTexts, own: np.ndarray) -> list[tuple[int, ...]]:
    """Up to three labels for each of `texts`: its `own` (n,) first, () where that is -1."""
    found: list[tuple[int, ...]] = [()] * len(texts)
    for code, part in parts.items():
        first = parts.first[code]
        mine = np.flatnonzero((own >= first) & (own < first + len(part.themes_)))
        with one_blas_thread():
            held = part.memberships(texts.at(mine), (own[mine] - first).tolist())
        for i, inner in zip(mine.tolist(), held, strict=True):
            found[i] = tuple(label + first for label in inner)
    return found
