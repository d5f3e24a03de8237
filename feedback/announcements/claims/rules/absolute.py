"""All, everyone, never, "most requested": words the facts cannot carry."""

from collections.abc import Iterator

from feedback.announcements.claims.checking import Checking, true_would_be
from feedback.announcements.claims.lexicon import Lexicon, lexicons
from feedback.announcements.claims.reading import Reading, negated
from feedback.domain.announcement import Finding

RULE = "absolute"


def check_absolutes(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Absolute words and superlatives; "not all" and the like are fine."""
    for lexicon in lexicons():
        exceptions = [
            match.span() for match in lexicon.finds("absolute_exceptions", reading.claims)
        ]
        spans = [match.span() for match in lexicon.finds("absolute_negatives", reading.claims)]
        spans += _positive(lexicon, reading)
        for start, end in spans:
            if any(first <= start < last for first, last in exceptions):
                continue
            found = reading.excerpt(start, end)
            # What the change does for whom is no matter of counted comments.
            true = "" if reading.where == "we_did" else checking.true_share()
            message = f"“{found}” is more than the facts can carry. Say how many."
            yield Finding(RULE, reading.where, message + true_would_be(true), found, true)


def _positive(lexicon: Lexicon, reading: Reading) -> Iterator[tuple[int, int]]:
    named = lexicon.finds("absolutes", reading.claims)
    for match in named + lexicon.finds("superlatives", reading.claims):
        begin, end = reading.sentence(match.start())
        before, after = reading.claims[begin : match.start()], reading.claims[match.end() : end]
        if not negated(lexicon, before, after):
            yield match.span()
