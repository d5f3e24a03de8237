"""Who says so besides, and what came with it: passages that no comment and no change carries."""

import re
from collections.abc import Iterator
from functools import cache

from feedback.announcements.claims.checking import Checking
from feedback.announcements.claims.lexicon import Lexicon, lexicons, nearby
from feedback.announcements.claims.reading import Reading
from feedback.domain.announcement import Finding

RULE = "hearsay"
_WORDS_BEFORE_TELLING = 12  # Kazakh verbs come last
_WORDS_BEFORE_APPROVAL = 5
_DONE = frozenset({"did", "partly"})


def check_hearsay(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """One customer's words without a quote, what experts say, and "now also"."""
    yield from _reported(reading)
    for lexicon in lexicons():
        for match in _approved(lexicon.code).finditer(reading.claims):
            yield _finding(reading, match, "is said by nobody in the facts. Leave it out.")
    yield from _added(reading, checking)


def _reported(reading: Reading) -> Iterator[Finding]:
    """What a single customer is said to have said must be their words: a sentence that quotes
    something is judged by its quote."""
    for lexicon in lexicons():
        for match in _told(lexicon.code).finditer(reading.claims):
            begin, end = reading.sentence(match.start())
            if "\0" not in reading.claims[begin:end]:
                yield _finding(
                    reading,
                    match,
                    "reports what one customer said. Quote it word for word, or say how many "
                    "told you.",
                )


def _added(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Something beside the one change there is."""
    facts = checking.facts
    if reading.where == "you_said" or facts.outcome not in _DONE or len(facts.shipped) > 1:
        return
    for lexicon in lexicons():
        for match in lexicon.finds("additions", reading.claims):
            if "\0" not in match[0]:
                yield _finding(
                    reading,
                    match,
                    "tells of something beside the change. Name the change, or leave it out.",
                )


def _finding(reading: Reading, match: re.Match[str], why: str) -> Finding:
    found = reading.excerpt(*match.span())
    return Finding(RULE, reading.where, f"“{found}” {why}", found)


@cache
def _told(code: str) -> re.Pattern[str]:
    return nearby(_lexicon(code), "someone", "telling", _WORDS_BEFORE_TELLING)


@cache
def _approved(code: str) -> re.Pattern[str]:
    return nearby(_lexicon(code), "authorities", "approvals", _WORDS_BEFORE_APPROVAL)


def _lexicon(code: str) -> Lexicon:
    return next(each for each in lexicons() if each.code == code)
