"""The language of each text of a model, told or found out."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import ParameterError
from models.text.language_detector import LanguageDetector


def languages_of(
    cleaned: list[str],
    told: Sequence[object] | None,
    known: Sequence[str] | None = None,
) -> list[str]:
    """One ISO 639-1 code for each of `cleaned` texts: as `told` ("" where that is no code), else
    found out, among the languages `known` or, when that is None, all that the file is written in.

    Raises ParameterError when `told` is of another length.
    """
    if told is not None:
        if len(told) != len(cleaned):
            raise ParameterError("languages must hold one code for each text.")
        return [code if isinstance(code, str) else "" for code in told]
    if known is not None:
        return LanguageDetector.restricted_to(known).predict(cleaned)
    return LanguageDetector().fit(cleaned).predict(cleaned)
