"""The claim check: what an announcement says, held against the facts it stands on.

Every sentence is read in all languages, whatever the announcement's own: people mix them.
A rule is one file in `rules`. The check is careful rather than clever: it knows words and numbers,
not meaning, and blocks what it cannot trace.
"""

from collections.abc import Callable, Iterable
from datetime import date

from feedback.announcements.claims.checking import Checking, Rule, Said
from feedback.announcements.claims.reading import passages_in, read_part
from feedback.announcements.claims.rules.absolute import check_absolutes
from feedback.announcements.claims.rules.apology import check_apology
from feedback.announcements.claims.rules.calendar import check_dates
from feedback.announcements.claims.rules.hearsay import check_hearsay
from feedback.announcements.claims.rules.impact import check_impact
from feedback.announcements.claims.rules.number import check_numbers
from feedback.announcements.claims.rules.promise import check_promises
from feedback.announcements.claims.rules.quotation import check_quotes, stands_in
from feedback.announcements.claims.rules.share import check_shares
from feedback.announcements.claims.rules.shipped import check_future, check_part, check_planned
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Facts, Finding

RULES: tuple[Rule, ...] = (
    check_numbers,
    check_shares,
    check_dates,
    check_quotes,
    check_planned,
    check_future,
    check_part,
    check_absolutes,
    check_impact,
    check_promises,
    check_hearsay,
)


def check_claims(
    *,
    headline: str,
    you_said: str,
    we_did: str,
    facts: Facts,
    words: Words,
    today: date,
    said: Callable[[], Iterable[Said]] | None = None,
) -> list[Finding]:
    """Everything in the three parts that `facts` do not carry, in the order of the text's parts.

    `said` streams the comments of the themes for quotes; without it they are judged by the facts.
    """
    checking = Checking(facts, words, today, said)
    parts = (("headline", headline), ("you_said", you_said), ("we_did", we_did))
    readings = [read_part(where, text, facts, checking.decimal) for where, text in parts]
    found = [
        finding for reading in readings for rule in RULES for finding in rule(reading, checking)
    ]
    found += check_apology(readings, checking)
    return list(dict.fromkeys(found))


__all__ = ["RULES", "Said", "check_claims", "passages_in", "stands_in"]
