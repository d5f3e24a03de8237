"""Facts and words put together: the text of a draft. Nothing is stored here."""

from dataclasses import dataclass

from feedback.announcements import phrases
from feedback.announcements.plain import one_line
from feedback.announcements.words_folder import (
    FALLBACK_LANGUAGE,
    OutcomeWords,
    Words,
    load_outcome,
)
from feedback.domain.announcement import Facts, Tone

# Below this mean rating (1–5) customers are owed an apology.
APOLOGY_BELOW = 2.5


@dataclass(frozen=True, slots=True)
class Draft:
    """The three parts of an announcement."""

    headline: str
    you_said: str
    we_did: str


def write_draft(facts: Facts, words: Words, tone: Tone) -> Draft:
    """What the facts say, in these words. Raises InputError where the outcome has none."""
    outcome = load_outcome(words, facts.outcome, tone)
    values = placeholder_values(facts, words)
    values["apology"] = _text(outcome, "apology", values) if owes_apology(facts) else ""
    return Draft(
        headline=_text(outcome, "headline", values),
        you_said=_text(outcome, "you_said", values),
        we_did=_text(outcome, "we_did", values),
    )


def placeholder_values(facts: Facts, words: Words) -> dict[str, str]:
    """A text for every placeholder; "" where the facts have nothing to say."""
    first, last, mean = facts.first_said, facts.last_said, facts.mean_rating
    decided = facts.decided
    return {
        "themes": phrases.themes(words, facts),
        "share": phrases.share(words, facts),
        "comments": phrases.number(words, facts.comments),
        "of_comments": phrases.number(words, facts.of_comments),
        "customers": phrases.customers(words, facts),
        "period": phrases.said_when(words, facts),
        "first": phrases.day_or_nothing(words, first),
        "last": phrases.day_or_nothing(words, last),
        "channels": phrases.channels(words, facts),
        "rating": phrases.rating(words, facts),
        "mean": "" if mean is None else phrases.number(words, float(mean)),
        "own_words": phrases.own_words(words, facts),
        "this_change": words.phrase("this_change", len(facts.shipped)) if facts.shipped else "",
        "changes": phrases.changes(words, facts),
        "reason": _ended(one_line(decided.reason)),
        "review_on": phrases.day_or_nothing(words, decided.review_on),
        "planned_for": phrases.day_or_nothing(words, decided.planned_for),
        "where": one_line(decided.where),
    }


def _ended(text: str) -> str:
    """`text` with a full stop where it ends without a sign of its own."""
    return f"{text}." if text and text.rstrip('”“»"’)')[-1:].isalnum() else text


def owes_apology(facts: Facts) -> bool:
    """Whether what customers went through calls for an apology."""
    return facts.mean_rating is not None and facts.mean_rating < APOLOGY_BELOW


def draft_language(facts: Facts, available: tuple[str, ...]) -> str:
    """The language most of the comments are in, where there are words in it; else English."""
    for code, _ in sorted(facts.languages.items(), key=lambda item: (-item[1], item[0]))[:1]:
        if code in available:
            return code
    return FALLBACK_LANGUAGE


def _text(outcome: OutcomeWords, part: str, values: dict[str, str]) -> str:
    paragraphs = []
    for lines in outcome.parts.get(part, ()):
        filled = [line.fill(values) for line in lines]
        paragraph = " ".join(text for text in filled if text)
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
