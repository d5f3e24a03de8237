"""What kind of word a word is, by the company it keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, pairwise

from sklearn.base import BaseEstimator

from models.naming.runs import Said
from models.text.word_lists import (
    before_names,
    before_verbs,
    determiners,
    prepositions,
    stop_words,
)
from models.vectors.term_counter import TermCounter

FEWEST_SEEN = 5
# Who is greeted or thanked so often, and in so large a share of all uses of the word, is a person;
# a company is spoken of in other ways far more often.
FEWEST_ADDRESSED = 2
ADDRESSED = 0.2
# What a word's own use is weighed against: as many uses as its other forms have.
PRIOR = 3.0


class WordUse(BaseEstimator):
    """Tells things from what is done, topics in one word (#), proper names and persons, without a
    tagger.

    A thing stands after "the", "my" or "of"; what is done after "I", "to" or "not", or before
    "the". A proper name has a capital inside a sentence, a topic a # before it; a person is a
    proper name that stands behind a greeting, thanks, a title or a role ("thanks Budi").
    (Distributional word classes; Schütze 1995, "Distributional part-of-speech tagging".)
    """

    def __init__(self, counter: TermCounter, language: str) -> None:
        self.counter = counter
        self.language = language

    def fit(self, comments: Iterable[list[list[Said]]], y: None = None) -> WordUse:
        """`comments`: the runs of each comment, of all themes."""
        self._before_things = determiners(self.language) | prepositions(self.language)
        self._before_verbs = before_verbs(self.language)
        self._before_names = before_names(self.language)
        self._stepped_over = stop_words(self.language) - prepositions(self.language)
        self._determiners = determiners(self.language)
        self._thing: Counter[str | int] = Counter()
        self._done: Counter[str | int] = Counter()
        self._seen: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._addressed: Counter[str] = Counter()
        self._topic: Counter[str] = Counter()
        self._lettered: Counter[tuple[str, str]] = Counter()
        for run in chain.from_iterable(comments):
            self._read(run)
        return self

    def thing(self, word: str) -> float:
        """0..1, how far `word` is used as a thing; a half where nothing is known."""
        column = self.counter.column(word)
        thing, done = self._thing[column], self._done[column]
        usual = (thing + 1) / (thing + done + 2)
        thing, done = self._thing[word], self._done[word]
        return (thing + PRIOR * usual) / (thing + done + PRIOR)

    def spelled(self, word: str) -> str:
        """`word` with the single letter that mostly stands before it and a hyphen: "e-mail"."""
        for (bare, whole), n in self._lettered.items():
            if bare == word and 2 * n > self._seen[word]:
                return whole
        return word

    def is_topic(self, word: str) -> bool:
        """Whether `word` is mostly written with # before it, or with capitals inside."""
        return 2 * self._topic[word] >= max(1, self._seen[word])

    def is_proper(self, word: str) -> bool:
        """Whether `word` mostly has a capital inside sentences; in shouted ones it says nothing."""
        inside = self._inside[word]
        return inside >= FEWEST_SEEN and self._capital[word] > inside / 2

    def is_person(self, word: str) -> bool:
        """Whether `word` has a capital inside sentences and is often greeted, thanked or titled."""
        addressed = self._addressed[word]
        often = addressed >= max(FEWEST_ADDRESSED, ADDRESSED * self._seen[word])
        return often and self._capital[word] > self._inside[word] / 2

    def _read(self, run: list[Said]) -> None:
        shouted = 2 * sum(map(str.isupper, [said.written for said in run])) > len(run)
        last = len(run) - 1
        for i, said in enumerate(run):
            word, written = said
            column = self.counter.column(word)
            if column < 0:
                continue
            before = run[i - 1].word if i else ""
            if before in self._before_things:
                self._thing[word] += 1
                self._thing[column] += 1
            if before in self._before_verbs or (i < last and run[i + 1].word in self._determiners):
                self._done[word] += 1
                self._done[column] += 1
            self._seen[word] += 1
            is_inside = i > 0 and not shouted
            self._inside[word] += is_inside
            if written != word:
                self._mark(said, is_inside)
                self._addressed[word] += is_inside and self._is_addressed(run, i)

    def _is_addressed(self, run: list[Said], place: int) -> bool:
        """Whether a word before names stands before `place`, or one small word earlier: "thank you
        Amir"."""
        before = run[place - 1].word
        if before not in self._before_names and place > 1 and before in self._stepped_over:
            before = run[place - 2].word
        return before in self._before_names

    def _mark(self, said: Said, is_inside: bool) -> None:
        """Count what is special about the way `said` is written."""
        word, written = said
        letters = written.lstrip("#-")
        self._lettered[word, said.spelled] += "-" in written[1:]
        self._topic[word] += written.startswith("#") or _is_joined(letters)
        self._capital[word] += is_inside and letters[:1].isupper()


def _is_joined(written: str) -> bool:
    """Whether words run together in `written`: "DestinationDragons", not "iPhone"."""
    inner = sum(second.isupper() and first.islower() for first, second in pairwise(written[1:]))
    return inner > 0 and written[:1].isupper() and len(written) > 9
