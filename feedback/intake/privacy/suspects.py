"""Which of many texts may hold personal data, by one look at all of them.

Most comments hold none, and looking for each kind in each comment takes longer than all else that
becomes of it. What is not named here is not looked at again: whatever a kind's `find` knows has to
show one of these signs.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

import numpy as np

from feedback.intake.privacy import email, handle, link, secret
from feedback.intake.privacy.plain import ODD_ZERO
from feedback.intake.privacy.signs import SHORTEST, Letters, Signs, letters_of

AT_ONCE = 500_000
"""Letters that are looked at together: enough to gain by it, few enough for any memory."""

# The line break keeps patterns from reaching into the next text; the other is in no cleaned text.
_BETWEEN = "\n\0"
# Digits that stand together, as in numbers, or with dots between them, as in addresses.
_DIGITS = re.compile(r"[0-9](?:(?:(?:[^\w\n]{0,3}|_)[0-9]){6}|\.[0-9]{1,3}\.[0-9])")
_COLONS = re.compile(":[0-9a-f]{0,4}:")

_NUMBERED = re.compile("#[0-9]{4}")

_FEWEST_TOGETHER, _FARTHEST = 7, 24
"""Digits of a number, and how many letters after its first one the last of them stands at most."""

Search = Callable[[str, int], int]


def suspects(texts: Sequence[str]) -> Iterator[int]:
    """The places of texts that may hold something, in order."""
    start, letters = 0, 0
    for end, text in enumerate(texts, 1):
        letters += len(text)
        if letters >= AT_ONCE or end == len(texts):
            yield from (start + place for place in _suspects(texts[start:end]))
            start, letters = end, 0


def _suspects(texts: Sequence[str]) -> Sequence[int]:
    # One by one: plain English is brought into lower case at once, other letters one by one.
    pieces = list(map(str.lower, texts))
    lowered = _BETWEEN.join(pieces)
    if lowered.count(_BETWEEN[-1]) != len(texts) - 1:
        return range(len(texts))
    ends = list(accumulate(len(piece) + len(_BETWEEN) for piece in pieces))
    found: set[int] = set()
    for search in _SEARCHES:
        found.update(_places(lowered, ends, search))
    letters = letters_of(lowered)
    at = [*_signs(lowered, letters), *_numbers(lowered, letters), *_odd_digits(letters)]
    found.update(bisect_right(ends, place) for place in at)
    return sorted(found)


def _places(lowered: str, ends: Sequence[int], search: Search) -> Iterator[int]:
    at = search(lowered, 0)
    while at >= 0:
        place = bisect_right(ends, at)
        yield place
        at = search(lowered, ends[place])


def _signs(lowered: str, letters: Letters) -> Iterator[int]:
    """Where long signs begin; those of names alone say little where no name follows."""
    for place in _SIGNS.places(lowered, letters):
        if lowered.startswith(_LONG_SIGNS, place) or handle.NAMED.match(lowered, place):
            yield place


def _numbers(lowered: str, letters: Letters) -> Iterator[int]:
    """Where digits begin that `_DIGITS` means. The pattern alone would try each digit there is."""
    at = (letters - np.uint16(ord("0")) < 10).nonzero()[0]
    near = np.zeros(len(at), np.bool_)
    last = _FEWEST_TOGETHER - 1
    near[:-last] = at[last:] - at[:-last] <= _FARTHEST
    near[:-1] |= (np.diff(at) == 2) & (letters[at[:-1] + 1] == ord("."))
    return (place for place in at[near].tolist() if _DIGITS.match(lowered, place))


def _odd_digits(letters: Letters) -> Iterator[int]:
    return iter((letters - np.uint16(ord(ODD_ZERO)) < 10).nonzero()[0].tolist())


def _sign(sign: str) -> Search:
    return lambda lowered, start: lowered.find(sign, start)


def _pattern(pattern: re.Pattern[str]) -> Search:
    def search(lowered: str, start: int) -> int:
        match = pattern.search(lowered, start)
        return match.start() if match else -1

    return search


def _followed(sign: str, pattern: re.Pattern[str]) -> Search:
    """A sign that alone says little, where a pattern begins."""

    def search(lowered: str, start: int) -> int:
        at = lowered.find(sign, start)
        while at >= 0 and not pattern.match(lowered, at):
            at = lowered.find(sign, at + 1)
        return at

    return search


_ALL_SIGNS = dict.fromkeys((*link.SIGNS, *email.SIGNS, *secret.SIGNS))
_LONG_SIGNS = tuple(sign for sign in _ALL_SIGNS if len(sign) >= SHORTEST)
_SIGNS = Signs([*_LONG_SIGNS, *handle.NAMED_SIGNS])
_SEARCHES = (
    *(_sign(sign) for sign in _ALL_SIGNS if len(sign) < SHORTEST),
    _followed(" at ", email.AT_PROVIDER),
    _pattern(_COLONS),
    _pattern(_NUMBERED),
)
