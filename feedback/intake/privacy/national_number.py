"""Numbers a state gives to a person: Indonesia's NIK, Brazil's CPF, Kazakhstan's IIN, and SSNs."""

import re
from collections.abc import Iterator

from feedback.intake.privacy.words_before import before

_CANDIDATE = re.compile(
    r"(?<![\w.,/-])(?:\d{3}\.\d{3}\.\d{3}[-–.]\d{2}|\d{3}-\d{2}-\d{4}|\d{9}-\d{2}|"
    r"\d{6}[ -]\d{6}|\d{3}[ .]\d{3}[ .]\d{3}[ .-]\d{2}|\d{3} \d{3} \d{3} \d{3}|\d{9} \d{2}|"
    r"\d{4}(?P<gap>[ .-])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}|"
    r"\d{2}\.\d{2}\.\d{2}\.\d{6}\.\d{4}|\d{6}\.\d{6}\.\d{4}|"
    r"\d{11,12}|\d{16})(?![\w]|[.,/-]\d)"
)
# Codes of Indonesia's provinces, as in the first two digits of a NIK.
_PROVINCES = frozenset(
    [*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77),
     81, 82, *range(91, 97)]
)  # fmt: skip

# Shapes that other numbers have too, and the words that say which one it is.
_LOOSE = re.compile(r"\d{9} \d{2}|\d{6}-\d{6}|\d{3} \d{3} \d{3} \d{3}|\d{4}-\d{4}-\d{4}-\d{4}")
# Brazil's identity card by its name, Indonesia's tax number by its shape, which nothing else has.
_WITHOUT_CHECK = re.compile(
    r"\bRG\b[^\w\n]{0,3}(?:[^\W\d]{1,4}[^\w\n]{1,3}){0,2}(?P<rg>\d{1,2}\.\d{3}\.\d{3}-[\dXx])(?!\w)"
    r"|(?<![\w.])(?P<npwp>\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3})(?![\w.]\d)"
)
_NAMED = re.compile(r"(?:cpf|nik|ktp|iin|иин|жсн)\b[^\d\n]{0,15}\Z", re.IGNORECASE)


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of national numbers."""
    for match in _CANDIDATE.finditer(text):
        if _LOOSE.fullmatch(match[0]) and not _NAMED.search(before(text, match.start())):
            continue
        digits = re.sub(r"\D", "", match[0])
        if (
            is_nik(digits)
            or is_cpf(digits)
            or is_iin(digits)
            or (len(match[0]) == 11 and match[0][3] == "-" == match[0][6] and is_ssn(digits))
        ):
            yield match.span()
    for match in _WITHOUT_CHECK.finditer(text):
        yield match.span(match.lastgroup or 0)


def is_nik(digits: str) -> bool:
    """Indonesia: a place (6 digits), the birthday (women: day + 40), a serial; no check digit."""
    if len(digits) != 16 or int(digits[:2]) not in _PROVINCES:
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    if not (0 < int(digits[2:4]) < 80 and int(digits[4:6])):
        return False
    return 1 <= day % 40 <= 31 and day <= 71 and 1 <= month <= 12 and digits[12:] != "0000"


def is_cpf(digits: str) -> bool:
    """Brazil: nine digits and two check digits (mod 11)."""
    if len(digits) != 11 or len(set(digits)) == 1:
        return False
    for length in (9, 10):
        weighed = sum(
            int(digit) * weight
            for digit, weight in zip(digits, range(length + 1, 1, -1), strict=False)
        )
        if weighed * 10 % 11 % 10 != int(digits[length]):
            return False
    return True


def is_iin(digits: str) -> bool:
    """Kazakhstan: birthday, century and sex, serial, one check digit (mod 11, twice)."""
    if len(digits) != 12 or not (1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31):
        return False
    if digits[6] not in "0123456":
        return False
    numbers = [int(digit) for digit in digits]
    check = sum(number * weight for number, weight in zip(numbers, range(1, 12), strict=False)) % 11
    if check == 10:
        weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
        check = sum(n * weight for n, weight in zip(numbers, weights, strict=False)) % 11
    return check == numbers[11]


def is_ssn(digits: str) -> bool:
    """United States: no check digit, but some numbers are never given out."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"
