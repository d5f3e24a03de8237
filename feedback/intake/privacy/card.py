"""Payment card numbers: a known issuer, a usual length, and a right check digit."""

import re
from collections.abc import Iterator

from feedback.intake.privacy.words_before import NO_CARD, before

_GROUPS = r"\d{4}(?P<gap>[ ./-]|  )\d{4}(?P=gap)\d{4}(?P=gap)\d{1,7}"
_CANDIDATE = re.compile(
    rf"(?<![\w.,/=-])(?:{_GROUPS}|\d{{4}}(?P<wide>[ ./-])\d{{6}}(?P=wide)\d{{4,5}}"
    r"|\d{8}[ .-]\d{8}|\d{4}(?:[ ./-]{1,2}\d{4}){3}|\d{13,19})"
    r"(?!\w|[.,-]\d)"
)
# Behind a word that says what it is, groups of any length.
_NAMED = re.compile(
    r"\b(?:card|visa|mastercard|amex|debit|credit|kartu|cart[ãa]o|карт\w{0,4})\b[^\d\n]{0,24}"
    r"(?P<number>\d(?:[ ./-]{0,2}\d){12,18})(?!\w|[.,-]\d)",
    re.IGNORECASE,
)
# What else stands on a card: until when it holds, and the number on its back.
_REST = re.compile(
    r"(?:[ ,]{1,2}\d{2}/(?:20)?\d{2}(?![\d/]))?(?:[ ,]{1,2}\d{3,4}(?![\w]|[.,-]\d))?"
)
# Issuer and the lengths it uses: American Express, Diners, Visa, then Mastercard, JCB, Mir, Elo,
# UnionPay, Discover, Maestro and Hipercard.
_ISSUED = re.compile(
    r"3[47]\d{13}|3[068]\d{12}|4\d{12}(?:\d{3}(?:\d{3})?)?|(?=\d{16,19}$)(?:2[2-7]|35|5[0-8]|6|9792)\d+"
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of card numbers."""
    yield from _in_groups(text)
    for match in _NAMED.finditer(text):
        if _is_issued(match["number"]):
            yield match.span("number")


def _in_groups(text: str) -> Iterator[tuple[int, int]]:
    for match in _CANDIDATE.finditer(text):
        if not is_card(match[0]):
            continue
        # Four groups of four are a card, whatever is said before; digits alone may be an order.
        is_grouped = not match[0].isdigit()
        if is_grouped or not NO_CARD.search(before(text, match.start())):
            rest = _REST.match(text, match.end())
            yield match.start(), rest.end() if rest else match.end()


def is_card(candidate: str) -> bool:
    """Whether digits, in groups as on a card or in one piece, are a card number."""
    return bool(_CANDIDATE.fullmatch(candidate)) and _is_issued(candidate)


def _is_issued(candidate: str) -> bool:
    digits = re.sub(r"\D", "", candidate)
    return bool(_ISSUED.fullmatch(digits)) and len(set(digits)) > 1 and passes_luhn(digits)


def passes_luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1, annex B (Luhn)."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
