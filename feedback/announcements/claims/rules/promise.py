"""Compensation and dates that nobody decided."""

from collections.abc import Iterator

from feedback.announcements.claims.checking import Checking
from feedback.announcements.claims.lexicon import lexicons
from feedback.announcements.claims.reading import Reading, negated
from feedback.domain.announcement import Finding

RULE = "promise"
_ADVICE = {
    "compensation": "is a promise of compensation, and nobody decided one. Leave it out.",
    "vows": "is a promise. Say what was done.",
    "undecided_times": "is a date nobody decided. Leave it out, or name a date that is decided.",
}


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
