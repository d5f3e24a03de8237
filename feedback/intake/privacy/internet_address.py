"""IP addresses, told from version numbers and times."""

import ipaddress
import re
from collections.abc import Iterator

_FOUR = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_SIX = re.compile(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:ip|ipv4|ipv6|host|server|dns|alamat|endereço|мекенжай\w*|адрес\w*)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:\b(?:upgrad|updat|downgrad|migrat|atualiz|обнов|жаңарт)\w*(?:\s[^\W\d]+){0,2}(?:\s[\d.]+\s\w{1,4})?|\bv|\b(?:ver|version|versi|versão|versao|build|release|update|firmware|app|ios|android|"
    r"chrome|windows|macos|нұсқа\w*|верси\w*|section|chapter|bab|pasal|seção|cap[ií]tulo|"
    r"rilis|pembaruan|atualização|жаңарту\w*))[\s.:]{0,3}$",
    re.IGNORECASE,
)
_USUAL_FIRST = ("10.", "127.", "172.", "192.")


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of IPv4 and IPv6 addresses."""
    if text.count(".") >= 3:
        for match in _FOUR.finditer(text):
            if _is_address(match[0], text[max(0, match.start() - 30) : match.start()]):
                yield match.span()
    if text.count(":") >= 2:
        for match in _SIX.finditer(text):
            groups = [group for group in match[0].split(":") if group]
            if len(groups) >= 3 and _parses(match[0]):
                yield match.span()


def _is_address(candidate: str, before: str) -> bool:
    if not _parses(candidate) or _VERSION.search(before):
        return False
    if _NAMED.search(before) or candidate.startswith(_USUAL_FIRST):
        return True
    return sum(int(part) >= 20 for part in candidate.split(".")) >= 2


def _parses(candidate: str) -> bool:
    try:
        ipaddress.ip_address(candidate)
    except ValueError:
        return False
    return True
