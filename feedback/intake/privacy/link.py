"""Links that open something of one person's: with a token, a password, an address, a number."""

import re
from collections.abc import Iterator

_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\b(?:wa|t|m|paypal)\.me/)[^\s<>\"]+", re.IGNORECASE
)
_SECRET_NAME = re.compile(
    r"[?&#;](?:[\w.-]*(?:token|secret|passw|pwd|session|signature|api_?key|auth|jwt|otp|nonce|"
    r"invite|reset|verif|magic|confirm)[\w.-]*|key|sig|sid|code|kode|chave|codigo|uid|user(?:_?id)?|e?mail|phone|"
    r"tel|hash|ticket|pin)=[^&#\s]{3,}",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"://[^/\s@]+@")
_PERSON = re.compile(
    r"[\w.+-]+(?:@|%40)[\w-]+\.\w|(?:wa\.me/|/send/?\?phone=)\+?\d{7,}|\b(?:t|m|paypal)\.me/[\w+]",
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
# Pages of people, and the words that stand in the same place for other pages.
_PROFILE = re.compile(
    r"(?:^|[/.])(?:instagram|facebook|fb|tiktok|twitter|x|vk)\.com/"
    r"(?!(?:help|explore|share|sharer|pages?|groups?|watch|events?|hashtag|search|home|settings|login"
    r"|p|reels?|stories|tv|business|about|policies|privacy|legal|intent|i|marketplace|gaming|support"
    r"|ads|tr|dialog|plugins|messages|notifications|reset|invite|download|tag|discover|video|music"
    r"|terms|jobs|developers?|tos|story)(?:[/?#.]|$))@?\w[\w.-]+|\blinkedin\.com/in/\w"
    r"|(?:^|[/.])(?:github|gitlab)\.com/(?!(?:features|pricing|about|login|join|orgs|topics|trending"
    r"|explore|marketplace|settings|issues|pulls|notifications|apps|sponsors|security|enterprise"
    r"|contact|site|search|new|collections|readme|team|help|users)$)[\w-]+/?$"
    r"|\breddit\.com/u(?:ser)?/\w|(?:medium|youtube)\.com/@\w|\bthreads\.net/@\w"
    r"|\bok\.ru/profile/\d|\bsnapchat\.com/add/\w|\bsteamcommunity\.com/(?:id|profiles)/\w",
    re.IGNORECASE,
)
# The last part of a link that was sent to one person.
_SENT = re.compile(
    r"/(?:invite|invitation|reset|reset-password|password|verify|verify-email|confirm|activate"
    r"|magic|unsubscribe)/(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{8,}",
    re.IGNORECASE,
)
# Without a scheme, of which people leave out most.
_BARE = re.compile(
    r"(?<![\w@./:-])(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}/[^\s<>\"]{2,500}", re.IGNORECASE
)
_SCHEMES = ("://", "www.", ".me/")
_BARE_SIGNS = (".com/", "=")
SIGNS = (*_SCHEMES, *_BARE_SIGNS)
"""One of these is in every text (in lower case) that holds such a link."""
_AFTER = ".,;:!?)]}'»”"

_PERSONAL = (
    _SECRET_NAME, _LOGIN, _PERSON, _INVITATION, _RANDOM, _UUID, _SIGNED, _PROFILE, _SENT,
)  # fmt: skip


def is_likely(lowered: str) -> bool:
    """A cheap look whether a text (in lower case) may hold such a link at all."""
    return any(sign in lowered for sign in SIGNS)


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of whole links that carry something secret or personal; others stay."""
    lowered = text.lower()
    with_scheme = _LINK.finditer(text) if any(sign in lowered for sign in _SCHEMES) else ()
    without = _BARE.finditer(text) if any(sign in lowered for sign in _BARE_SIGNS) else ()
    for match in (*with_scheme, *without):
        link = match[0].rstrip(_AFTER)
        if is_personal(link):
            yield match.start(), match.start() + len(link)


def is_personal(link: str) -> bool:
    """Whether who has this link has more than a public page."""
    return any(sign.search(link) for sign in _PERSONAL)
