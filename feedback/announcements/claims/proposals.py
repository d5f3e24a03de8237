"""The true phrase to offer in place of a false one: of what it is about, or none at all."""

from collections.abc import Iterator

from feedback.announcements import phrases
from feedback.announcements.claims.checking import Checking
from feedback.announcements.claims.lexicon import lexicons
from feedback.announcements.claims.reading import Reading

_CHANNELS = ("review", "survey", "email", "chat", "social", "phone")
_COUNTABLE = ("people", "comments")


def true_count(reading: Reading, checking: Checking, span: tuple[int, int], noun: str) -> str:
    """What is true of the count at `span`, by the channel or the `noun` it stands beside.

    A channel named after it in its sentence comes first. "" where no fact is about the same thing.
    """
    if noun in ("money", "times", "folds"):
        return ""
    named = list(_channels_after(reading, span))
    if named:
        return _channel(checking, named[0])
    if noun == "people":
        return phrases.customers(checking.words, checking.facts)
    if noun == "stars":
        return phrases.rating(checking.words, checking.facts)
    if noun == "comments" or speaks_of(reading, span, ("comments",)):
        return checking.true_share()
    return ""


def true_part(reading: Reading, checking: Checking, span: tuple[int, int]) -> str:
    """So many of so many comments, where the share at `span` can be one of comments or people."""
    asked = reading.where != "we_did" or speaks_of(reading, span, _COUNTABLE)
    return checking.true_share() if asked else ""


def speaks_of(reading: Reading, span: tuple[int, int], names: tuple[str, ...]) -> bool:
    """Whether a word of these lists stands in the sentence around `span`."""
    sentence = reading.claims[slice(*reading.sentence(span[0]))]
    return any(lexicon.has(name, sentence) for lexicon in lexicons() for name in names)


def _channels_after(reading: Reading, span: tuple[int, int]) -> Iterator[str]:
    """The kinds of channels named between `span` and the next number of its sentence."""
    end = reading.sentence(span[0])[1]
    end = min((number.start for number in reading.numbers_in((span[1], end))), default=end)
    ahead = reading.claims[span[1] : end]
    places = [
        (match.start(), kind)
        for kind in _CHANNELS
        for lexicon in lexicons()
        for match in lexicon.finds(f"channel_{kind}", ahead)
    ]
    yield from (kind for _, kind in sorted(places))


def _channel(checking: Checking, kind: str) -> str:
    words, facts = checking.words, checking.facts
    if kind not in facts.channels:
        return phrases.channels(words, facts)
    name = words.named("channel", kind) or kind
    return words.phrase("counted", name=name, count=phrases.number(words, facts.channels[kind]))
