"""A source's own ids, without those that are personal themselves, such as a CPF or an address."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from feedback.intake.identity import LONGEST_ID, customer_digest
from feedback.intake.privacy import find_personal

# Without one of these no detector finds anything; most ids are short numbers and have neither.
_MAY_BE_PERSONAL = re.compile(
    r"(?:[0-9][\W_]{0,3}){7}|[0-9]\.[0-9]{1,3}\.[0-9]|:|\.me/|www\.|\b(?:at|arroba)\b",
    re.IGNORECASE,
)

# Most ids are one of these, and looking for each kind in a million of them takes its time: short
# numbers, words with a letter that are no account number, words in several parts such as
# ORD-2024-000123 (a number right after a hyphen is nobody's), UUIDs.
_NOBODYS = re.compile(
    r"[0-9]{1,8}"
    r"|(?![0-9a-z_-]*[a-z][0-9](?:[_-]{0,2}[0-9]){8})(?![0-9a-z_-]*(?:cpf|nik|ktp|iin|tel|hp|wa)-[0-9])"
    r"(?!(?:[0-9a-z_-]*[_-])?[a-z]{2}[0-9]{2})(?:(?=[0-9_]*[a-z])[0-9a-z_]+|[a-z][0-9a-z_-]*)"
    r"|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)

_AS_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
_REMEMBERED = 20_000

_COUNTED = re.compile(r"([0-9]{1,18})((?:\.0+)?)")


@dataclass(frozen=True, slots=True)
class IdForm:
    """How ids that are numbers are written: spreadsheets take leading zeros away, and other
    programs add “.0”. `width` is that of ids with leading zeros, 0 where there are none."""

    width: int
    ending: str

    def of(self, external_id: str) -> str:
        """The id in this form; one that is no number as it is."""
        match = _COUNTED.fullmatch(external_id)
        if match is None:
            return external_id
        return (match[1].lstrip("0") or "0").zfill(self.width) + self.ending


def id_form(ids: Collection[str]) -> IdForm | None:
    """The form that all of these ids have; None if they have none in common."""
    matches = [_COUNTED.fullmatch(one) for one in ids]
    digits = [match[1] for match in matches if match]
    endings = {match[2] for match in matches if match}
    if not digits or len(digits) < len(matches) or len(endings) > 1:
        return None
    widths = set(map(len, digits))
    is_filled = any(one.startswith("0") and len(one) > 1 for one in digits)
    if is_filled and len(widths) > 1:
        return None
    return IdForm(widths.pop() if is_filled else 0, endings.pop())


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
        _may_be_personal(external_id.encode("utf-8", "surrogatepass").translate(_AS_ZEROS))
        and find_personal(external_id)
    ):
        return customer_digest(key, external_id)
    return external_id


@lru_cache(_REMEMBERED)
def _may_be_personal(shape: bytes) -> bool:
    """Whether an id may be, by its form alone: with a zero for each digit, as the patterns take
    all digits alike. The ids of a file have few forms, so that each is looked at once."""
    form = shape.decode("utf-8", "surrogatepass")
    return not _NOBODYS.fullmatch(form) and bool(_MAY_BE_PERSONAL.search(form))


def keys_by_source(rekeyed: list[Rekeyed]) -> Mapping[str, dict[str, tuple[str, str]]]:
    """Key before → key and id now, for each source."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for one in rekeyed:
        found.setdefault(one.source, {})[one.was] = (one.key, one.external_id)
    return found
