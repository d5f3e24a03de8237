"""Whether a change came after people said it, and how soon."""

from bisect import bisect_left

from feedback.changes.reasons.case import Case, in_words
from feedback.domain.change import Reason

# Days after which half the nearness of the last comment is gone.
_HALF = 60.0


def shipped_after(case: Case) -> Reason | None:
    """Shipped on 12 March 2026, after 34 of its 48 comments.

    The score is the share of comments that came first, lowered when the last of them was long
    before: a change a year after the last word is seldom the answer.
    """
    shipped, days = case.change.shipped_on, case.theme.days
    if shipped is None or not days:
        return None
    before = bisect_left(days, shipped)
    if before == 0:
        sentence = f"Shipped on {in_words(shipped)}, before any of its {len(days)} dated comments."
        return Reason("time", 0.0, sentence)
    waited = (shipped - days[before - 1]).days
    score = before / len(days) / (1 + max(0, waited - 7) / _HALF)
    which = "comments" if len(days) == case.theme.comments else "dated comments"
    sentence = f"Shipped on {in_words(shipped)}, after {before} of its {len(days)} {which}."
    if before == len(days) and waited > _HALF:
        sentence = f"{sentence[:-1]}, {waited} days after the last."
    return Reason("time", round(score, 3), sentence)
