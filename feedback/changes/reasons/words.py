"""Words that theme and change have in common."""

from feedback.changes.reasons.case import Case
from feedback.domain.change import Reason

_NAMED = 5


def shared_words(case: Case) -> Reason | None:
    """Both speak of “login”, “code”, “sms”."""
    overlap = case.lexicon.overlap(
        case.theme.theme_id, case.position, case.lexicon.said(case.theme.theme_id)
    )
    if not overlap.terms:
        return None
    words: list[str] = []
    for term in overlap.terms:
        word = case.lexicon.reader.written(term)
        if not any(word in other or other in word for other in words):
            words.append(word)
    named = ", ".join(f"“{word}”" for word in words[:_NAMED])
    return Reason("words", round(overlap.score, 3), f"Both speak of {named}.")
