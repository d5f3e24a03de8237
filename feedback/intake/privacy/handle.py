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


def find_numbered(text: str) -> Iterator[tuple[int, int]]:
    """The places of names such as kestrel#4821."""
    for match in _NUMBERED.finditer(text):
        if match["name"].casefold() not in _COUNTED:
            yield match.span()
