"""@handles of people in social networks."""

import re
from collections.abc import Iterator, Mapping

_SIGNS = re.compile("[@＠]")
_UNITS = (
    r"(?:am|pm|hrs?|hours?|min|mins|days?|th|st|nd|rd|km|kg|gb|mb|fps|hz|px|usd|eur|rb|ribu|jt|juta"
    r"|тг|тенге|jam|часов|сағ|reais)\b"
)
_HANDLE = re.compile(
    r"(?<![\w.@/+-])[@＠](?:(?=[\w.]*[^\W\d])[^\W\d][\w.]{1,29}(?<![.])(?:-[^\W_]\w{1,20})?(?![\w@])"
    r"|_[\w.]{1,28}\w|\d{1,4}(?!_UNITS_)[^\W\d]{2,20}[\w.]{0,10}(?<![.])(?![\w@]))".replace(
        "_UNITS_", _UNITS
    )
)
# A name in a chat with its number, and words that stand before such numbers.
_NUMBERED = re.compile(r"(?<![\w#./&-])(?P<name>[^\W\d_][\w.]{1,30}\w)#\d{4}(?![\w#])")
_COUNTED = frozenset(
    (
        "issue", "issues", "ticket", "order", "case", "bug", "item", "invoice", "no", "nr", "num",
        "number", "page", "room", "gate", "flat", "apt", "unit", "ref", "level", "episode", "pr",
        "task", "row", "line", "store", "shop", "team", "build", "version", "tiket", "pesanan",
        "nomor", "kode", "pedido", "nota", "protocolo", "заказ", "тапсырыс", "чек", "трек",
    )
)  # fmt: skip
# What people write after @ that is nobody's name.
_NOBODY = frozenset(
    (
        "home", "work", "night", "noon", "all", "here", "everyone", "channel", "the", "this",
        "that", "override", "media", "import", "property", "param", "return", "rumah", "kantor",
        "casa", "trabalho", "todos", "semua", "үйде", "жұмыста", "дома",
    )
)  # fmt: skip

# Where a name belongs that is written without its @. Short words for it need a sign behind them.
_NETWORK = (
    r"(?:insta(?:gram)?|инста(?:грам\w{0,3})?|telegram|телеграм\w{0,3}|discord"
    r"|(?:ig|tele|tg|тг|snap)(?=\s?[:=-]|\s(?:saya|aku|ku)\b))"
)
NAMED = re.compile(
    rf"(?<![\w@./]){_NETWORK}"
    r"(?P<of>(?:\s(?:saya|aku|ku|gue|meu|minha|my|me|mine|username|handle|nick|account|acc|akun|conta"
    r"|профил\w{0,3}|аккаунт\w{0,3}|менің|мой|id)){0,2})(?P<sign>\s?[:=–-]|\s(?:is|é|adalah|это)\b)?"
    r"\s{0,2}(?P<name>[a-zA-Z][a-zA-Z0-9]*(?:[._]+[a-zA-Z0-9]+)+_{0,2}|[a-zA-Z]{3,}\d{2,4})"
    r"(?![\w@/#-]|[.:]\w)",
    re.IGNORECASE,
)
NAMED_SIGNS = (
    "insta", "инста", "ig:", "ig :", "ig -", "tg:", "тг:", "tele", "телеграм", "discord", "snap:",
)  # fmt: skip
"""One of these is in every text (in lower case) with a name behind the word for its network."""
# Names of programs with their number, and the ends of addresses.
_NO_NAME = re.compile(
    r"(?:iphone|ios|android|windows|win|galaxy|pixel|ipad|macos|error|err|code|version|app|top|http|bug"
    r"|update|covid)\d+|.*\.(?:com|net|org|id|br|kz|ru|io|co|uk|app|apk|exe|jpg|png|mp4|pdf)",
    re.IGNORECASE,
)


FEWEST_ROWS = 20
SMALLEST_SHARE = 0.01


def public_handles(rows_with: Mapping[str, int], rows: int) -> frozenset[str]:
    """Handles so common in a file that they are the account people write to, not a person.

    `rows_with` counts rows by handle in lower case. A person's handle does not stand in one row of
    a hundred and in twenty rows at least.
    """
    return frozenset(
        handle
        for handle, count in rows_with.items()
        if count >= FEWEST_ROWS and count >= SMALLEST_SHARE * rows
    )


def find(text: str) -> Iterator[tuple[int, int]]:
    """The places of handles, with their @."""
    # From sign to sign: a pattern that looks back before it looks on is slow to search with.
    for sign in _SIGNS.finditer(text):
        match = _HANDLE.match(text, sign.start())
        if match and match[0][1:].casefold() not in _NOBODY:
            yield match.span()


def find_named(text: str) -> Iterator[tuple[int, int]]:
    """The places of names such as nora.bakes in "ig: nora.bakes", which have no @."""
    for match in NAMED.finditer(text):
        if (match["of"] or match["sign"]) and not _NO_NAME.fullmatch(match["name"]):
            yield match.span("name")


def find_numbered(text: str) -> Iterator[tuple[int, int]]:
    """The places of names such as kestrel#4821."""
    for match in _NUMBERED.finditer(text):
        if match["name"].casefold() not in _COUNTED:
            yield match.span()
