"""Why a text is placed nowhere."""

from __future__ import annotations

from functools import lru_cache

from models.reason import Reason
from models.text.analyzer import Analyzer


def why_unplaced(text: str, language: str) -> Reason:
    """The reason for cleaned `text`, which holds no term known in `language`."""
    analyzer = _analyzer(language)
    words = analyzer.words(text)
    if not words:
        return Reason.EMPTY
    return Reason.RARE if any(analyzer.term(word) for word in words) else Reason.FILLER


@lru_cache(maxsize=32)
def _analyzer(language: str) -> Analyzer:
    """Kept: a file may hold a hundred thousand comments that say nothing."""
    return Analyzer(language)
