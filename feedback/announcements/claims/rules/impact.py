"""An effect nobody measured: "because of you complaints fell"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from feedback.announcements.claims.checking import Checking
from feedback.announcements.claims.lexicon import lexicons, nearby
from feedback.announcements.claims.reading import Reading
from feedback.domain.announcement import Finding

RULE = "impact"
_WORDS_AFTER = 6  # between "complaints" and "fell"
_WORDS_BEFORE = 3  # between "fewer" and "complaints", or "faster" and "than before"
_WORDS_SINCE = 8  # between "since the update" and "far less"
_WORDS_OF_DOUBT = 6  # between "we hope" and what is hoped for


def check_impact(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Complaints that fall, ratings that rise, and what is "faster now than before".

    Facts carry no measured impact so far. Questions and hopes claim nothing.
    """
    spans: list[tuple[int, int]] = []
    for lexicon in lexicons():
        for pattern in _effects(lexicon.code):
            matches = pattern.finditer(reading.claims)
            spans += [each.span() for each in matches if not lexicon.has("not_between", each[0])]
        for pattern in _comparisons(lexicon.code):
            spans += [each.span() for each in pattern.finditer(reading.claims)]
        spans += [each.span() for each in lexicon.finds("trends", reading.claims)]
    for span in _joined(spans):
        if _left_open(reading, span):
            continue
        found = reading.excerpt(*span)
        message = (
            f"“{found}” is an effect, and no fact measures it. Leave it out, or say that "
            "you will look whether it helped."
        )
        yield Finding(RULE, reading.where, message, found)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _left_open(reading: Reading, span: tuple[int, int]) -> bool:
    begin, end = reading.sentence(span[0])
    if reading.claims[begin:end].rstrip().endswith("?"):
        return True
    before = " ".join(reading.claims[begin : span[0]].split()[-_WORDS_OF_DOUBT:])
    after = reading.claims[span[1] : end]
    return any(
        lexicon.has("left_open", before) or lexicon.has("left_open_after", after)
        for lexicon in lexicons()
    )


@cache
def _effects(code: str) -> tuple[re.Pattern[str], ...]:
    pairs = (("measures", "falls", "fewer"), ("scores", "rises", "higher"))
    sources = []
    for measured, after, before in pairs:
        sources.append((measured, after, _WORDS_AFTER))
        sources.append((before, measured, _WORDS_BEFORE))
    return _compiled(code, sources)


@cache
def _comparisons(code: str) -> tuple[re.Pattern[str], ...]:
    pairs = (("comparatives", "befores"), ("speeds", "nows"))
    both = [*pairs, *(pair[::-1] for pair in pairs)]
    sources = [(*pair, _WORDS_BEFORE) for pair in both]
    return _compiled(code, [*sources, ("afterwards", "outcomes", _WORDS_SINCE)])


def _compiled(code: str, pairs: Iterable[tuple[str, str, int]]) -> tuple[re.Pattern[str], ...]:
    lexicon = next(each for each in lexicons() if each.code == code)
    return tuple(nearby(lexicon, *pair) for pair in pairs)
