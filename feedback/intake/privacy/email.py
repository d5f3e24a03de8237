"""E-mail addresses, also as people write them to hide them from machines."""

import re
from collections.abc import Iterator

from feedback.intake.privacy import spelt_email

_AT = "@\N{FULLWIDTH COMMERCIAL AT}"
_SIGNS = re.compile(rf"[{_AT}]")
# What may stand before the @ (RFC 5322 dot-atom, with letters of any script), and how much of it.
# A stroke is left out: people write it between two addresses.
_LOCAL_SIGNS = frozenset("_.!#$%&'*+=?^`{|}~-")
_LONGEST_LOCAL = 64
# What follows a colon, as in git@host:path, is a place on a computer and no mailbox.
_DOMAIN = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_](?![\w-]|:[\w/])"
)
_BRACKET_OR_PROVIDER = re.compile(
    r"[\[({]\s?(?:at|arroba|собака)|(?:at|arroba)\s(?:gmail|yahoo|hotmail|outlook|icloud)"
    r"|\s(?:at|arroba)\s\S+\s(?:dot|ponto|titik)\s|\sarroba\s[\w-]+\.\w",
    re.IGNORECASE,
)
_SPELT_DOTS = (" dot ", " ponto ", " titik ")
_GOES_ON = (*_SPELT_DOTS, "gmail", "yahoo", "hotmail", "outlook", "icloud")
_IN_WORDS = ("at)", "at]", "at}", "arroba")
# What programs make of an @, and what it is called in Russian.
_ENCODED = ("%40", "&#64;", "собака")
SIGNS = (*_AT, *_IN_WORDS, *_SPELT_DOTS, *_ENCODED)
"""One of these, or `AT_PROVIDER`, is in every text (in lower case) that holds an address."""
AT_PROVIDER = re.compile(r"\sat\s(?:gmail|yahoo|hotmail|outlook|icloud)")
_QUOTED = re.compile(r"\"[^\"\n@]{1,64}\"\Z")
_HIDDEN = re.compile(
    r"\b[\w.+-]{1,64}\s?[\[({]\s?(?:at|arroba|собака)\s?[\])}]\s?[\w-]+"
    r"(?:(?:\s?[\[({]\s?(?:dot|ponto|titik|точка)\s?[\])}]\s?|\.)[\w-]+)+"
    r"|\b[\w.+-]{1,64}\s(?:at|arroba)\s(?:gmail|yahoo|hotmail|outlook|icloud)"
    r"(?:\s(?:dot|ponto|titik)\s|\.)[a-z]{2,3}\b"
    r"|\b[\w.+-]{1,64}\sarroba\s[\w-]{2,40}(?:\.[a-z]{2,6})+\b"
    # Of other places only where more than a word stands before: one buys "at example dot com" too.
    r"|\b(?:[\w+-]{1,32}\s(?:dot|ponto|titik)\s[\w+-]{1,32}|\w{0,32}[\d_.][\w.]{0,32})"
    r"\s(?:at|arroba)\s[\w-]{2,40}(?:\s(?:dot|ponto|titik)\s[a-z]{2,6})+\b",
    re.IGNORECASE,
)

_PROVIDERS = (
    "gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|proton|protonmail|mail|yandex|bk"
    "|inbox|list|rambler|uol|bol|terra|sapo|gmx"
)
_ENDING = r"[a-zа-я]{2,6}(?:\.[a-z]{2})?(?![\w-])"
# With blanks around the @, or a comma for the dot, only where people have their mailboxes.
_AFTER_SIGN = re.compile(
    rf"\s?(?:{_PROVIDERS})[.,]{_ENDING}"
    rf"|\s?[\])}}]\s?[\w-]{{2,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.{_ENDING}",
    re.IGNORECASE,
)
_BEFORE_SIGN = re.compile(r"[\w.+-]{1,64}\s?[\[({]?\s?\Z")
# Right behind a name, a provider without its ending is one all the same, and a comma is its dot.
_TYPED_WRONG = re.compile(
    r"(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|protonmail|yandex)(?![\w.-])"
    r"|[\w-]{2,40},(?:com|net|org|co)(?:\.[a-z]{2})?(?![\w-])",
    re.IGNORECASE,
)
_WITHOUT_SIGN = re.compile(
    rf"(?:%40|&#64;)[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.{_ENDING}"
    rf"|\sсобака\s(?:{_PROVIDERS})(?:\.|\s(?:точка|dot)\s){_ENDING}"
    # A dog is no place with a dot in its name, whoever runs it.
    r"|\sсобака\s[a-z0-9-]{2,40}(?:\.|\s(?:точка|нүкте|dot)\s)[a-z]{2,6}(?![\w-])",
    re.IGNORECASE,
)


def is_likely(lowered: str) -> bool:
    """A cheap look whether a text (in lower case) may hold an address at all."""
    return has_at(lowered) or _is_hidden(lowered)


def has_at(text: str) -> bool:
    """Whether there is an @ in it."""
    return "@" in text or "\N{FULLWIDTH COMMERCIAL AT}" in text


def _is_hidden(lowered: str) -> bool:
    if any(sign in lowered for sign in (*_IN_WORDS, *_ENCODED)):
        return True
    # Half of all English texts have an "at"; few of them go on like an address.
    return " at " in lowered and any(sign in lowered for sign in _GOES_ON)


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of addresses."""
    # From each @ outwards: scanning forward for the part before it takes far longer.
    for sign in _SIGNS.finditer(text):
        domain = _DOMAIN.match(text, sign.end())
        start = _start_of_local(text, sign.start()) if domain else None
        if domain and start is not None:
            yield start, domain.end()
        elif loose := _AFTER_SIGN.match(text, sign.end()):
            before = _before(text, sign.start())
            if before is not None:
                yield before, loose.end()
        elif text[: sign.start()][-1:].isalnum() and (
            wrong := _TYPED_WRONG.match(text, sign.end())
        ):
            start = _start_of_local(text, sign.start())
            if start is not None:
                yield start, wrong.end()
    lowered = text.lower()
    if any(sign in lowered for sign in _ENCODED):
        yield from _encoded(text)
    is_hidden = _is_hidden(lowered)
    if is_hidden and _BRACKET_OR_PROVIDER.search(text):
        for match in _HIDDEN.finditer(text):
            yield match.span()
    if is_hidden or spelt_email.is_apart(text):
        yield from spelt_email.find(text)


def _start_of_local(text: str, at: int) -> int | None:
    """Where the part before the @ begins, if there is one."""
    start = at
    while start > 0 and at - start < _LONGEST_LOCAL:
        letter = text[start - 1]
        if not (letter.isalnum() or letter in _LOCAL_SIGNS):
            break
        start -= 1
    while start < at and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    if start < at:
        return start
    quoted = _QUOTED.search(text, max(0, at - _LONGEST_LOCAL - 2), at)
    return quoted.start() if quoted else None


def _encoded(text: str) -> Iterator[tuple[int, int]]:
    """Addresses with something else in place of their @."""
    for match in _WITHOUT_SIGN.finditer(text):
        before = _before(text, match.start())
        if before is not None:
            yield before, match.end()


def _before(text: str, at: int) -> int | None:
    found = _BEFORE_SIGN.search(text, max(0, at - _LONGEST_LOCAL), at)
    return found.start() if found else None
