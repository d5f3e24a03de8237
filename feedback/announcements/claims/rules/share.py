"""A share without its base, or one that is not so."""

from collections.abc import Iterator

from feedback.announcements.claims.checking import Checking, true_would_be
from feedback.announcements.claims.lexicon import lexicons
from feedback.announcements.claims.proposals import true_part
from feedback.announcements.claims.reading import Reading
from feedback.announcements.claims.rules.number import noun_after
from feedback.announcements.claims.supported import Supported, supported_by
from feedback.domain.announcement import Finding

RULE = "share"
NUMBER_RULE = "number"
_FRACTION_ROUNDING = 1.5  # percentage points: "a third" for 34 of 100


def check_shares(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Percentages, fractions ("half of") and "most of": each with the number it is a share of."""
    known = supported_by(checking.facts, checking.decimal)
    for number in reading.numbers:
        if not number.percent or number.value in known.own_percents:
            continue
        people = noun_after(reading, number) == "people"
        bases = [] if people else known.bases_of(number.value)
        yield from _judge(reading, checking, (number.start, number.end), bases)
    for lexicon in lexicons():
        for pattern, share in lexicon.fractions:
            for match in pattern.finditer(reading.claims):
                bases = known.bases_of(share, _FRACTION_ROUNDING)
                yield from _judge(reading, checking, match.span(), bases)
        for match in lexicon.finds("ratios", reading.claims):  # "every third customer"
            yield from _judge(reading, checking, match.span(), [])
        for match in lexicon.finds("most", reading.claims):
            beside = _beside(reading, match.span())
            yield from _judge(reading, checking, match.span(), _bases_of_most(known, beside))


def _bases_of_most(known: Supported, beside: set[float]) -> list[float]:
    """The wholes of which more than a half is told: "mostly as reviews: 30 of 48"."""
    return [whole for part, whole in known.pairs if whole / 2 < part < whole and part in beside]


def _beside(reading: Reading, span: tuple[int, int]) -> set[float]:
    numbers = reading.numbers_in(reading.sentence(span[0]))
    return {number.value for number in numbers if number.start not in range(*span)}


def _judge(
    reading: Reading, checking: Checking, span: tuple[int, int], bases: list[float]
) -> Iterator[Finding]:
    beside = _beside(reading, span)
    if beside & set(bases):
        return
    found, true = reading.excerpt(*span), true_part(reading, checking, span)
    facts = checking.facts
    if beside & {facts.of_comments, facts.comments}:
        rule, why = NUMBER_RULE, f"“{found}” is not what the facts give."
    else:
        rule, why = RULE, f"“{found}” of what? A share needs the number it is a share of."
    yield Finding(rule, reading.where, why + true_would_be(true), found, true)
