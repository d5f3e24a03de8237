"""Which column holds what."""

import hashlib
import re
from collections.abc import Mapping, Sequence

from feedback.errors import InputError

FIELDS = (
    "text",
    "title",
    "id",
    "created_at",
    "rating",
    "customer",
    "source",
    "channel",
    "language",
    "answered_at",
    "answer",
    "answered_by",
    "consent",
    "segment",
    "question",
)
"""What a column can be. A second open question is `text2`, a third `text3`, and so on."""

_UNNAMED = re.compile(r"column \d+")
_MORE_TEXT = re.compile(r"text\d{1,2}")
_TEXTS = re.compile(r"text(\d{0,2})")


def is_field(name: str) -> bool:
    """Whether a column can be mapped to this."""
    return name in FIELDS or bool(_MORE_TEXT.fullmatch(name))


def text_fields(mapping: Mapping[str, str]) -> list[str]:
    """The fields of a mapping that hold comments, in their order."""
    return sorted(
        (name for name in mapping if _TEXTS.fullmatch(name)),
        key=lambda name: int(name.removeprefix("text") or 1),
    )


def header_key(columns: Sequence[str]) -> str:
    """What a header looks like, whatever the order of its columns; empty for columns that only
    have numbers, which say nothing about the next file."""
    if all(map(_UNNAMED.fullmatch, columns)):
        return ""
    names = "\x1f".join(sorted(column.casefold() for column in columns))
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()


def with_wishes(
    guessed: Mapping[str, str], wishes: Mapping[str, str], columns: Sequence[str], file_name: str
) -> dict[str, str]:
    """The guess, overruled by what a person said; an empty column switches a field off.

    Raises InputError for a field or a column that does not exist.
    """
    # As it is written, else whatever its case; of two that differ in case only, the first.
    by_name = {column.casefold(): column for column in reversed(columns)}
    by_name |= {column: column for column in columns}
    mapping = dict(guessed)
    for field, wish in wishes.items():
        if not is_field(field):
            raise InputError(f"{field!r} is no field. The fields are: {', '.join(FIELDS)}.")
        if not wish:
            mapping.pop(field, None)
            continue
        plain = " ".join(wish.split())
        column = by_name.get(wish) or by_name.get(plain) or by_name.get(plain.casefold())
        if column is None:
            raise InputError(
                f"{file_name} has no column “{wish}”. Its columns are: {listed(columns)}."
            )
        for other in [name for name, taken in mapping.items() if taken == column]:
            if other not in wishes:
                del mapping[other]
        mapping[field] = column
    return mapping


def listed(columns: Sequence[str], most: int = 20) -> str:
    """Column names for a sentence."""
    shown = ", ".join(f"“{column[:60]}”" for column in columns[:most])
    return shown + (f" and {len(columns) - most} more" if len(columns) > most else "")
