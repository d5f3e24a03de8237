"""Texts to terms, with the words people used for them."""

import re
from collections import Counter

from models.text.analyzer import Analyzer

# "ConversationActivity" and "WhatsApp" count as written and in their parts: people who ship
# write the first, people who complain write either.
_JOINT = re.compile(r"(?<=[a-zа-я0-9])(?=[A-ZА-Я])")
_MAX_TEXT = 5_000
# They matter for what a theme is, not for which change answers it.
_NEGATIONS = (
    "no not never nor don't doesn't can't cannot won't didn't isn't "
    "tidak gak ga nggak tak bukan belum jangan não nao nem nunca sem емес жоқ"
)
_SAYS_NO = frozenset(_NEGATIONS.split())


class TermReader:
    """Reads texts of one language and remembers how each term was written."""

    def __init__(self, language: str) -> None:
        self._analyzer = Analyzer(language)
        self._known: dict[str, str] = {}
        self._written: dict[str, Counter[str]] = {}

    def terms(self, text: str) -> list[str]:
        """The terms of a text in order, function words left out."""
        text = text[:_MAX_TEXT]
        words = self._analyzer.words(text)
        parts = _JOINT.sub(" ", text)
        if len(parts) != len(text):
            whole = Counter(words)
            words += list((Counter(self._analyzer.words(parts)) - whole).elements())
        return [term for term in map(self._term, words) if term]

    def remember(self, text: str) -> None:
        """Take note of how the terms of a text are written, for `written`."""
        for word in self._analyzer.words(text[:_MAX_TEXT]):
            if term := self._term(word):
                self._written.setdefault(term, Counter())[word] += 1

    def written(self, term: str) -> str:
        """The most usual way a term was written, or the term itself."""
        forms = self._written.get(term)
        if not forms:
            return term
        most = max(forms.values())
        return min((word for word, count in forms.items() if count == most), key=len)

    def _term(self, word: str) -> str:
        known = self._known.get(word)
        if known is None:
            known = "" if word in _SAYS_NO else self._analyzer.term(word)
            self._known[word] = known
        return known
