"""Words that name nothing, in all their forms."""

from __future__ import annotations

from functools import cache

from models.text.analyzer import Analyzer
from models.text.word_lists import nameless


class NamelessWords(dict[str, bool]):
    """Whether a word names nothing on its own: it or its stem is in the list ("minutes").

    Stop words, negations, questions, helping verbs and words of time; looked up once each.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._analyzer = Analyzer(language)
        self._listed = nameless(language)
        self._terms = _terms(language)

    def __missing__(self, word: str) -> bool:
        found = word in self._listed or self._analyzer.term(word) in self._terms
        self[word] = found
        return found


@cache
def _terms(language: str) -> frozenset[str]:
    """The terms of the words in the list; asked for once for each theme."""
    analyzer = Analyzer(language)
    return frozenset(map(analyzer.term, nameless(language))) - {""}
