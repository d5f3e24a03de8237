"""Personal data in free text → markers such as [email], before anything is stored.

One file per kind. Each has `find(text)`, which gives the places of what it finds; where two kinds
claim the same letters, the more certain one wins: links and addresses, then numbers with check
digits, then telephone numbers, then handles.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.intake.privacy import (
    bank_account,
    card,
    email,
    handle,
    internet_address,
    link,
    national_number,
    phone,
    secret,
)
from feedback.intake.privacy.plain import plainly
from feedback.intake.privacy.suspects import suspects

Place = tuple[int, int]
# Most comments hold nothing personal, and a cheap look tells: no @, no link, no digits that stand
# together. Patterns that begin with a set of letters are the ones that `re` looks for quickly.
_FEW_DIGITS = re.compile(r"[0-9](?:[^\w\n]{0,3}[0-9]){3}")
_DIGITS = re.compile(r"[0-9](?:[^\w\n]{0,3}[0-9]){6}")
_DOTTED = re.compile(r"[0-9]\.[0-9]{1,3}\.[0-9]")
_COLONS = re.compile(r":[0-9a-fA-F]{0,4}:")


# Two numbers of ten digits or more, as they stand or in groups.
_PAIR = re.compile(
    r"(?<!\w)(?P<one>\+?[0-9(](?:[ .()-]?[0-9]){9,18}) ?(?P<sign>[,/;|-]) ?"
    r"(?=(?P<other>\+?[0-9(](?:[ .()-]?[0-9]){9,18})(?!\w))"
)

_NUMBERS: tuple[tuple[str, Callable[[str], Iterable[Place]]], ...] = (
    ("iban", bank_account.find),
    ("card", card.find),
    ("id-number", national_number.find),
    ("phone", phone.find),
)
KINDS = frozenset({"link", "email", "secret", "ip", "handle"} | {kind for kind, _ in _NUMBERS})
"""All markers there are, without their brackets."""


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data: where it begins, where it ends, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal data, and how many markers of which kind are in it now."""

    text: str
    found: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many markers were put in."""
        return sum(self.found.values())


def find_personal(text: str, public_handles: Collection[str] = ()) -> list[Found]:
    """Personal data in a text, in order, none overlapping another.

    `public_handles` (lower case, with their @) are accounts people write to, such as a company's.
    """
    plain, places = plainly(text)
    found = _find(_apart(plain), public_handles)
    if places:
        found = [Found(places[one.start], places[one.end - 1] + 1, one.kind) for one in found]
    return sorted(found, key=lambda one: one.start) if len(found) > 1 else found


def _find(text: str, public_handles: Collection[str]) -> list[Found]:
    found: list[Found] = []
    lowered = text.lower()
    if link.is_likely(lowered):
        _claim(found, "link", link.find(text))
    if email.is_likely(lowered):
        _claim(found, "email", email.find(text))
    if secret.is_likely(lowered):
        _claim(found, "secret", secret.find(text))
    few = _FEW_DIGITS.search(text)
    if (few and _DOTTED.search(text, few.start())) or (":" in text and _COLONS.search(text)):
        _claim(found, "ip", internet_address.find(text))
    if few and _DIGITS.search(text, few.start()):
        for kind, find in _NUMBERS:
            _claim(found, kind, find(text))
    if email.has_at(text):
        handles = handle.find(text)
        _claim(
            found,
            "handle",
            (place for place in handles if text[slice(*place)].casefold() not in public_handles),
        )
    if any(sign in lowered for sign in handle.NAMED_SIGNS):
        named = handle.find_named(text)
        _claim(
            found,
            "handle",
            (
                place
                for place in named
                if f"@{text[slice(*place)].casefold()}" not in public_handles
            ),
        )
    if few and "#" in text:
        _claim(found, "handle", handle.find_numbered(text))
    return found


def _apart(text: str) -> str:
    """With a line break between two whole numbers that only a sign keeps apart."""
    if not _DIGITS.search(text):
        return text
    for match in _PAIR.finditer(text):
        if all(_is_number(text[slice(*match.span(side))]) for side in ("one", "other")):
            at = match.start("sign")
            text = text[:at] + "\n" + text[at + 1 :]
    return text


def _is_number(text: str) -> bool:
    return any((0, len(text)) in find(text) for _, find in _NUMBERS)


def _claim(found: list[Found], kind: str, places: Iterable[Place]) -> None:
    """Add what no earlier kind has claimed."""
    for start, end in places:
        if all(end <= other.start or start >= other.end for other in found):
            found.append(Found(start, end, kind))


def redact(text: str, public_handles: Collection[str] = ()) -> Redacted:
    """Replace each piece of personal data by its marker: [email], [phone], [card] …"""
    found = find_personal(text, public_handles)
    if not found:
        return Redacted(text)
    parts, last = [], 0
    counts: dict[str, int] = {}
    for one in found:
        parts += [text[last : one.start], f"[{one.kind}]"]
        last = one.end
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return Redacted("".join([*parts, text[last:]]), counts)


def redact_all(texts: Sequence[str], public_handles: Collection[str] = ()) -> dict[int, Redacted]:
    """As `redact`, of those texts that hold something, by their places; quick where few do."""
    redacted = ((place, redact(texts[place], public_handles)) for place in suspects(texts))
    return {place: one for place, one in redacted if one.found}
