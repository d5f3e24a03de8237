"""What customers say in a row, as they write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations

import numpy as np
from sklearn.base import BaseEstimator

from models.naming.compounds import Compounds
from models.naming.nameless_words import NamelessWords
from models.naming.runs import Said
from models.text.word_lists import determiners, negations, particles, prepositions, stop_words
from models.vectors.term_counter import TermCounter

Key = tuple[int, ...]
MOST_TERMS = 3
MOST_WORDS = 4
WIDEST_GAP = 2
# A longer phrase stands for the shorter one inside it where so many of its comments say it.
SWALLOWS = 0.5
# How fit a word is behind a negation: "not working", but "not sure".
DENIED = 0.6
DENIED_SILENT = 0.2
# As fit is a word that is said as a thing about as often as not.
THING = 0.9
# At least as fit is a word that others are put before: said as a thing every fifth time.
HEAD = 0.5
# English puts what another word speaks of before it: a "wait for the ambulance" is an "ambulance
# wait". Portuguese makes its compounds with a word between: "data de entrega".
TURNING = "en"
LINKS = {"pt": frozenset({"de", "da", "do", "das", "dos"})}


class SaidPhrases(BaseEstimator):
    """Finds rows of two or three terms that several comments of a theme write beside each other.

    Articles and pronouns between two of them are left out ("cancelled my flight"). Words that tie
    them are no part of a name either: English turns them into a compound ("wait for the ambulance",
    "ambulance wait"); only the "de" of Portuguese compounds stays ("falta de respeito"). A phrase
    inside a longer one that is said nearly as often is no phrase of its own (Frantzi, Ananiadou &
    Mima 2000, "C-value").
    """

    def __init__(
        self, counter: TermCounter, language: str, share: float = 0.02, floor: int = 3
    ) -> None:
        self.counter = counter
        self.language = language
        self.share = share
        self.floor = floor

    def fit(self, comments: Sequence[list[list[Said]]], wanted: set[int]) -> SaidPhrases:
        """`comments`: the runs of each comment of one theme; `wanted`: columns, a phrase holds one
        of them."""
        self._silent = stop_words(self.language)
        self._nameless = NamelessWords(self.language)
        self._denying = negations(self.language)
        self._tying = prepositions(self.language)
        self._between = self._tying | determiners(self.language)
        self._forms: dict[Key, Counter[str]] = {}
        self._turned: set[str] = set()
        self._holding: Counter[Key] = Counter()
        self._single: Counter[int] = Counter()
        self._compounds = Compounds(self.language)
        self._joining = particles(self.language)
        self._particles = self._joining - self._tying
        self._links = LINKS.get(self.language, frozenset())
        self._unsaid = self._silent - self._links
        for comment in comments:
            found: set[Key] = set()
            for run in comment:
                found.update(self._count(run, wanted))
            self._holding.update(found)
            self._single.update({self.counter.column(s.word) for run in comment for s in run})
            words = [said for run in comment for said in run]
            text = " ".join(said.written for said in words).replace(" -", "-")
            self._compounds.read(text, [said.word for said in words])
        self._bar = max(self.floor, self.share * len(comments))
        return self

    def ranked(self, worth: np.ndarray, fitness: Callable[[str], float]) -> list[str]:
        """Phrases, best first: said by many, of words that set the theme apart and are fit to name.

        worth: (terms,), how far each sets the theme apart, 0..1. fitness: of a word, 0..1.
        """
        often = {key: n for key, n in self._holding.items() if n >= self._bar}
        inner = {
            part
            for key, n in often.items()
            for part in (key[:-1], key[1:])
            if len(key) > 2 and n >= SWALLOWS * often.get(part, n)
        }
        scored: list[tuple[float, str]] = []
        for key, n in often.items():
            forms = self._forms[key]
            form = min(forms.items(), key=lambda item: (-item[1], item[0]))[0]
            fit = self._fit(key, form, fitness)
            form = self._whole(form)
            weights = worth[list(key)]
            is_inside = key in inner or _repeats(form.replace("-", " ").split())
            is_inside = is_inside or not self._unsaid.isdisjoint(form.split())
            if fit > 0 and not is_inside:
                scored.append((-n * fit * float(weights.sum() * weights.max()), form))
        return [form for _, form in sorted(scored)]

    def _fit(self, key: Key, form: str, fitness: Callable[[str], float]) -> float:
        """The mean (geometric) of how fit the words of `form` are that name something.

        0 where it is no name: an end says nothing, none of its words is a thing or denied.
        """
        words = [max(word.split("-"), key=len) for word in form.split()]
        if form in self._turned and fitness(words[-1]) < HEAD:  # a "wait", but no "happy"
            return 0.0
        silent = [self._nameless[word] for word in words]
        is_loose = silent[0] and words[0] not in self._denying
        if (is_loose or words[-1] in self._joining) and not self._is_fixed(key):
            return 0.0
        fit: list[float] = []
        is_name = False
        for before, word, is_silent in zip(["", *words], words, silent, strict=False):
            if before in self._denying:  # "not working", "never fly": what is missing is a subject
                fit.append(DENIED_SILENT if is_silent else max(DENIED, fitness(word)))
                is_name = is_name or not is_silent
            elif not is_silent:
                fit.append(fitness(word))
                is_name = is_name or fit[-1] >= THING
        return float(np.prod(fit)) ** (1 / len(fit)) if is_name else 0.0

    def _whole(self, form: str) -> str:
        """`form` with particles where customers join them: "top-up limit"."""
        words = form.split()
        whole: list[str] = []
        for word, after in zip(words, [*words[1:], ""], strict=True):
            if whole and whole[-1].endswith(f"-{word}"):
                continue
            joined = self._compounds.join(word)
            whole.append(joined if after not in self._joining or joined.endswith(after) else word)
        return " ".join(whole) if len(whole) > 1 else form

    def _is_fixed(self, key: Key) -> bool:
        """Whether both ends of `key` are mostly said in it: "first class"."""
        return 2 * self._holding[key] >= max(self._single[key[0]], self._single[key[-1]])

    def _count(self, run: list[Said], wanted: set[int]) -> Iterator[Key]:
        """The phrases of `run`; counts how each is written."""
        terms = [
            (i, column)
            for i, said in enumerate(run)
            if (column := self.counter.column(said.word)) >= 0 and said.word not in self._silent
        ]
        columns = [column for _, column in terms]
        if wanted.isdisjoint(columns):
            return
        for start in range(len(terms) - 1):
            for end in range(start + 2, min(start + MOST_TERMS, len(terms)) + 1):
                key = tuple(columns[start:end])
                if wanted.isdisjoint(key) or len(set(key)) < len(key):
                    continue
                form = self._form(run, [i for i, _ in terms[start:end]])
                if form:
                    self._forms.setdefault(key, Counter())[form] += 1
                    yield key

    def _form(self, run: list[Said], places: list[int]) -> str:
        """The words at `places` as a name shows them; "" where they are no phrase."""
        before, end = run[places[-2]].word, run[places[-1]].word
        is_whole = before in self._denying or end in self._joining
        if self._nameless[end] and (end in self._denying or not is_whole):
            return ""
        parts = self._parts(run, places)
        if len(parts) == 2:
            after = run[places[-1] + 1 : places[-1] + 2]
            # The "time to pick up" is no "pick time".
            written = "" if after and after[0].word in self._joining else self._turn(*parts)
        else:
            written = "" if len(parts) > 2 else "".join(parts)
        if written.count(" ") + written.count("-") >= MOST_WORDS:
            return ""
        return written if " " in written else written.replace("-", " ")

    def _parts(self, run: list[Said], places: list[int]) -> list[str]:
        """The words at `places` as they are joined, parted where others tie them; [] where too
        many stand between two of them."""
        parts = [run[places[0]].spelled]
        for here, there in pairwise(places):
            gap = [said.word for said in run[here + 1 : there]]
            if len(gap) > WIDEST_GAP:
                return []
            if len(gap) == 1 and gap[0] in self._links:
                parts[-1] += " " + gap[0]
            elif self._tying.intersection(gap) and self._between.issuperset(gap):
                parts.append(run[there].spelled)
                continue
            elif gap and gap[0] in self._particles:  # "turn off my alarm"
                parts[-1] += " " + gap[0]
            is_tied = not gap and run[there].written.startswith("-")
            parts[-1] += ("-" if is_tied else " ") + run[there].spelled
        return parts

    def _turn(self, head: str, before: str) -> str:
        """`before` and `head` as a compound; "" where the language makes none, or of a phrase."""
        if self.language != TURNING or not head.isalpha():
            return ""
        turned = f"{before} {head}"
        self._turned.add(turned)
        return turned


def _repeats(words: list[str]) -> bool:
    """Whether one of `words` is another once more, or begins with it: "flight flightled"."""
    return any(
        first.startswith(second) and (len(second) > 3 or len(first) < len(second) + 2)
        for first, second in permutations(words, 2)
    )
