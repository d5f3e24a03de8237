"""The part of the product a change names, and people name too."""

from feedback.changes.reasons.case import Case
from feedback.domain.change import Reason

QUOTES = "\"'“”„«» "

# When this share of the comments names the part, the theme is about it.
_ABOUT = 0.5


def named_component(case: Case) -> Reason | None:
    """It changes “Android”, which 12 of 40 comments name."""
    terms = set(case.lexicon.reader.terms(case.change.component))
    texts = case.theme.texts
    if not terms or not texts:
        return None
    naming = sum(terms <= set(case.lexicon.reader.terms(text)) for text in texts)
    if naming == 0:
        return None
    score = min(1.0, naming / len(texts) / _ABOUT)
    verb = "names" if naming == 1 else "name"
    read = "" if len(texts) == case.theme.comments else " that were read"
    sentence = (
        f"It changes “{case.change.component.strip(QUOTES)}”, which {naming} of {len(texts)} "
        f"comments{read} {verb}."
    )
    return Reason("component", round(score, 3), sentence)
