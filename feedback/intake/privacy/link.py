"""Links that open something of one person's: with a token, a password, an address, a number."""

import re
from collections.abc import Iterator

_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\b(?:wa|t)\.me/)[^\s<>\"]+", re.IGNORECASE
)
_SECRET_NAME = re.compile(
    r"[?&#;](?:[\w.-]*(?:token|secret|passw|pwd|session|signature|api_?key|auth|jwt|otp|nonce|"
    r"invite|reset|verif|magic|confirm)[\w.-]*|key|sig|sid|code|uid|user(?:_?id)?|e?mail|phone|"
    r"tel|hash|ticket|pin)=[^&#\s]{3,}",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"://[^/\s@]+@")
_PERSON = re.compile(
    r"[\w.+-]+(?:@|%40)[\w-]+\.\w|(?:wa\.me/|/send/?\?phone=)\+?\d{7,}|\bt\.me/[\w+]",
    re.IGNORECASE,
)
# Whoever has one of these is let in: groups and meetings.
_INVITATION = re.compile(
    r"(?:chat\.whatsapp\.com|discord\.gg|discord\.com/invite|zoom\.us/j|meet\.google\.com)/\w",
    re.IGNORECASE,
)
_RANDOM = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{20,}(?![A-Za-z0-9])"
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_SIGNED = re.compile(r"eyJ[\w-]{8,}\.[\w-]+")
_SIGNS = (_SECRET_NAME, _LOGIN, _PERSON, _INVITATION, _RANDOM, _UUID, _SIGNED)
_AFTER = ".,;:!?)]}'»”"


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of whole links that carry something secret or personal; others stay."""
    if "://" not in text and "www." not in text.casefold() and ".me/" not in text.casefold():
        return
    for match in _LINK.finditer(text):
        link = match[0].rstrip(_AFTER)
        if is_personal(link):
            yield match.start(), match.start() + len(link)


def is_personal(link: str) -> bool:
    """Whether who has this link has more than a public page."""
    return any(sign.search(link) for sign in _SIGNS)
