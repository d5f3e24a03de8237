"""Compensation and dates that nobody decided."""

import re
from collections.abc import Iterator
from functools import cache

from feedback.announcements.claims.checking import Checking
from feedback.announcements.claims.lexicon import lexicons, nearby
from feedback.announcements.claims.reading import Reading, negated
from feedback.domain.announcement import Finding

RULE = "promise"
_ADVICE = {
    "compensation": "is a promise of compensation, and nobody decided one. Leave it out.",
    "vows": "is a promise. Say what was done.",
    "undecided_times": "is a date nobody decided. Leave it out, or name a date that is decided.",
}
_SEASON_WORDS = 2  # between "by" and "spring"
_SPEED = "is a promise of speed, and no fact carries it. Leave it out."


def check_promises(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Refunds, vouchers, guarantees and "next week".

    Where the theme itself is about refunds, and in what customers said, only giving is a promise.
    """
    names = [*checking.facts.themes, *(shipped.title for shipped in checking.facts.shipped)]
    topic = "\n".join(names).casefold()
    for lexicon in lexicons():
        polite = [match.span() for match in lexicon.finds("time_exceptions", reading.claims)]
        for kind, advice in _ADVICE.items():
            for match in lexicon.finds(kind, reading.claims):
                begin, end = reading.sentence(match.start())
                sentence = reading.claims[begin:end]
                before, after = (
                    reading.claims[begin : match.start()],
                    reading.claims[match.end() : end],
                )
                if negated(lexicon, before, after):
                    continue
                if any(first <= match.start() < last for first, last in polite):
                    continue
                wished = kind == "compensation" and reading.where == "you_said"
                spoken_of = wished or match[0].casefold() in topic
                if spoken_of and not any(each.has("giving", sentence) for each in lexicons()):
                    continue
                found = reading.excerpt(*match.span())
                yield Finding(RULE, reading.where, f"“{found}” {advice}", found)
    if reading.where != "you_said":  # what customers waited for is theirs to say
        yield from _times_to_come(reading, topic)


def _times_to_come(reading: Reading, topic: str) -> Iterator[Finding]:
    """How fast it goes from now on, and seasons and feasts as dates."""
    dated = {at for each in reading.dates for at in range(each.start, each.end)}
    for lexicon in lexicons():
        matches = [(match, _SPEED) for match in lexicon.finds("speed_promises", reading.claims)]
        for pattern in _seasons(lexicon.code):
            advice = _ADVICE["undecided_times"]
            matches += [(match, advice) for match in pattern.finditer(reading.claims)]
        for match, advice in matches:
            if match.start() in dated or match.end() - 1 in dated or match[0].casefold() in topic:
                continue
            found = reading.excerpt(*match.span())
            yield Finding(RULE, reading.where, f"“{found}” {advice}", found)


@cache
def _seasons(code: str) -> tuple[re.Pattern[str], ...]:
    lexicon = next(each for each in lexicons() if each.code == code)
    return (
        nearby(lexicon, "season_leads", "seasons", _SEASON_WORDS),
        nearby(lexicon, "seasons", "season_tails", 1),
    )
