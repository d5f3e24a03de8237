"""What each column probably holds, from its header and its values."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.intake.consent import is_about_quoting
from feedback.intake.evidence import Evidence, evidence_of
from feedback.intake.header_words import as_given, header_score
from feedback.intake.mapping import FIELDS, listed
from feedback.intake.open_questions import more_questions
from feedback.intake.question_columns import take_questions
from feedback.intake.scales import asks_for_rating
from feedback.intake.voices import Voice, is_aside, voice_of
from feedback.intake.words import fields_of, plain_header

LOOKED_AT = 500
"""Rows; of files with many columns fewer, so that the cells are no more than CELLS."""
CELLS = 50_000
FEWEST = 20
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
    rows = rows[: max(FEWEST, min(LOOKED_AT, CELLS // max(1, len(columns))))]
    seen = [evidence_of([row[place] for row in rows]) for place in range(len(columns))]
    scores = _all_scores(columns, seen)
    mapping, chosen_at, rivals = _matched(columns, scores)
    after_all = ""
    if "text" not in mapping and (column := _text_after_all(columns, seen, mapping)):
        mapping = {field: other for field, other in mapping.items() if other != column}
        mapping["text"] = column
        after_all = f"No column looks like comments; “{column}” was taken for them."
    if "answered_at" in mapping and not {"created_at", "answer"} & set(mapping):
        # Nobody replied here: the answer whose date this is, is the customer's own.
        mapping["created_at"] = mapping.pop("answered_at")
    if not {"answered_at", "answer"} & set(mapping):
        mapping.pop("answered_by", None)
    doubts = _doubts(mapping, chosen_at, rivals)
    if after_all:
        doubts["text"] = after_all
    doubts |= _unused(columns, seen, mapping)
    if more := more_questions(columns, seen, mapping):
        take_questions(columns, seen, scores, more, mapping, doubts)
    others: dict[str, tuple[str, ...]] = {
        field: (rivals[field][1],) for field in doubts if field in rivals
    }
    return Guess(mapping, doubts, others)


def _all_scores(columns: Sequence[str], seen: Sequence[Evidence]) -> list[dict[str, float]]:
    """How well each column fits each field."""
    headers = [as_given(column, columns) for column in columns]
    scores = [_scores(header, values) for header, values in zip(headers, seen, strict=True)]
    asides = [is_aside(header) for header in headers]
    if any("text" in own for own, aside in zip(scores, asides, strict=True) if not aside):
        for own, aside in zip(scores, asides, strict=True):
            if aside:
                own.pop("text", None)
    return scores


def _matched(
    columns: Sequence[str], scores: Sequence[Mapping[str, float]]
) -> tuple[dict[str, str], dict[str, float], dict[str, tuple[float, str]]]:
    """The column of each field, how well it fits, and the next best one with its score."""
    scored = sorted(
        (
            (score, -place, field)
            for place, own in enumerate(scores)
            for field, score in own.items()
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
    known = {field: column for field, column in mapping.items() if field in FIELDS}
    return known, chosen_at, rivals


def _unused(
    columns: Sequence[str], seen: Sequence[Evidence], mapping: Mapping[str, str]
) -> dict[str, str]:
    """Columns that are called dates or ratings and are not used, as few cells can be read so; and
    consents to something else than being quoted."""
    doubts = {}
    for field, what in (("created_at", "date"), ("rating", "rating")):
        words = fields_of("headers")[field]
        named = [
            column
            for column, values in zip(columns, seen, strict=True)
            if column not in mapping.values() and values.filled and plain_header(column) in words
        ]
        if field not in mapping and named:
            doubts[field] = (
                f"“{named[0][:60]}” is not used: by its name it holds a {what}, but most of its "
                f"cells cannot be read as one. Say --map {field}=COLUMN to read those that can."
            )
    if "consent" not in mapping and (others := _consents_to_others(columns)):
        doubts["consent"] = (
            f"{listed(others)} was not taken for a consent to be quoted. "
            "Say --map consent=COLUMN if it is one."
        )
    return doubts


def _text_after_all(
    columns: Sequence[str], seen: Sequence[Evidence], mapping: Mapping[str, str]
) -> str:
    """Where nothing looks like comments: a column that is called so, though it holds no words;
    the titles; what looks like replies, which may be those of the customers."""
    words = fields_of("headers")["text"]
    called = [
        (-values.numbers, -place, column)
        for place, (column, values) in enumerate(zip(columns, seen, strict=True))
        if column not in mapping.values()
        and plain_header(column) in words
        and values.filled
        and max(values.dates, values.links) < 0.5
    ]
    best = max(called, default=None)
    if best and -best[0] < 0.5:
        return best[2]
    return mapping.get("title") or (best[2] if best else "") or mapping.get("answer", "")


def _consents_to_others(columns: Sequence[str]) -> list[str]:
    """Columns about consent to something else, such as marketing."""
    words = fields_of("headers")["consent"]
    return [
        column
        for column in columns
        if header_score(plain_header(column), words) and not is_about_quoting(column)
    ]


def _scores(header: str, seen: Evidence) -> dict[str, float]:
    """How well one column fits each field it can hold; above 0 only."""
    plain, known = plain_header(header), fields_of("headers")
    # A header that is one of the words means that, and nothing that a part of it could mean.
    exact = {field: words for field, words in known.items() if plain in words}
    scores = {} if exact else _by_voice(header, plain, seen)
    if scores:
        return scores
    if header_score(plain, known["birth"]):
        return {f"ignore {plain}": 100.0}
    for field, words in (exact or known).items():
        by_header = header_score(plain, words)
        if field == "ignore":
            if by_header > 60:
                # A name of its own, so that several columns can be left out.
                scores[f"{field} {plain}"] = by_header
        elif field == "consent" and not is_about_quoting(header):
            continue
        elif by_header and _fits(field, seen):
            # Where a column is empty, one of a like name that is not will be meant.
            scores[field] = (by_header + _bonus(field, seen)) * (1 if seen.filled else EMPTY)
    if asks_for_rating(header) and seen.filled and _fits("rating", seen):
        scores["rating"] = max(scores.get("rating", 0.0), 60 + _bonus("rating", seen))
    if "rating" in scores and seen.ratings > 0.9 and seen.numbers > 0.9:
        # "Nota do consumidor": the customer gave it, and it does not name them.
        scores.pop("customer", None)
    if not scores:
        scores = _by_values(seen)
    return scores


def _by_voice(header: str, plain: str, seen: Evidence) -> dict[str, float]:
    """What a column holds whose header names who wrote it."""
    if not _fits("text", seen):
        return {}
    match voice_of(header):
        case Voice.CUSTOMER:
            return {"text": 85 + _bonus("text", seen)}
        case Voice.STAFF:
            return {"answer": 85.0, f"ignore {plain}": 60.0}
        case Voice.INTERNAL:
            return {f"ignore {plain}": 90.0}
    return {}


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
        case "id":
            return (seen.words <= 3 and seen.dates < 0.9) or seen.numbers > 0.9
        case "source" | "channel":
            # An address is that of one page, a day that of a survey: no source of many comments.
            return seen.words <= 8 and seen.links < 0.5 and seen.dates < 0.5
        case "customer" | "answered_by" | "segment":
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
        elif not header_score(plain_header(mapping[field]), fields_of("headers")[field]):
            doubts[field] = (
                f"No header says which column holds the {what}; "
                f"{listed([mapping[field]])} was taken because of its values."
            )
    return doubts
