"""@handles of people in social networks."""

import re
from collections.abc import Iterator, Mapping

_SIGNS = re.compile("[@＠]")
_HANDLE = re.compile(
    r"(?<![\w.@/+-])[@＠](?:(?=[\w.]*[^\W\d])[^\W\d][\w.]{1,29}(?<![.])(?![\w@])|_[\w.]{1,28}\w)"
)
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
