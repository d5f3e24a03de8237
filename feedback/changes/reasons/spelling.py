"""Words that are nearly the same: typing slips, other endings, cousins in another language."""

from feedback.changes.reasons.case import Case
from feedback.domain.change import Reason

_NAMED = 3


def similar_words(case: Case) -> Reason | None:
    """“verifikasi” is close to “verification”."""
    lexicon = case.lexicon
    said = lexicon.said(case.theme.theme_id)
    words = lexicon.changes[case.position]
    closeness: dict[str, float] = {}
    pairs: dict[str, str] = {}
    for term in lexicon.core(case.theme.theme_id):
        for other, near in lexicon.similar.near(term).items():
            if other in words and other not in said and near > closeness.get(other, 0.0):
                closeness[other] = near * said[term]
                pairs[other] = term
    overlap = lexicon.overlap(case.theme.theme_id, case.position, closeness)
    if not overlap.terms:
        return None
    written = lexicon.reader.written
    close = [f"“{written(pairs[t])}” is close to “{written(t)}”" for t in overlap.terms[:_NAMED]]
    return Reason("spelling", round(overlap.score, 3), f"{', '.join(close)}.")
