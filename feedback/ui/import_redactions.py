"""What personal data becomes, before anything is stored: before and after, side by side."""

import re
from collections.abc import Sequence

import streamlit as st

from feedback.intake.questions import Redaction
from feedback.ui.formats import counted
from feedback.ui.plain_text import plain

SHOWN = 5
AROUND = 60
KIND_WORDS = {
    "email": "e-mail addresses",
    "phone": "phone numbers",
    "card": "card numbers",
    "iban": "account numbers",
    "ip": "network addresses",
    "link": "links with secrets or names",
    "handle": "@names",
    "id-number": "national numbers",
    "secret": "passwords and keys",
}
Piece = tuple[str, str]
"""A stretch of text, and the marker that takes its place; empty where it stays."""


def show_redactions(redactions: Sequence[Redaction], looked_at: int) -> None:
    """The first few texts with personal data, what is replaced marked in colour and by name."""
    if not redactions:
        st.text(
            f"No personal data was seen in the first {counted(looked_at, 'row')}. All rows are "
            "checked on the way in; what is found is replaced before it is stored.",
            width="stretch",
        )
        return
    st.text(
        "Never stored as it stands in the file. Names of people in the text are not recognised.",
        width="stretch",
    )
    for redaction in redactions[:SHOWN]:
        pieces = excerpt(aligned(redaction.before, redaction.after))
        with st.grid(2, min_column_width=260, border=True):
            st.markdown(f":small[In the file:] {_written(pieces, before=True)}")
            st.markdown(f":small[Stored:] {_written(pieces, before=False)}")
    if len(redactions) > SHOWN:
        st.caption(f"And {counted(len(redactions) - SHOWN, 'more text')} of the first rows.")


def kinds_in_words(redactions: Sequence[Redaction]) -> str:
    """e-mail addresses, phone numbers"""
    kinds = [kind for redaction in redactions for kind in redaction.kinds or ()]
    return ", ".join(dict.fromkeys(KIND_WORDS.get(kind, "other numbers") for kind in kinds))


def aligned(before: str, after: str) -> list[Piece]:
    """Where the markers of `after` stand in `before`. One piece where that cannot be told."""
    parts = re.split(rf"(\[(?:{'|'.join(KIND_WORDS)})\])", after)
    literal, markers = parts[::2], parts[1::2]
    pattern = re.escape(literal[0])
    for following in literal[1:]:
        pattern += "(.+?)" + re.escape(following)
    match = re.fullmatch(pattern, before, flags=re.DOTALL)
    if match is None:
        return [(before, "")]
    pieces: list[Piece] = [(literal[0], "")]
    for number, marker in enumerate(markers):
        gone = match[number + 1]
        # A file may hold the marker itself, which then stays.
        pieces.append((gone, "" if gone == marker else marker))
        pieces.append((literal[number + 1], ""))
    return [piece for piece in pieces if piece[0]]


def excerpt(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with long stretches between them cut to what lies around the markers."""
    short: list[Piece] = []
    for number, (text, marker) in enumerate(pieces):
        first, last = number == 0, number == len(pieces) - 1
        keep = AROUND if first or last else 2 * AROUND
        if marker or len(text) <= keep + 2:
            short.append((text, marker))
        elif first:
            short.append(("… " + text[-AROUND:].lstrip(), ""))
        elif last:
            short.append((text[:AROUND].rstrip() + " …", ""))
        else:
            short.append((f"{text[:AROUND].rstrip()} … {text[-AROUND:].lstrip()}", ""))
    return short


def _written(pieces: Sequence[Piece], *, before: bool) -> str:
    said = []
    for text, marker in pieces:
        if not marker:
            # plain() drops the blanks at both ends, which part words from markers here.
            ends = (" " * text[:1].isspace(), " " * text[-1:].isspace())
            said.append(ends[0] + plain(text) + ends[1])
        elif before:
            said.append(f":orange-background[{plain(text)}]")
        else:
            said.append(f":green-background[{plain(marker)}]")
    return "".join(said)
