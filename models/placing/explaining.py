"""Why a text is in its theme, whatever its language."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.explanation import Explanation
from models.reason import Reason
from models.theme_parts import ThemeParts


def explain(parts: ThemeParts, cleaned: str, code: str, own: int = -1) -> Explanation:
    """Which words put `cleaned` text of language `code` into its theme, against the strongest
    other; `own`: the outer label of the theme it is in, -1 for the likeliest."""
    part = parts.get(code)
    if part is None:
        return Explanation(-1, 0.0, -1, 0.0, (), Reason.SMALL_LANGUAGE)
    inner = part.placer_.explain(cleaned, own - parts.first[code] if own >= 0 else -1)
    pair = parts.outer(code, np.array([inner.label, inner.runner_up])).tolist()
    return replace(inner, label=pair[0], runner_up=pair[1])
