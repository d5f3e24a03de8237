"""The language of each text of a model, told or found out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from languages import LanguageVote
from models.errors import ParameterError
from models.parameters import is_language
from models.progress import BATCH, Progress, no_progress
from models.text.cleaned_texts import CleanedTexts
from models.texts_given import as_sequence


def languages_of(
    texts: CleanedTexts,
    told: object = None,
    known: Mapping[str, float] | None = None,
    progress: Progress = no_progress,
) -> list[str]:
    """One ISO 639-1 code for each of `texts`: as `told` where that is a code; else found out.

    known: the languages of a fitted model and how much is written in each: what says next to
    nothing is in the largest. None lets the texts vote. A text in another language that is told by
    its letters or words has that language's code: it is not taken for the commonest.

    Raises ParameterError when `told` is of another length.
    """
    codes = [""] * len(texts) if told is None else _codes(told)
    if len(codes) != len(texts):
        raise ParameterError("languages must hold one code for each text.")
    untold = [i for i, code in enumerate(codes) if not code]
    if not untold:
        return codes
    vote = LanguageVote.of_shares(known) if known else LanguageVote().fit(texts)
    for done, i in enumerate(untold):
        if done % BATCH == 0:
            progress(done / len(untold), "finding languages out")
        codes[i] = vote.read(texts[i])
    return codes


def _codes(told: object) -> list[str]:
    """Codes as `told`, "pt" for "pt-BR" and "PT"; "" where that is no code of a language."""
    known: dict[object, str] = {}
    codes = []
    for value in as_sequence(told, "languages"):
        if not isinstance(value, str):
            codes.append("")
            continue
        if value not in known:
            code = re.split(r"[-_]", value.strip().lower(), maxsplit=1)[0]
            known[value] = code if is_language(code) else ""
        codes.append(known[value])
    return codes
