"""Text that networks and telephones would act on, made to stay text."""

import re

JOINER = "\u2060"
"""WORD JOINER: takes no room, and parts what would otherwise be read as an address or a name."""

# A name that would be told, a topic, a scheme, and the dot of an address nobody wrote as one.
_MENTION = re.compile(r"([@#＠＃]|\$(?=[^\W\d_]))(?=\w)")
# Not between digits: "10:30" is a time, and stays one.
_SCHEME = re.compile(r"(?<=[^\W\d]):(?=\S)|(?<=\d):(?=[^\s\d])")
_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d_])")


def inert(text: str) -> str:
    """`text` without mentions, topics and links: looks the same, does nothing."""
    text = _MENTION.sub(rf"\1{JOINER}", text)
    text = _SCHEME.sub(f":{JOINER}", text)
    return _DOT.sub(f".{JOINER}", text)


def inert_in_sms(text: str) -> str:
    """The same with blanks: the joiner would double the price of a text message."""
    return _DOT.sub(". ", _SCHEME.sub(": ", text))
