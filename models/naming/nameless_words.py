"""Words that name nothing, in all their forms."""

from __future__ import annotations

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
        self._terms = {self._analyzer.term(word) for word in self._listed} - {""}

    def __missing__(self, word: str) -> bool:
        found = word in self._listed or self._analyzer.term(word) in self._terms
        self[word] = found
        return found
