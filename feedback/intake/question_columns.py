"""Several open questions in one file: a comment each, with the rating that stands beside it."""

from collections.abc import Mapping, Sequence

from feedback.intake.evidence import Evidence
from feedback.intake.mapping import listed, rating_of_question, text_fields
from feedback.intake.open_questions import in_order, says_much
from feedback.intake.privacy.cutting import shown
from feedback.intake.question_ratings import ratings_beside

SURELY_RATING = 50.0
"""Of a further column of ratings, what its name and its values count for together."""
SHOWN_PAIRS = 4


def take_questions(
    columns: Sequence[str],
    seen: Sequence[Evidence],
    scores: Sequence[Mapping[str, float]],
    more: list[str],
    mapping: dict[str, str],
    doubts: dict[str, str],
) -> None:
    """Map further open questions, in the order of the columns, and the rating of each."""
    if "title" in mapping and says_much(seen[columns.index(mapping["title"])]):
        # It belongs to no one of several answers.
        more.append(mapping.pop("title"))
    mapping.update(in_order(columns, [mapping["text"], *more]))
    texts = [mapping[name] for name in text_fields(mapping)]
    doubts["text"] = (
        f"Comments were read from {len(more) + 1} columns, one comment per answer: "
        f"{listed(texts)}. Switch one off with --map text2= (and so on)."
    )
    if rated := ratings_beside(columns, texts, _rated(columns, scores, mapping)):
        mapping.update(rated)
        doubts.pop("rating", None)
        doubts[max(rated)] = _said_of_ratings(mapping)


def _rated(
    columns: Sequence[str], scores: Sequence[Mapping[str, float]], mapping: Mapping[str, str]
) -> list[str]:
    """Columns of ratings, by their names and their values."""
    taken = {column for field, column in mapping.items() if field != "rating"}
    return [
        column
        for column, own in zip(columns, scores, strict=True)
        if column not in taken and own.get("rating", 0.0) >= SURELY_RATING
    ]


def _said_of_ratings(mapping: Mapping[str, str]) -> str:
    of = rating_of_question(mapping)
    pairs = [
        f"“{shown(mapping[of.get(mapping[text], 'rating')], 60)}” of “{shown(mapping[text], 60)}”"
        for text in text_fields(mapping)
    ]
    return (
        f"Each question has the rating next to it: {', '.join(pairs[:SHOWN_PAIRS])}"
        f"{' and so on' if len(pairs) > SHOWN_PAIRS else ''}. Switch one off with --map rating2= "
        "(and so on)."
    )
