"""Which column holds what."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from feedback.errors import InputError
from feedback.intake.privacy.cutting import LONGEST_LOOK, shown

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
"""What a column can be. A second open question is `text2`, a third `text3`, and so on; `rating2`
is the rating of the second question where it has one of its own."""

ENCODING = "encoding of the file"
"""Under what a kept mapping has the encoding that a person named: no field is called so."""

_UNNAMED = re.compile(r"column \d+")
_MORE = re.compile(r"(?:text|rating)\d{1,2}")
_RATINGS = re.compile(r"rating(\d{0,2})")
_TEXTS = re.compile(r"text(\d{0,2})")


def is_field(name: str) -> bool:
    """Whether a column can be mapped to this."""
    return name in FIELDS or bool(_MORE.fullmatch(name))


def text_fields(mapping: Mapping[str, str]) -> list[str]:
    """The fields of a mapping that hold comments, in their order."""
    return sorted(
        (name for name in mapping if _TEXTS.fullmatch(name)),
        key=lambda name: int(name.removeprefix("text") or 1),
    )


def rating_fields(mapping: Mapping[str, str]) -> list[str]:
    """The fields of a mapping that hold ratings, in their order."""
    return sorted(
        (name for name in mapping if _RATINGS.fullmatch(name)),
        key=lambda name: int(name.removeprefix("rating") or 1),
    )


def rating_of_question(mapping: Mapping[str, str]) -> dict[str, str]:
    """Question (its column) → the field of its rating, where that is not `rating`.

    A question without a rating of its own has that of the question before it.
    """
    more, found, latest = set(rating_fields(mapping)), {}, "rating"
    for name in text_fields(mapping):
        own = name.replace("text", "rating")
        latest = own if own in more else latest
        if latest != "rating":
            found[mapping[name]] = latest
    return found


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
    # As it is written, else whatever its case, else without personal data, as mappings are kept;
    # of two that differ in case only, the first.
    by_name = {nameless(column): column for column in reversed(columns)}
    by_name |= {column.casefold(): column for column in reversed(columns)}
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


def nameless(column: str) -> str:
    """A header without personal data: people are written to there too."""
    return shown(column, LONGEST_LOOK)


def to_keep(mapping: Mapping[str, str], columns: Sequence[str]) -> dict[str, str] | None:
    """A mapping as it is stored: its headers without personal data. None if they would no longer
    tell one column from another."""
    kept = {field: nameless(column) for field, column in mapping.items()}
    alike = Counter(map(nameless, columns))
    return None if any(alike[column] > 1 for column in kept.values()) else kept


def listed(columns: Sequence[str], most: int = 20) -> str:
    """Column names for a sentence."""
    names = ", ".join(f"“{shown(column, 60)}”" for column in columns[:most])
    return names + (f" and {len(columns) - most} more" if len(columns) > most else "")
