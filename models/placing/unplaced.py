"""Why a text is placed nowhere."""

from __future__ import annotations

from models.reason import Reason
from models.text.analyzer import Analyzer


def why_unplaced(text: str, language: str) -> Reason:
    """The reason for cleaned `text`, which holds no term known in `language`."""
    analyzer = Analyzer(language)
    words = analyzer.words(text)
    if not words:
        return Reason.EMPTY
    return Reason.RARE if any(analyzer.term(word) for word in words) else Reason.FILLER
