"""A quote that is not word for word, without consent, personal, or from too small a group."""

import re
from collections.abc import Iterable, Iterator

from feedback.announcements.claims.checking import Checking, Said
from feedback.announcements.claims.reading import Reading, shortened
from feedback.announcements.facts import SMALLEST_GROUP
from feedback.announcements.personal import holds_personal_data
from feedback.announcements.plain import one_line
from feedback.domain.announcement import Finding

RULE = "quote"
# A quote may be cut at its ends, where the reader sees it.
_ENDS = re.compile(r"^(?:…|\.\.\.|\[…\])?\s*|\s*[.,;!?]*(?:…|\.\.\.|\[…\])?[.,;!?]*$")


def check_quotes(reading: Reading, checking: Checking) -> Iterator[Finding]:
    """Everything in quotation marks that is not the name of a theme or the title of a change."""
    passages = [one_line(quote.text) for quote in reading.pinned] + list(reading.quotes)
    if checking.said is None:
        reasons = dict.fromkeys(reading.quotes, _judge_by_facts(checking))
        reasons |= {
            one_line(quote.text): "It holds personal data."
            for quote in reading.pinned
            if holds_personal_data(quote.text)
        }
    else:
        reasons = _judge(passages, checking.said())
    for passage in passages:
        reason = reasons.get(passage, "")
        if reason:
            found = shortened(passage)
            message = (
                f"“{found}” cannot be quoted. {reason} "
                "Take another quote, or say it in your own words without quotation marks."
            )
            yield Finding(RULE, reading.where, message, found)


def _judge_by_facts(checking: Checking) -> str:
    if checking.facts.quotes:
        return "It is not, word for word, one of the quotes in the facts."
    return "The facts hold no quote of a customer who agreed to be quoted."


def _judge(passages: list[str], said: Iterable[Said]) -> dict[str, str]:
    """Why each passage cannot be quoted. Passages that can are left out.

    Stops reading as soon as every passage has a comment that may be quoted.
    """
    reasons = dict.fromkeys(passages, "It is not word for word in any comment of the themes.")
    if not reasons:
        return reasons
    for each in said:
        text = one_line(each.comment.text)
        for passage in list(reasons):
            if stands_in(passage, text):
                reason = _why_not(passage, each)
                if reason:
                    reasons[passage] = reason
                else:
                    del reasons[passage]
        if not reasons:
            break
    return reasons


def stands_in(passage: str, text: str) -> bool:
    """Whether a quoted passage is word for word in a comment's text (on one line); it may be cut
    at its ends."""
    passage = _ENDS.sub("", passage)
    if not passage or passage not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(passage)}(?!\w)", text) is not None


def _why_not(passage: str, said: Said) -> str:
    comment = said.comment
    if comment.consent is not True:
        return "The customer has not agreed to be quoted."
    if holds_personal_data(passage):
        return "It holds personal data."
    if said.people < SMALLEST_GROUP:
        return (
            f"Fewer than {SMALLEST_GROUP} people wrote in its theme, "
            "so that the reader could tell who said it."
        )
    return ""
