"""What is planned written as done, a shipped date in the future, a part written as the whole."""

import re
from collections.abc import Iterable, Iterator

from feedback.announcements import phrases
from feedback.announcements.claims.checking import Checking, true_would_be
from feedback.announcements.claims.lexicon import lexicons
from feedback.announcements.claims.reading import Reading, negated
from feedback.announcements.plain import one_line
from feedback.domain.announcement import Finding

PLANNED_RULE = "planned-as-done"
FUTURE_RULE = "future-date"
PART_RULE = "part-as-whole"
_DONE = frozenset({"did", "partly"})
_CLAUSE = re.compile(r"[,;:\n\0]")
_WORDS_TO_COME = 5  # between "as soon as" and "is fixed"


def check_planned(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Words of completion where the outcome, or a change, is not done."""
    facts = checking.facts
    undated = [shipped for shipped in facts.shipped if shipped.shipped_on is None]
    later = [each for each in facts.shipped if each.shipped_on and each.shipped_on > checking.today]
    done = facts.outcome in _DONE and facts.shipped
    if done and not undated and not later:
        return
    if done and undated and reading.where == "we_did":
        title = one_line(undated[0].title)
        yield Finding(
            PLANNED_RULE,
            reading.where,
            f"“{title}” has no date of shipping: it is only planned. Write it as planned, or give "
            "the change the day it shipped.",
            title,
        )
    for start, end in _outermost(_said_done(reading, facts.outcome)):
        found = reading.excerpt(start, end)
        message = f"“{found}” says that it is done, and it is not. Write it as planned."
        yield Finding(PLANNED_RULE, reading.where, message, found)


def _said_done(reading: Reading, outcome: str) -> Iterator[tuple[int, int]]:
    """Where words of completion stand that are not denied and not still to come.

    To have considered is no deed, and what exists may be called available. What customers said of
    their own present ("I now wait an hour") is no claim of a deed.
    """
    exists = outcome == "exists"
    for lexicon in lexicons():
        fine = ("considered", "available") if exists else ("considered",)
        excepted = {
            at for name in fine for each in lexicon.finds(name, reading.claims) for at in _at(each)
        }
        found = lexicon.finds("done", reading.claims) + lexicon.finds("done_words", reading.claims)
        if reading.where != "you_said":
            found += lexicon.finds("deeds", reading.claims)
            found += [] if exists else lexicon.finds("from_now", reading.claims)
        for match in found:
            begin, end = reading.sentence(match.start())
            before, after = reading.claims[begin : match.start()], reading.claims[match.end() : end]
            if match.start() in excepted or negated(lexicon, before, after):
                continue
            clause = _CLAUSE.split(before)[-1]
            if not lexicon.has("to_come", " ".join(clause.split()[-_WORDS_TO_COME:])):
                yield match.span()


def _outermost(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each span once, without those inside of another: "we fixed", not "fixed" as well."""
    found = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    reached = -1
    for start, end in found:
        if end > reached:
            reached = end
            yield start, end


def _at(match: re.Match[str]) -> range:
    return range(*match.span())


def check_future(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Changes that ship after today, in the part that says what was done."""
    if reading.where != "we_did" or checking.facts.outcome == "planned":
        return
    for shipped in checking.facts.shipped:
        if shipped.shipped_on is not None and shipped.shipped_on > checking.today:
            title, when = one_line(shipped.title), phrases.day(checking.words, shipped.shipped_on)
            yield Finding(
                FUTURE_RULE,
                reading.where,
                f"“{title}” ships on {when}, which is still to come. Wait until then, or write it "
                "as planned.",
                title,
            )


def check_part(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Words such as "completely" where the change answers a part."""
    if checking.facts.outcome != "partly":
        return
    for lexicon in lexicons():
        for match in lexicon.finds("complete", reading.claims):
            begin, end = reading.sentence(match.start())
            before, after = reading.claims[begin : match.start()], reading.claims[match.end() : end]
            if not negated(lexicon, before, after):
                found = reading.excerpt(*match.span())
                true = phrases.changes(checking.words, checking.facts)
                message = (
                    f"“{found}” says more than was done: the change answers a part of the theme."
                )
                yield Finding(PART_RULE, reading.where, message + true_would_be(true), found, true)
