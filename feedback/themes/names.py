"""What a theme may be called."""

import re
from collections.abc import Iterable

from feedback.errors import InputError

LONGEST_NAME = 120
"""Longer ones no longer fit a line of a table, a poster or a subject."""


LONGEST_NOTE = 2000
LONGEST_TAG = 40
MOST_TAGS = 20


def clean_name(name: str, *, what: str = "name") -> str:
    """The name without line breaks, control characters and blanks around it."""
    cleaned = _one_line(name)
    if not cleaned:
        raise InputError(f"The {what} is empty. Give the theme a {what} of at least one letter.")
    if len(cleaned) > LONGEST_NAME:
        raise InputError(
            f"The {what} has {len(cleaned)} letters. Shorten it to {LONGEST_NAME} at most."
        )
    return cleaned


def clean_note(text: str) -> str:
    """A description without control characters; its lines stay."""
    lines = [_one_line(line) for line in text.splitlines()]
    cleaned = "\n".join(lines).strip()
    if len(cleaned) > LONGEST_NOTE:
        raise InputError(
            f"The description has {len(cleaned)} letters. Shorten it to {LONGEST_NOTE} at most."
        )
    return cleaned


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags in one line each, empty ones and repeats left out, in the order given."""
    cleaned: dict[str, str] = {}
    for tag in map(_one_line, tags):
        if len(tag) > LONGEST_TAG:
            raise InputError(f"A tag has {len(tag)} letters. Shorten it to {LONGEST_TAG} at most.")
        if tag:
            cleaned.setdefault(tag.casefold(), tag)
    if len(cleaned) > MOST_TAGS:
        raise InputError(f"{len(cleaned)} tags are too many. Give a theme {MOST_TAGS} at most.")
    return tuple(cleaned.values())


def _one_line(text: str) -> str:
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return re.sub(r"\s+", " ", visible).strip()
