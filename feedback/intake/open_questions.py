"""Which columns besides the comments hold open answers."""

from collections.abc import Mapping, Sequence

from feedback.intake.evidence import Evidence
from feedback.intake.header_words import as_given, header_score
from feedback.intake.voices import (
    Voice,
    asks_openly,
    begins_as_question,
    is_no_second,
    voice_of,
)
from feedback.intake.words import fields_of, plain_header


def more_questions(
    columns: Sequence[str], seen: Sequence[Evidence], mapping: Mapping[str, str]
) -> list[str]:
    """Other columns of open answers: a question or a word for comments above, sentences below."""
    if "text" not in mapping or "question" in mapping:
        return []
    taken = set(mapping.values())
    asked = asks_openly(as_given(mapping["text"], columns))
    return [
        column
        for column, values in zip(columns, seen, strict=True)
        if column not in taken
        and _may_ask(as_given(column, columns), values, beside_question=asked)
    ]


def _may_ask(header: str, values: Evidence, *, beside_question: bool) -> bool:
    plain, words = plain_header(header), fields_of("headers")
    by_staff = voice_of(header) in (Voice.STAFF, Voice.INTERNAL) or is_no_second(header)
    if by_staff or plain in words["answer"] or header_score(plain, words["ignore"]) >= 80:
        return False
    if values.letters <= 0.8 or values.links >= 0.2 or values.distinct <= 0.3:
        return False
    is_open = asks_openly(header)
    if values.words < 2.5:
        # Few words answer a question, too; beside anything else they name a city or a product.
        return is_open and (beside_question or _is_question(header)) and values.words >= 1
    return is_open or _is_question(header) or plain in words["text"]


def says_much(values: Evidence) -> bool:
    """Whether a column of titles says something of its own in most rows."""
    return values.words >= 2 and values.letters > 0.8 and values.distinct > 0.3


def _is_question(header: str) -> bool:
    return header.rstrip().endswith("?") or len(header.split()) >= 4 or begins_as_question(header)


def in_order(columns: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    """text, text2, text3 … from left to right."""
    ordered = sorted(texts, key=columns.index)
    return {f"text{place}" if place > 1 else "text": name for place, name in enumerate(ordered, 1)}
