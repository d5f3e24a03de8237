"""The words of themes and changes of one language, weighed against each other.

Weights are TF-IDF in spirit (Spärck Jones 1972): how much of a theme a term is, times how rare it
is among all comments and changes. For a theme the frequency of a term is the share of its
comments that hold it, so one long comment does not speak for all.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.changes.said import SaidTheme
from feedback.changes.similar_terms import SimilarTerms
from feedback.changes.terms import TermReader
from feedback.domain.change import Change

# A term in a fifth of the comments is what a theme is about.
_ESTABLISHED = 0.2
# Themes with a handful of comments must not make every word of them important.
_SMOOTHING = 3.0
# What one person said once is hardly the theme.
_ONCE = 0.6
_NAMED = 0.8
_KEPT_TERMS = 60
_DETAILS = 0.3
# So many heavy terms make a theme's core; a title names two or three things.
_CORE = 4
# Terms of a theme that are searched for in other spellings.
_SEARCHED = 12
# Comments of a theme that show how its words are written.
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a theme and a change have in common: a score of 0 to 1 and the terms, best first."""

    score: float
    terms: tuple[str, ...]


class Lexicon:
    """Term weights of themes and changes that are read as one language."""

    def __init__(
        self, language: str, themes: Sequence[SaidTheme], changes: Sequence[Change]
    ) -> None:
        self.reader = TermReader(language)
        read = {
            theme.theme_id: [set(self.reader.terms(t)) for t in theme.texts] for theme in themes
        }
        titles = [self.reader.terms(change.title) for change in changes]
        details = [self.reader.terms(change.details) for change in changes]
        documents = [terms for texts in read.values() for terms in texts]
        documents += [{*title, *detail} for title, detail in zip(titles, details, strict=True)]
        frequency = Counter(term for terms in documents for term in terms)
        self._idf = {t: math.log((len(documents) + 1) / (n + 0.5)) for t, n in frequency.items()}
        self._rarest = math.log(2 * (len(documents) + 1))
        self.themes = {theme.theme_id: self._theme(theme, read[theme.theme_id]) for theme in themes}
        self.changes = [self._change(*pair) for pair in zip(titles, details, strict=True)]
        self.similar = SimilarTerms(term for words in self.changes for term in words)
        self._said: dict[int, dict[str, float]] = {}
        for text in (t for theme in themes for t in (theme.name, *theme.texts[:_QUOTED])):
            self.reader.remember(text)
        for change in changes:
            self.reader.remember(change.title)

    def rarity(self, term: str) -> float:
        """The inverse document frequency of a term, never negative."""
        return max(self._idf.get(term, self._rarest), 0.0)

    def overlap(self, theme_id: int, change: int, closeness: Mapping[str, float]) -> Overlap:
        """How much theme and change speak of the same.

        `closeness` gives the terms of the change that count as said, with how well (0 to 1). The
        score is the geometric mean of two shares: how much of the change is spoken of in the
        theme, and how much of the theme's core the change names.
        """
        theme, words = self.themes[theme_id], self.changes[change]
        weight = {term: near * words[term] for term, near in closeness.items() if term in words}
        common = {t: w * self.rarity(t) for t, w in weight.items()}
        total = sum(w * self.rarity(term) for term, w in words.items())
        core = sum(sorted(theme.values(), reverse=True)[:_CORE])
        if not common or not total or not core:
            return Overlap(0.0, ())
        score = min(1.0, sum(common.values()) / total) * min(1.0, sum(common.values()) / core)
        return Overlap(math.sqrt(score), tuple(sorted(common, key=lambda t: (-common[t], t))))

    def said(self, theme_id: int) -> dict[str, float]:
        """How much each term belongs to the theme, 0 to 1, apart from its rarity."""
        if theme_id not in self._said:
            self._said[theme_id] = {
                term: weight / self.rarity(term)
                for term, weight in self.themes[theme_id].items()
                if self.rarity(term) > 0
            }
        return self._said[theme_id]

    def core(self, theme_id: int) -> list[str]:
        """The twelve terms that make the theme, heaviest first."""
        weights = self.themes[theme_id]
        return sorted(weights, key=lambda term: (-weights[term], term))[:_SEARCHED]

    def _theme(self, theme: SaidTheme, texts: Sequence[set[str]]) -> dict[str, float]:
        count = Counter(term for terms in texts for term in terms)
        share = {term: (n - _ONCE) / (len(texts) + _SMOOTHING) for term, n in count.items()}
        weight = {term: min(1.0, s / _ESTABLISHED) for term, s in share.items()}
        for term in self.reader.terms(" ".join((theme.name, *theme.terms))):
            weight[term] = max(weight.get(term, 0.0), _NAMED)
        weighed = {term: w * self.rarity(term) for term, w in weight.items()}
        kept = sorted(weighed, key=lambda t: (-weighed[t], t))[:_KEPT_TERMS]
        return {term: weighed[term] for term in kept}

    def _change(self, title: Sequence[str], details: Sequence[str]) -> dict[str, float]:
        return {**dict.fromkeys(details, _DETAILS), **dict.fromkeys(title, 1.0)}
