"""Who speaks in a column: the customer, staff to the customer, or staff among themselves.

What staff wrote is no feedback, however much it reads like some.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from feedback.intake.words import begins, fields_of, plain_header

# fmt: off
_BETWEEN = frozenset((
    "of", "by", "from", "the", "for", "to", "a", "do", "da", "de", "dos", "das",
    "dari", "oleh", "untuk", "от", "для",
))
# fmt: on
_LONGEST = 4


class Voice(StrEnum):
    """Whose words a header announces."""

    CUSTOMER = "customer"
    STAFF = "staff"
    INTERNAL = "internal"


@cache
def voice_of(header: str) -> Voice | None:
    """Whose words a column holds, such as "Agent message" or "Mensagem do cliente".

    None where its header names nobody, where it is a question (which the customer answers, also
    one about staff), and where it is no name for something written.
    """
    if header.rstrip().endswith("?"):
        return None
    tokens = [word for word in plain_header(header).split() if word not in _BETWEEN]
    if len(tokens) > _LONGEST:
        return None
    said, replied = _has(tokens, "message"), _has(tokens, "reply")
    if not said and not replied:
        return None
    by_staff = _has(tokens, "staff")
    if _has(tokens, "internal") and not _has(tokens, "customer"):
        return Voice.INTERNAL
    # "Customer service reply" is staff's; "customer support feedback" is about staff.
    if by_staff and (replied or not _has(tokens, "customer")):
        return Voice.STAFF
    return Voice.CUSTOMER if _has(tokens, "customer") else None


def asks_openly(header: str) -> bool:
    """Whether a header asks for the customer's own words, as “Pros” and “What is missing?” do."""
    tokens = plain_header(header).split()
    if header.rstrip().endswith("?"):
        return _has(tokens, "open")
    return " ".join(tokens) in fields_of("voices")["open"]


def begins_as_question(header: str) -> bool:
    """Whether the first words of a header are those of a question, as in “O que melhorar”."""
    tokens = plain_header(header).split()
    return len(tokens) > 1 and any(
        tokens[: len(parts)] == parts for parts in map(str.split, fields_of("voices")["asking"])
    )


def is_aside(header: str) -> bool:
    """Whether a column is named for remarks of whoever keeps the file, if it has comments too."""
    return plain_header(header) in fields_of("voices")["aside"]


def is_no_second(header: str) -> bool:
    """Whether a column holds the comments or nothing that was asked: “Description”, “Content”."""
    return is_aside(header) or plain_header(header) in fields_of("voices")["beside"]


def _has(tokens: Sequence[str], kind: str) -> bool:
    return any(begins(tokens, phrase.split()) for phrase in fields_of("voices")[kind])
