"""What people accepted before for themes and changes like these."""

import math
from collections.abc import Mapping, Sequence

from feedback.changes.lexicon import Lexicon
from feedback.changes.reasons.case import Case
from feedback.domain.change import Change, Reason

_LEAST = 0.3


class AcceptedBefore:
    """Learns from accepted links: a pair like an accepted pair is likely right too.

    `accepted` are pairs of theme id and position of the change. The score is the geometric mean
    of how alike the themes and how alike the changes are (cosines of their term weights).
    """

    def __init__(
        self,
        accepted: Sequence[tuple[int, int]],
        changes: Sequence[Change],
        names: Mapping[int, str],
    ) -> None:
        self._accepted = accepted
        self._changes = changes
        self._names = names

    def __call__(self, case: Case) -> Reason | None:
        """Like “New courier”, which was accepted for “Parcels arrive late”."""
        best, theme_id, position = 0.0, 0, 0
        for accepted_theme, accepted_change in self._accepted:
            if accepted_theme not in case.lexicon.themes or accepted_change == case.position:
                continue
            score = self._alike(case, accepted_theme, accepted_change)
            if score > best:
                best, theme_id, position = score, accepted_theme, accepted_change
        if best < _LEAST:
            return None
        title = self._changes[position].title
        whom = "it" if theme_id == case.theme.theme_id else f"“{self._names.get(theme_id, '')}”"
        return Reason("accepted", round(best, 3), f"Like “{title}”, which was accepted for {whom}.")

    @staticmethod
    def _alike(case: Case, theme_id: int, position: int) -> float:
        lexicon = case.lexicon
        changes = _cosine(_weighed(lexicon, case.position), _weighed(lexicon, position))
        if changes == 0.0:
            return 0.0
        themes = _cosine(lexicon.themes[case.theme.theme_id], lexicon.themes[theme_id])
        return math.sqrt(themes * changes)


def _weighed(lexicon: Lexicon, position: int) -> dict[str, float]:
    return {term: w * lexicon.rarity(term) for term, w in lexicon.changes[position].items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    common = sum(weight * other[term] for term, weight in one.items() if term in other)
    if common == 0.0:
        return 0.0
    return common / (math.hypot(*one.values()) * math.hypot(*other.values()))
