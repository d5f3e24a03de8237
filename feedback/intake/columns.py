"""What each column probably holds, from its header and its values."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.intake.evidence import Evidence, evidence_of
from feedback.intake.mapping import FIELDS, listed, text_fields
from feedback.intake.words import fields_of, plain_header

LOOKED_AT = 500
_CLOSE = 12.0
EMPTY = 0.4
"""What the name of a column counts for that has no values."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Field → column, and for some fields a sentence about why that is in doubt.

    `rivals` are the other columns that may be meant by a field in doubt.
    """

    mapping: dict[str, str]
    doubts: dict[str, str]
    rivals: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


def guess_columns(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """Map fields to columns: the best pairs of header words and fitting values come first."""
    seen = [evidence_of([row[place] for row in rows[:LOOKED_AT]]) for place in range(len(columns))]
    mapping, chosen_at, rivals = _best_pairs(columns, seen)
    if "title" in mapping and "text" not in mapping:
        mapping["text"] = mapping.pop("title")
    if "answered_at" in mapping and not {"created_at", "answer"} & set(mapping):
        # Nobody replied here: the answer whose date this is, is the customer's own.
        mapping["created_at"] = mapping.pop("answered_at")
    doubts = _doubts(mapping, chosen_at, rivals)
    more = _more_questions(columns, seen, mapping)
    if more:
        mapping.update(_in_order(columns, [mapping["text"], *more]))
        doubts["text"] = (
            f"Comments were read from {len(more) + 1} columns, one comment per answer: "
            f"{listed([mapping[name] for name in text_fields(mapping)])}. "
            "Switch one off with --map text2= (and so on)."
        )
    others: dict[str, tuple[str, ...]] = {
        field: (rivals[field][1],) for field in doubts if field in rivals
    }
    return Guess(mapping, doubts, others)


def _best_pairs(
    columns: Sequence[str], seen: Sequence[Evidence]
) -> tuple[dict[str, str], dict[str, float], dict[str, tuple[float, str]]]:
    """Field → column, with the score of each, and for each field the next best column with its
    score. No column is taken twice."""
    scored = sorted(
        (
            (score, -place, field)
            for place, header in enumerate(columns)
            for field, score in _scores(plain_header(header), seen[place]).items()
        ),
        reverse=True,
    )
    mapping: dict[str, str] = {}
    taken: set[int] = set()
    rivals: dict[str, tuple[float, str]] = {}
    chosen_at: dict[str, float] = {}
    for score, negative_place, field in scored:
        column = columns[-negative_place]
        if field in mapping:
            if -negative_place not in taken:
                rivals.setdefault(field, (score, column))
        elif -negative_place not in taken:
            mapping[field] = column
            chosen_at[field] = score
            taken.add(-negative_place)
    fields = {field: column for field, column in mapping.items() if field in FIELDS}
    return fields, chosen_at, rivals


def _more_questions(
    columns: Sequence[str], seen: Sequence[Evidence], mapping: Mapping[str, str]
) -> list[str]:
    """Other columns of open answers: a question or a word for comments above, sentences below."""
    if "text" not in mapping or "question" in mapping:
        return []
    taken = set(mapping.values())
    words = fields_of("headers")
    return [
        column
        for column, values in zip(columns, seen, strict=True)
        if column not in taken
        and values.words >= 2.5
        and values.letters > 0.8
        and values.links < 0.2
        and values.distinct > 0.3
        and (_is_question(column) or _header_score(plain_header(column), words["text"]) > 80)
        and _header_score(plain_header(column), words["ignore"]) < 80
    ]


def _is_question(header: str) -> bool:
    return header.rstrip().endswith("?") or len(header.split()) >= 4


def _in_order(columns: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    """text, text2, text3 … from left to right."""
    ordered = sorted(texts, key=columns.index)
    return {f"text{place}" if place > 1 else "text": name for place, name in enumerate(ordered, 1)}


def _scores(header: str, seen: Evidence) -> dict[str, float]:
    """How well one column fits each field it can hold; above 0 only."""
    scores = {}
    for field, words in fields_of("headers").items():
        by_header = _header_score(header, words)
        if field == "ignore":
            if by_header > 60:
                # A name of its own, so that several columns can be left out.
                scores[f"{field} {header}"] = by_header
        elif by_header and _fits(field, seen):
            # Where a column is empty, one of a like name that is not will be meant.
            scores[field] = (by_header + _bonus(field, seen)) * (1 if seen.filled else EMPTY)
    if not scores:
        scores = _by_values(seen)
    return scores


def _header_score(header: str, words: Sequence[str]) -> float:
    if header in words:
        return 100 - min(words.index(header), 40) * 0.5
    tokens = header.split()
    best = 0.0
    for rank, phrase in enumerate(words):
        parts = phrase.split()
        if len(phrase) < 3 or len(parts) >= len(tokens):
            continue
        for start in range(len(tokens) - len(parts) + 1):
            if tokens[start : start + len(parts)] == parts:
                extra = len(tokens) - len(parts)
                best = max(best, 50 + 5 * len(parts) - 4 * min(extra, 8) - min(rank, 40) * 0.2)
    return best


def _fits(field: str, seen: Evidence) -> bool:
    """Whether the values allow this; an empty column fits anything."""
    if not seen.filled:
        return True
    match field:
        case "text" | "title" | "answer" | "question":
            return seen.letters > 0.3 and seen.links < 0.5 and seen.dates < 0.5
        case "created_at" | "answered_at":
            return seen.dates >= 0.6
        case "rating":
            return seen.ratings >= 0.6
        case "language":
            return seen.languages >= 0.6
        case "consent":
            return seen.yes_no >= 0.3
        case "id":
            return (seen.words <= 3 and seen.dates < 0.9) or seen.numbers > 0.9
        case "customer" | "source" | "channel" | "segment":
            return seen.words <= 8
    return True


def _bonus(field: str, seen: Evidence) -> float:
    """Among columns of like names, the one whose values fit best."""
    if field == "text":
        return min(seen.words, 20) * 1.2 + seen.distinct * 5 - (20 if seen.words < 1.2 else 0)
    if field == "id":
        return (seen.distinct * 20 if seen.filled > 0.9 else -20) - (1 - seen.one_word) * 20
    if field == "customer":
        # Of a person's name and number, the number: many have the same name.
        return seen.filled * 10 + seen.distinct * 5
    if field in ("created_at", "rating"):
        return seen.filled * 10
    return 0.0


def _by_values(seen: Evidence) -> dict[str, float]:
    """What a column with an unknown name may hold."""
    if seen.words >= 3 and seen.letters > 0.8 and seen.distinct > 0.3 and seen.links < 0.2:
        return {"text": 10 + min(seen.words, 30)}
    if seen.dates >= 0.95 and seen.numbers < 0.5 and seen.filled > 0.5:
        return {"created_at": 20.0}
    return {}


def _doubts(
    mapping: Mapping[str, str],
    chosen_at: Mapping[str, float],
    rivals: Mapping[str, tuple[float, str]],
) -> dict[str, str]:
    doubts = {}
    for field in ("text", "created_at", "rating"):
        if field not in mapping or field not in chosen_at:
            continue
        what = {"text": "comments", "created_at": "dates", "rating": "ratings"}[field]
        score, rival = rivals.get(field, (0.0, ""))
        if rival and chosen_at[field] - score < _CLOSE:
            doubts[field] = (
                f"The {what} were read from “{mapping[field]}”; “{rival}” looks like {what} too. "
                f"Say --map {field}=COLUMN if it should be another one."
            )
        elif not _header_score(plain_header(mapping[field]), fields_of("headers")[field]):
            doubts[field] = (
                f"No header says which column holds the {what}; "
                f"{listed([mapping[field]])} was taken because of its values."
            )
    return doubts
