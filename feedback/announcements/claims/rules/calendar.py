"""A date that no fact supports."""

from collections.abc import Iterator

from feedback.announcements import phrases
from feedback.announcements.claims.checking import Checking, true_would_be
from feedback.announcements.claims.proposals import speaks_of
from feedback.announcements.claims.reading import Reading
from feedback.announcements.claims.supported import known_days, supported_by
from feedback.domain.announcement import Finding

RULE = "date"


def check_dates(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Dates other than those of the comments, the changes and the decision."""
    facts = checking.facts
    known = known_days(facts)
    own = supported_by(facts, checking.decimal).own_dates
    for found in reading.dates:
        if any(found.means(day) for day in known) or _among(found, own):
            continue
        text = reading.excerpt(found.start, found.end)
        true = _true_date(reading, checking, found.start)
        message = f"No fact supports the date “{text}”." + true_would_be(true)
        yield Finding(RULE, reading.where, message, text, true)


def _among(found: object, own: tuple[object, ...]) -> bool:
    parts = ("day", "month", "year")
    return any(all(getattr(found, p) == getattr(each, p) for p in parts) for each in own)


def _true_date(reading: Reading, checking: Checking, at: int) -> str:
    around = (at, at)
    if reading.where == "we_did" or speaks_of(reading, around, ("done",)):
        return phrases.changes(checking.words, checking.facts)
    return phrases.said_when(checking.words, checking.facts)
