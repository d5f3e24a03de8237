"""Texts of any mix of languages to the themes of a fitted model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.blas_threads import one_blas_thread
from models.placement import Placement
from models.placing.unplaced import why_unplaced
from models.reason import Reason
from models.text.cleaned_texts import CleanedTexts
from models.theme_parts import ThemeParts


def assign(
    parts: ThemeParts, texts: CleanedTexts, codes: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Labels (n,) and scores (n,), 0..1, of `texts`, one of `codes` for each; -1 and 0
    where no word is known, or the language has no themes."""
    spoken = np.asarray(codes, dtype=object)
    labels, scores = np.full(len(texts), -1), np.zeros(len(texts))
    for code, part in parts.items():
        mine = np.flatnonzero(spoken == code)
        if len(mine):
            with one_blas_thread():
                inner, scores[mine] = part.placer_.assign(texts.at(mine))
            labels[mine] = parts.outer(code, inner)
    return labels, scores


def place(parts: ThemeParts, texts: CleanedTexts, codes: Sequence[str], reject: float) -> Placement:
    """Like `assign`, but a text that fits its theme worse than the share `reject` of the theme's
    own texts is turned away; each text without a theme has its reason."""
    labels, scores = assign(parts, texts, codes)
    far = (labels >= 0) & (scores < parts.bars(reject)[labels])
    reasons = [Reason.PLACED] * len(labels)
    for i in np.flatnonzero(labels < 0).tolist():
        known = codes[i] in parts
        reasons[i] = why_unplaced(texts[i], codes[i]) if known else Reason.SMALL_LANGUAGE
    for i in np.flatnonzero(far).tolist():
        reasons[i] = Reason.FAR
    return Placement(np.where(far, -1, labels), scores, reasons)
