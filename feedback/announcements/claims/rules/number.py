"""A number that no fact supports."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from feedback.announcements.claims.checking import Checking, true_would_be
from feedback.announcements.claims.lexicon import lexicons
from feedback.announcements.claims.numerals import Number
from feedback.announcements.claims.proposals import true_count
from feedback.announcements.claims.reading import Reading
from feedback.announcements.claims.supported import HIGHEST_RATING, Supported, supported_by
from feedback.domain.announcement import Finding

RULE = "number"
_NOUNS = ("people", "comments", "stars", "times", "folds")
_WORDS_AHEAD = 4
_FARTHEST_NOUN = 80  # characters
_CLAUSE = re.compile(r"[^.,;:!?()\n\0]*")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₸₽]|\b(?:R\$|Rp\.?|USD|EUR|KZT|IDR|BRL))\s?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r"\s?(?:[$€£¥₸₽]|(?:euro|dollar|pound|rupiah|tenge|reais|real|dólar|теңге|доллар)\w*)",
    re.IGNORECASE,
)
_TWICE = 2
# "At least 40" is fair for 48 and misleading for 400.
_FAIR_LOWER_BOUND = 0.8
_FAIR_ROUNDING = 0.05


def check_numbers(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Numbers in digits and words, pairs such as "48 of 420", and "hundreds of"."""
    known = supported_by(checking.facts, checking.decimal)
    multiples = _multiples(reading, checking)
    inside = {at for span in multiples for at in range(*span)}
    plain = [number for number in reading.numbers if not number.percent]
    numbers = [number for number in plain if number.start not in inside]
    paired: set[Number] = set()
    for first, second in pairwise(numbers):
        pair = _as_pair(reading, first, second)
        if pair is None or first in paired:
            continue
        paired |= {first, second}
        noun = noun_after(reading, second)
        if noun == "people" or not known.has_pair(*pair):
            counted = noun if noun == "people" else "comments"
            yield _finding(reading, checking, (first.start, second.end), counted)
    beside: dict[tuple[int, int], _Beside] = {}
    for number in numbers:
        if number in paired:
            continue
        noun = "money" if _is_money(reading, number) else noun_after(reading, number)
        span = reading.sentence(number.start)
        if span not in beside:
            beside[span] = _Beside(reading, span, known)
        if not _holds(number, noun, reading, beside[span]):
            yield _finding(reading, checking, (number.start, number.end), noun)
    for span in multiples:
        yield _finding(reading, checking, span, "folds")


def noun_after(reading: Reading, number: Number) -> str:
    """What a number counts: people, comments, stars, times, folds, or "" where nothing says.

    A fold stands right behind it, as in "3 times".
    """
    ahead = reading.claims[number.end : _next_number(reading, number)]
    clause = _CLAUSE.match(ahead)
    words = " ".join((clause[0] if clause else "").split()[:_WORDS_AHEAD])
    nearest, noun = len(words) + 1, ""
    for name in _NOUNS:
        for lexicon in lexicons():
            for match in lexicon.finds(name, words):
                if match.start() < nearest and (name != "folds" or match.start() == 0):
                    nearest, noun = match.start(), name
    return noun


def _next_number(reading: Reading, number: Number) -> int:
    end = min(number.end + _FARTHEST_NOUN, len(reading.claims))
    return min((other.start for other in reading.numbers_in((number.end, end))), default=end)


def _as_pair(reading: Reading, first: Number, second: Number) -> tuple[float, float] | None:
    between = reading.claims[first.end : second.start].strip()
    for lexicon in lexicons():
        if between and lexicon.patterns["of"].fullmatch(between):
            pair = (first.value, second.value)
            return pair[::-1] if lexicon.whole_first else pair
    return None


def _holds(number: Number, noun: str, reading: Reading, beside: "_Beside") -> bool:
    known, value = beside.known, number.value
    if noun in ("money", "times"):
        return value in known.own or (noun == "times" and value in known.years)
    if noun == "folds":  # "you told us 48 times"; to ask for it "two times" is no count
        return value in known.own or value in known.parts or value == _TWICE
    if noun == "people":
        return _near(reading, number, known.people)
    counts = known.parts
    if beside.tells_the_base(value):
        counts = counts | {known.of_comments}
    if noun == "comments":
        return _near(reading, number, counts)
    if known.is_mean(value) or (beside.means and value in (1, HIGHEST_RATING)):
        return True
    if noun == "stars":
        return value in known.own
    plain = known.others | known.years | known.own
    return value in plain or _near(reading, number, counts | known.people)


class _Beside:
    """What else stands in a sentence, read once for all its numbers."""

    def __init__(self, reading: Reading, span: tuple[int, int], known: Supported) -> None:
        self.known = known
        numbers = reading.numbers_in(span)
        self.values = Counter(number.value for number in numbers if not number.percent)
        self.means = any(known.is_mean(value) for value in self.values)
        sentence = reading.claims[slice(*span)]
        self.received = any(lexicon.has("received", sentence) for lexicon in lexicons())
        self.has_share = any(
            known.of_comments in known.bases_of(number.value)
            for number in numbers
            if number.percent
        )

    def tells_the_base(self, value: float) -> bool:
        """Whether all comments may be named beside `value`: as received, or with a part of them."""
        parts = (part for part in self.known.parts if self.values[part] > (part == value))
        return self.received or self.has_share or any(True for _ in parts)


def _near(reading: Reading, number: Number, counts: frozenset[float]) -> bool:
    """Whether one of `counts` is meant: exactly, or as far as "over" and "about" allow."""
    if number.vague:
        return any(count >= number.value for count in counts)
    if number.value in counts:
        return True
    before = " ".join(reading.claims[max(0, number.start - 40) : number.start].split()[-3:])
    after = " ".join(reading.claims[number.end : number.end + 40].split()[:3])
    for lexicon in lexicons():
        if lexicon.has("more_than", before) or lexicon.has("more_after", after):
            return any(_FAIR_LOWER_BOUND * each <= number.value <= each for each in counts)
        if lexicon.has("about", before) or lexicon.has("about_after", after):
            return any(abs(number.value - each) <= _FAIR_ROUNDING * each for each in counts)
    return False


def _is_money(reading: Reading, number: Number) -> bool:
    before = reading.claims[max(0, number.start - 6) : number.start]
    after = reading.claims[number.end : number.end + 12]
    return _MONEY_BEFORE.search(before) is not None or _MONEY_AFTER.match(after) is not None


def _multiples(reading: Reading, checking: Checking) -> list[tuple[int, int]]:
    """Where "twice" and "3x" stand, other than as in the name of a theme or a change."""
    facts = checking.facts
    names = [*facts.themes, *(shipped.title for shipped in facts.shipped)]
    own = "\n".join(names).casefold()
    found = {
        match.span()
        for lexicon in lexicons()
        for match in lexicon.finds("multiples", reading.claims)
        if match[0].casefold() not in own
    }
    return sorted(found)


def _finding(reading: Reading, checking: Checking, span: tuple[int, int], noun: str) -> Finding:
    found = reading.excerpt(*span)
    instead = true_count(reading, checking, span, noun)
    why = f"No fact supports “{found}”."
    if noun == "people" and not checking.facts.customers:
        why += " The comments do not say who wrote them, so people cannot be counted."
    elif noun in ("money", "times", "folds"):
        why += " Leave it out, or put it into the title of the change if it is part of it."
    return Finding(RULE, reading.where, why + true_would_be(instead), found, instead)
