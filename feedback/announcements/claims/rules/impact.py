"""An effect nobody measured: "because of you complaints fell"."""

import re
from collections.abc import Iterator
from functools import cache

from feedback.announcements.claims.checking import Checking
from feedback.announcements.claims.lexicon import Lexicon, lexicons
from feedback.announcements.claims.reading import Reading
from feedback.domain.announcement import Finding

RULE = "impact"
_WORDS_AFTER = 6  # between "complaints" and "fell"
_WORDS_BEFORE = 3  # between "fewer" and "complaints"


def check_impact(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Complaints that fall and ratings that rise. Facts carry no measured impact so far."""
    for lexicon in lexicons():
        for pattern in _effects(lexicon.code):
            for match in pattern.finditer(reading.claims):
                if lexicon.has("not_between", match[0]):
                    continue
                found = reading.excerpt(*match.span())
                message = (
                    f"“{found}” is an effect, and no fact measures it. Leave it out, or say that "
                    "you will look whether it helped."
                )
                yield Finding(RULE, reading.where, message, found)


@cache
def _effects(code: str) -> tuple[re.Pattern[str], ...]:
    lexicon = next(each for each in lexicons() if each.code == code)
    pairs = (("measures", "falls", "fewer"), ("scores", "rises", "higher"))
    sources = []
    for measured, after, before in pairs:
        sources.append(_within(lexicon, measured, after, _WORDS_AFTER))
        sources.append(_within(lexicon, before, measured, _WORDS_BEFORE))
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def _within(lexicon: Lexicon, first: str, second: str, words: int) -> str:
    between = rf"(?:[^\w.!?\n\0]+\w+){{0,{words}}}?[^\w.!?\n\0]+"
    return lexicon.patterns[first].pattern + between + lexicon.patterns[second].pattern
