"""Who wrote a comment and whether it was here before, without keeping names or ids of people."""

import hashlib
import re
from datetime import datetime
from functools import lru_cache

from feedback.domain.comment import CONTENT_KEY
from feedback.intake.filler import PHRASES, is_filler
from feedback.intake.words import lines_of

_DESTROYED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2,}")
_NOBODY = lines_of("nobody")
# Digits that no word for nobody has, as most ids have one: the words themselves take longer.
_IN_WORDS = set().union(*_NOBODY, *PHRASES)
_OF_SOMEBODY = re.compile(f"[{''.join(digit for digit in '0123456789' if digit not in _IN_WORDS)}]")
LONGEST_ID = 200
_BLOCK = 64


def customer_digest(key: bytes, customer: str) -> str:
    """A keyed digest of a customer id (HMAC-SHA256, RFC 2104, first 96 bits as hex).

    It depends on the person only, so the same id is the same customer in every source. Case
    counts except in e-mail addresses. An empty id stays empty.
    """
    plain = " ".join(customer.split())
    if not plain:
        return ""
    if "@" in plain:
        plain = plain.casefold()
    return _hmac(key, b"customer:" + plain.encode())[:24]


def content_key(
    key: bytes,
    *,
    source: str,
    text: str,
    created_at: datetime | None,
    customer: str,
    question: str,
    occurrence: int = 0,
) -> str:
    """A comment's identity where its source has no ids: a keyed digest of all that it says."""
    parts = [source, text, created_at.isoformat() if created_at else "", customer, question]
    if occurrence:
        parts.append(str(occurrence))
    content = "\x1f".join(parts).encode("utf-8", "replace")
    return CONTENT_KEY + _hmac(key, content)[:32]


def repeated_key(key: bytes, content: str, times: int) -> str:
    """The identity of a comment that says the same as `times` others before it in its file, all
    with the content key `content`."""
    return CONTENT_KEY + _hmac(key, f"{content}\x1f{times}".encode())[:32]


def is_nobody(customer: str) -> bool:
    """Whether a cell that should name a customer says that nobody is named."""
    if _OF_SOMEBODY.search(customer):
        return False
    folded = " ".join(customer.casefold().split())
    return folded.strip("*.-_<>[]() ") in _NOBODY or is_filler(folded)


def _hmac(key: bytes, message: bytes) -> str:
    """HMAC-SHA256 (RFC 2104) as hex; half the time of `hmac.digest`, which begins with the key
    each time."""
    started_inner, started_outer = _started(key)
    inner, outer = started_inner.copy(), started_outer.copy()
    inner.update(message)
    outer.update(inner.digest())
    return outer.hexdigest()


@lru_cache(maxsize=4)
def _started(key: bytes) -> tuple["hashlib._Hash", "hashlib._Hash"]:
    if len(key) > _BLOCK:
        key = hashlib.sha256(key).digest()
    key = key.ljust(_BLOCK, b"\0")
    return (
        hashlib.sha256(bytes(byte ^ 0x36 for byte in key)),
        hashlib.sha256(bytes(byte ^ 0x5C for byte in key)),
    )


def id_key(external_id: str, question: str) -> str:
    """A comment's identity where the source's ids are unique.

    One answer sheet may hold several questions; each is a comment of its own.
    """
    if not question:
        return external_id
    return f"{external_id}#{hashlib.sha256(question.encode()).hexdigest()[:8]}"


def is_destroyed(external_id: str) -> bool:
    """Whether a spreadsheet turned a long number into something like 5.70306E+17."""
    return ("E" in external_id or "e" in external_id) and bool(_DESTROYED.fullmatch(external_id))
