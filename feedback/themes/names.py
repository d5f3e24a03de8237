"""What a theme may be called."""

import re

from feedback.errors import InputError

LONGEST_NAME = 120
"""Longer ones no longer fit a line of a table, a poster or a subject."""


def clean_name(name: str) -> str:
    """The name without line breaks, control characters and blanks around it."""
    visible = "".join(letter if letter.isprintable() else " " for letter in name)
    cleaned = re.sub(r"\s+", " ", visible).strip()
    if not cleaned:
        raise InputError("The name is empty. Give the theme a name of at least one letter.")
    if len(cleaned) > LONGEST_NAME:
        raise InputError(
            f"The name has {len(cleaned)} letters. Shorten it to {LONGEST_NAME} at most."
        )
    return cleaned
