"""Phone numbers, told from prices, dates, versions and order numbers."""

import re
from collections.abc import Iterator

import phonenumbers

from feedback.intake.privacy.words_before import (
    NAMED,
    NAMED_ABOVE,
    NAMED_OTHERWISE,
    SOMETHING_ELSE,
    before,
)

_CANDIDATE = re.compile(
    r"(?<![\w.,/$€£₸=-])(?:\+ ?|00|\(?0[xX]{2} ?)?\(?\+?\d"
    r"(?:[ \t\u00a0().\-–/]{0,3}\d){6,16}(?:x\d{1,5})?"
    r"(?![\w%°]|[.,:/-]\d)"
)
_GAP = r"[ .\-–\u00a0]?"
_NATIONAL = re.compile(
    "|".join(
        (
            # Indonesia: mobile numbers, and fixed lines with their area in brackets.
            rf"(?:0|62{_GAP})8[1-9]\d?(?:{_GAP}\d){{6,10}}",
            r"8(?:1[1-9]|2[1-3]|3[1238]|5[1235-9]|7[78]|8[1-9]|9[5-9])\d{8,9}",
            rf"\(0[2-9]\d{{1,2}}\){_GAP}\d{{3,4}}{_GAP}\d{{3,4}}",
            rf"0(?:21|22|24|31|61|274|361|711){_GAP}\d{{3,4}}{_GAP}\d{{4}}",
            # Kazakhstan and Russia.
            rf"[78]{_GAP}\(?(?:7|9|495|499|812)\d{{0,2}}\)?(?:{_GAP}\d){{7,9}}",
            rf"[78]{_GAP}\(7\d{{3}}\){_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}",
            # Brazil: area (no zero in it) and number, and mobile numbers without the area.
            rf"(?:55{_GAP})?(?:\(0?[1-9][1-9]\)|0?[1-9][1-9]){_GAP}9{_GAP}?\d{{4}}{_GAP}\d{{4}}",
            r"[1-9][1-9] (?!(?:19|20)\d\d-(?:19|20)\d\d)[2-5]\d{3}-\d{4}",
            rf"\(0?[1-9][1-9]\){_GAP}[2-5]\d{{3}}{_GAP}\d{{4}}",
            r"9\d{4}-\d{4}",
            rf"0?800{_GAP}\d{{3}}{_GAP}\d{{3,4}}",
            # Portugal.
            r"(?:9[1236]\d|2\d{2})[ .]\d{3}[ .]\d{3}|2[12][ .]\d{3}[ .]\d{2}[ .]?\d{2}",
            # United Kingdom.
            r"(?:\(0\)|\(?0)(?:7\d{3}|20|1\d{2,4}|3\d{2})\)?[ .-]?\d{3,4}[ .-]?\d{3,4}",
            # United States and Canada.
            r"(?:1[ .-]?)?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[.-])\d{3}[ .-]\d{4}",
            # With blanks, where not all groups are round as prices and counts are.
            r"(?!\d\d0 \d\d0 \d{3}0)[2-9]\d{2} [2-9]\d{2} \d{4}",
            r"1-[2-9]\d{2}-\d{3}-\d{4}",
        )
    )
)
_OF_BRAZIL = re.compile(rf"0[1-9][1-9]{_GAP}9?{_GAP}\d{{4}}{_GAP}\d{{4}}")
_OTHER_ENDING = re.compile(r"([^/]+?)(?: ?/ ?\d{1,4})+")
# Brazil: "0xx21", where xx is the company one calls by.
_BY_ANY_COMPANY = re.compile(r"\(?0[xX]{2} ?")
_PLUS_IN_WORDS = re.compile(r"\b(?:plus|mais|tambah|плюс)\s?\Z", re.IGNORECASE)
_FEWEST_WITH_COUNTRY = 10
_EXTENSION = re.compile(r"(.+?)x\d{1,5}")
_SINGLE_DIGITS = re.compile(r"\d([ .-])\d(?:\1\d)+")
# "№ 8 705 222 33 44": orders are not written in such groups, unless a word says that it is one.
_GROUPS_OF_PHONE = 4
_COUNTING = "01234567890123456789"
_DATE = re.compile(
    r"(?:19|20)\d{2}[-/. ](?:0?[1-9]|1[0-2])[-/. ]\d{1,2}\b"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}\b"
)
_YEARS = re.compile(r"(?:19|20)\d{2} ?[-–/] ?(?:19|20)\d{2}")
_PRICE = re.compile(r"\d{1,3}(?:[. ]\d{3})+")


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of phone numbers."""
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        # A bracket around the number is none of its own.
        start += match[0].startswith("(") and ")" not in match[0]
        candidate = text[start:end]
        words = before(text, start)
        # "555-0167/68" is two numbers that differ in their last digits.
        several = _OTHER_ENDING.fullmatch(candidate) or _EXTENSION.fullmatch(candidate)
        plus = _PLUS_IN_WORDS.search(words)
        if plus and _digits(candidate) >= _FEWEST_WITH_COUNTRY and is_phone(f"+{candidate}"):
            yield start - len(words) + plus.start(), end
            continue
        if is_phone(candidate, words) or (several and is_phone(several[1], words)):
            yield start, end


def _digits(candidate: str) -> int:
    return sum(map(str.isdigit, candidate))


def is_phone(candidate: str, before: str = "") -> bool:
    """Whether digits are a phone number, going by their form and the words before them."""
    digits = re.sub(r"\D", "", candidate)
    if not 7 <= len(digits) <= 15 or len(set(digits)) < 3:
        return False
    if _DATE.match(candidate) or _YEARS.fullmatch(candidate):
        return False
    if candidate.lstrip("(").startswith("+"):
        return _is_possible("+" + digits)
    if NAMED_ABOVE.search(before):
        return True
    if SOMETHING_ELSE.search(before) and not (
        not NAMED_OTHERWISE.search(before)
        and len(re.findall(r"\d+", candidate)) >= _GROUPS_OF_PHONE
    ):
        return False
    if NAMED.search(before):
        return True
    if _PRICE.fullmatch(candidate) and len(digits) % 3 and not candidate.startswith("0"):
        return False
    if by_company := _BY_ANY_COMPANY.match(candidate):
        candidate = "0" + candidate[by_company.end() :].replace(")", "")
        return bool(_OF_BRAZIL.fullmatch(candidate))
    if candidate.startswith("00"):
        return _is_possible("+" + digits[2:])
    if _SINGLE_DIGITS.fullmatch(candidate) and digits not in _COUNTING:
        candidate = digits
    return bool(_NATIONAL.fullmatch(candidate.strip()))


def _is_possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
