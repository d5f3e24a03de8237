"""An apology that is missing. A suggestion: it never blocks."""

from collections.abc import Iterator, Sequence

from feedback.announcements.claims.checking import Checking
from feedback.announcements.claims.lexicon import lexicons
from feedback.announcements.claims.reading import Reading
from feedback.announcements.drafting import owes_apology
from feedback.domain.announcement import Finding

RULE = "apology"


def check_apology(readings: Sequence[Reading], checking: Checking) -> Iterator[Finding]:
    """No word of regret in any part, where customers rated it badly."""
    if not owes_apology(checking.facts):
        return
    for reading in readings:
        if any(lexicon.has("apologies", reading.claims) for lexicon in lexicons()):
            return
    message = (
        f"Customers rated this {checking.facts.mean_rating:.1f} of 5 on average. "
        "Say that you are sorry for what went wrong."
    )
    yield Finding(RULE, "you_said", message, blocks=False)
