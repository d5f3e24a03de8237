"""Themes to the shipped changes that may answer them, with reasons.

What the words say carries a suggestion; time supports it or lets it down. Nothing is suggested on
timing alone: something is always released after somebody complained.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from feedback.changes.lexicon import Lexicon
from feedback.changes.reasons.accepted import AcceptedBefore
from feedback.changes.reasons.case import Case
from feedback.changes.reasons.component import named_component
from feedback.changes.reasons.fading import fading_since
from feedback.changes.reasons.spelling import similar_words
from feedback.changes.reasons.timing import shipped_after
from feedback.changes.reasons.words import shared_words
from feedback.changes.said import SaidTheme, last_day
from feedback.domain.change import Change, Reason, Suggestion

Pair = tuple[int, int]
"""A theme id and a change id."""

# How far each reason from the text can be trusted alone; they add up as independent evidence.
SAID = {"words": 1.0, "spelling": 0.7, "component": 0.25, "accepted": 0.5}
# How much of the score is up to time; a reason without data counts half.
SUPPORT = {"time": 0.3, "fading": 0.15}
# Below this the words in common are those any two texts have.
LEAST_SAID = 0.2
LEAST_SCORE = 0.17
_CANDIDATES = 50


def suggest_changes(
    themes: Sequence[SaidTheme],
    changes: Sequence[Change],
    *,
    wanted: Collection[int] | None = None,
    decided: Collection[Pair] = (),
    accepted: Sequence[Pair] = (),
    today: date,
    top: int = 5,
) -> list[Suggestion]:
    """The best changes for each wanted theme (all by default), best first, at most `top` each.

    The other themes serve to tell common words from telling ones. Changes that are generic, not
    shipped by `today` or `decided` for the theme are left out. `accepted` pairs teach.
    """
    usable = [change for change in changes if change.is_shipped(today) and not change.generic]
    # A change that was accepted teaches even when it could not be suggested itself.
    teachers = {change_id for _, change_id in accepted}
    known = usable + [c for c in changes if c.id in teachers and c not in usable]
    by_language: dict[str, list[SaidTheme]] = defaultdict(list)
    for theme in themes:
        by_language[theme.language].append(theme)
    until = last_day(themes)
    found: list[Suggestion] = []
    for language, group in by_language.items():
        lexicon = Lexicon(language, group, known)
        finder = _Finder(lexicon, known, len(usable), _reasons(themes, known, accepted), until)
        for theme in group:
            if wanted is None or theme.theme_id in wanted:
                found += finder.find(theme, decided, top)
    return sorted(found, key=lambda s: (s.theme_id, -s.score, s.change_id))


def combine(reasons: Mapping[str, float]) -> float:
    """One score of 0 to 1 from named ones: what the words say, times what time leaves of it."""
    doubt = 1.0
    for name, trust in SAID.items():
        doubt *= 1 - trust * reasons.get(name, 0.0)
    support = sum(weight * (1 - reasons.get(name, 0.5)) for name, weight in SUPPORT.items())
    return (1 - doubt) * (1 - support)


def _reasons(
    themes: Sequence[SaidTheme], changes: Sequence[Change], accepted: Sequence[Pair]
) -> tuple[Callable[[Case], Reason | None], ...]:
    positions = {change.id: position for position, change in enumerate(changes)}
    pairs = [(theme, positions[change]) for theme, change in accepted if change in positions]
    names = {theme.theme_id: theme.name for theme in themes}
    teacher = AcceptedBefore(pairs, changes, names)
    return (shared_words, similar_words, named_component, teacher, shipped_after, fading_since)


class _Finder:
    """Looks up the changes that share terms with a theme and lets every reason judge them."""

    def __init__(
        self,
        lexicon: Lexicon,
        changes: Sequence[Change],
        usable: int,
        reasons: Sequence[Callable[[Case], Reason | None]],
        until: date | None,
    ) -> None:
        self._lexicon = lexicon
        self._changes = changes
        self._usable = usable
        self._reasons = reasons
        self._until = until
        self._holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position in range(usable):
            words = lexicon.changes[position]
            total = sum(w * lexicon.rarity(term) for term, w in words.items()) or 1.0
            for term, weight in words.items():
                self._holding[term].append((position, weight / total))

    def find(self, theme: SaidTheme, decided: Collection[Pair], top: int) -> list[Suggestion]:
        """The suggestions for one theme, best first."""
        found = []
        for position in self._candidates(theme):
            change = self._changes[position]
            if (theme.theme_id, change.id) in decided:
                continue
            suggestion = self._judge(theme, change, position)
            if suggestion is not None:
                found.append(suggestion)
        return sorted(found, key=lambda s: (-s.score, s.change_id))[:top]

    def _candidates(self, theme: SaidTheme) -> list[int]:
        """The changes that share most with the theme, by a quick count."""
        weight = dict(self._lexicon.themes[theme.theme_id])
        for term in self._lexicon.core(theme.theme_id):
            for other, near in self._lexicon.similar.near(term).items():
                weight[other] = max(weight.get(other, 0.0), near * weight[term])
        score: dict[int, float] = defaultdict(float)
        for term, value in weight.items():
            for position, share in self._holding.get(term, ()):
                score[position] += value * share
        return sorted(score, key=lambda position: (-score[position], position))[:_CANDIDATES]

    def _judge(self, theme: SaidTheme, change: Change, position: int) -> Suggestion | None:
        case = Case(
            theme=theme,
            change=change,
            position=position,
            lexicon=self._lexicon,
            last_day=self._until,
        )
        reasons = [reason for judge in self._reasons if (reason := judge(case)) is not None]
        scores = {reason.name: reason.score for reason in reasons}
        if scores.get("time") == 0.0:  # it was out before anybody asked
            return None
        score = combine(scores)
        said = combine({name: scores[name] for name in SAID if name in scores} | _FULL_SUPPORT)
        if said < LEAST_SAID or score < LEAST_SCORE:
            return None
        reasons.sort(key=lambda reason: -reason.score)
        return Suggestion(
            theme_id=theme.theme_id,
            change_id=change.id,
            score=round(score, 3),
            reasons=tuple(reasons),
        )


_FULL_SUPPORT = dict.fromkeys(SUPPORT, 1.0)
