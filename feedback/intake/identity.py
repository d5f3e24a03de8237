"""Who wrote a comment and whether it was here before, without keeping names or ids of people."""

import hashlib
import hmac
import re
from datetime import datetime

from feedback.domain.comment import CONTENT_KEY

_DESTROYED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2,}")
LONGEST_ID = 200


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
    return hmac.digest(key, b"customer:" + plain.encode(), hashlib.sha256).hex()[:24]


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
    return CONTENT_KEY + hmac.digest(key, content, hashlib.sha256).hex()[:32]


def id_key(external_id: str, question: str) -> str:
    """A comment's identity where the source's ids are unique.

    One answer sheet may hold several questions; each is a comment of its own.
    """
    if not question:
        return external_id
    return f"{external_id}#{hashlib.sha256(question.encode()).hexdigest()[:8]}"


def is_destroyed(external_id: str) -> bool:
    """Whether a spreadsheet turned a long number into something like 5.70306E+17."""
    return bool(_DESTROYED.fullmatch(external_id))
