"""International bank account numbers (IBAN, ISO 13616), checked by their remainder."""

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=iban))[a-z]{2} ?\d{2}(?:[ .-]{0,2}[a-z0-9]{1,4}){3,8}(?![a-z0-9])",
    re.IGNORECASE,
)
_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "AZ": 28, "BE": 16, "BG": 22, "BR": 29, "BY": 28, "CH": 21,
    "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22,
    "GE": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "KW": 30,
    "KZ": 20, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
    "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29, "AL": 28, "BA": 20,
    "BH": 22, "BI": 27, "CR": 22, "DJ": 27, "DO": 28, "EG": 29, "FK": 18, "FO": 18, "GI": 23,
    "GL": 18, "GT": 28, "IQ": 23, "JO": 30, "LB": 28, "LC": 32, "LY": 25, "MN": 20, "MR": 27,
    "MU": 30, "NI": 28, "OM": 23, "PS": 29, "RU": 33, "SC": 31, "SD": 18, "SO": 23, "ST": 25,
    "SV": 28, "TL": 23, "TN": 24, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of account numbers; words that follow one are not taken with it."""
    for match in _CANDIDATE.finditer(text):
        length = _LENGTHS.get(match[0][:2].upper())
        end = _end_after(match[0], length) if length else None
        if end and is_iban(match[0][:end]):
            yield match.start(), match.start() + end


def _end_after(candidate: str, length: int) -> int | None:
    """Where the given number of letters and digits is reached."""
    seen = 0
    for place, letter in enumerate(candidate, 1):
        seen += letter.isalnum()
        if seen == length:
            return place
    return None


def is_iban(candidate: str) -> bool:
    """Whether the check digits are right (ISO 7064, mod 97-10)."""
    plain = re.sub(r"[ .-]", "", candidate).upper()
    if len(plain) != _LENGTHS.get(plain[:2]):
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1
