"""A source's own ids, without those that are personal themselves, such as a CPF or an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from feedback.intake.identity import LONGEST_ID, customer_digest
from feedback.intake.privacy import find_personal

# Without one of these no detector finds anything; most ids are short numbers and have neither.
_MAY_BE_PERSONAL = re.compile(
    r"(?:[0-9][^\w]{0,3}){7}|[0-9]\.[0-9]{1,3}\.[0-9]|:|\.me/|www\.|\b(?:at|arroba)\b",
    re.IGNORECASE,
)

# Most ids are one of these, and looking for each kind in a million of them takes its time: short
# numbers, words with a letter that are no account number, words in several parts such as
# ORD-2024-000123 (a number right after a hyphen is nobody's), UUIDs.
_NOBODYS = re.compile(
    r"[0-9]{1,8}"
    r"|(?!(?:[0-9a-z_-]*[_-])?[a-z]{2}[0-9]{2})(?:(?=[0-9_]*[a-z])[0-9a-z_]+|[a-z][0-9a-z_-]*)"
    r"|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """A comment that earlier versions stored under an id in the clear, and what it is now."""

    source: str
    was: str
    key: str
    external_id: str


def was_digested(external_id: str) -> bool:
    """Whether all versions stored a digest of this id."""
    return "@" in external_id or len(external_id) > LONGEST_ID


def stored_id(key: bytes, external_id: str) -> str:
    """The id as it is stored: a keyed digest where it is an address, a telephone number, a number
    of a person or a card, or too long; itself otherwise."""
    if was_digested(external_id) or (
        not _NOBODYS.fullmatch(external_id)
        and _MAY_BE_PERSONAL.search(external_id)
        and find_personal(external_id)
    ):
        return customer_digest(key, external_id)
    return external_id


def keys_by_source(rekeyed: list[Rekeyed]) -> Mapping[str, dict[str, tuple[str, str]]]:
    """Key before → key and id now, for each source."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for one in rekeyed:
        found.setdefault(one.source, {})[one.was] = (one.key, one.external_id)
    return found
