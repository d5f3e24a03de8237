"""Text from people and files, shown as text.

Streamlit renders Markdown in nearly every label, heading and message, and Plotly renders a little
HTML. Whatever a customer, a colleague or a file wrote goes through one of these functions first.
"""

import html
import re

import streamlit as st

JOINER = "\u2060"
"""WORD JOINER: takes no room, and parts what would otherwise be read as markup."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")

# Streamlit and GitHub's Markdown look for these once escapes are already gone, so an escape alone
# does not stop them: icon and logo short codes, bare addresses, and arrows made of ASCII.
_AFTER_ESCAPES = (
    (re.compile(r":(?=material|streamlit)"), ":" + JOINER),
    (re.compile(r":(?=//)"), ":" + JOINER),
    (re.compile(r"(?i)(?<=www)(?=\.)"), JOINER),
    (re.compile(r"@(?=[-\w])"), "@" + JOINER),
    (re.compile(r"(?<!\S)(<|-|>|~)(?=->|-|=|>)"), r"\1" + JOINER),
)


def plain(text: str) -> str:
    """`text` on one line, escaped so that Markdown shows it letter by letter.

    For labels, headings, captions and messages. Control characters and characters that turn the
    direction of writing become visible.
    """
    line = " ".join(visible(text).split())
    for pattern, replacement in _AFTER_ESCAPES:
        line = pattern.sub(replacement, line)
    return _PUNCTUATION.sub(r"\\\1", line)


def visible(text: str) -> str:
    """`text` with control characters and half characters replaced by a visible mark."""
    sound = text.encode("utf-8", errors="replace").decode("utf-8")
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", sound)


def chart_text(text: str, *, limit: int = 60) -> str:
    """`text` for a Plotly label or hover box, which render tags; at most `limit` long."""
    line = " ".join(visible(text).split())
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return html.escape(line, quote=False)


def show(text: str) -> None:
    """`text` as it is, line breaks included."""
    st.text(visible(text), width="stretch")
