"""What the header of a rating column says about its scale."""

import re
from collections.abc import Callable
from functools import cache

from feedback.intake.words import begins, fields_of, plain_header

_ENDS = re.compile(
    r"(?<![\w.,-])(\d{1,3})\s*(?:-|–|—|\.\.+|…|to|through|a|à|até|sampai|hingga|s/d|до|ден|дан)\s*"
    r"(\d{1,3})(?![\w-])",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?:out of|of|dari|de|из|/)\s*(5|7|10|100)(?![\w.,-])"
    r"|(?<!\w)(5|7|10|100)-?(?:тен|дан|нан|ден)\b",
    re.IGNORECASE,
)
_USUAL = {(0, 1), (0, 5), (1, 5), (1, 7), (0, 10), (1, 10), (0, 100)}
_END_WORD = re.compile(
    r"(?<![\w.,-])(\d{1,3})\s*(?:=|:|\bis\b|-|–|—|\()?\s*([^\W\d_]+(?: [^\W\d_]+){0,3})",
    re.IGNORECASE,
)
_WORD_END = re.compile(
    r"([^\W\d_]+(?: [^\W\d_]+){0,3})\s*(?:=|:|\bis\b|\()\s*(\d{1,3})(?![\w.,-])", re.IGNORECASE
)


def asks_for_rating(header: str) -> bool:
    """Whether a header is a question that is answered with a rating."""
    return _has(header, "asks") or asks_for_recommendation(header)


def asks_for_recommendation(header: str) -> bool:
    """Whether it asks how likely somebody recommends, which is rated from 0 to 10."""
    return _has(header, "recommends")


def asks_for_thumb(header: str) -> bool:
    """Whether it has ups and downs, or a yes and a no, rather than a scale."""
    return _has(header, "thumbs")


def scale_in(header: str) -> tuple[int, int] | None:
    """The lowest and the highest rating where the header says it, as “(1-10)” or “out of 5” do."""
    for match in _ENDS.finditer(header):
        ends = sorted((int(match[1]), int(match[2])))
        if (ends[0], ends[1]) in _USUAL:
            return ends[0], ends[1]
    of = _OUT_OF.search(header)
    if of is None:
        return None
    best = int(of[1] or of[2])
    return (1 if best == 5 else 0), best


def one_is_best(header: str, in_words: Callable[[str], float | None]) -> bool | None:
    """Whether the header calls the 1 good or the highest number bad; None where it says nothing.

    `in_words` gives the rating that words mean.
    """
    named = [(int(match[1]), _rating(match[2], in_words)) for match in _END_WORD.finditer(header)]
    named += [
        (int(match[2]), _rating(match[1], in_words, last=True))
        for match in _WORD_END.finditer(header)
    ]
    told = [
        (rating > 3) == (number == 1)
        for number, rating in named
        if rating is not None and rating != 3 and number in (1, 5, 7, 10)
    ]
    return told[0] if told else None


def _rating(
    words: str, in_words: Callable[[str], float | None], *, last: bool = False
) -> float | None:
    """What the most of the words mean that mean anything: those that stand at the number."""
    parts = words.split()
    for count in range(len(parts), 0, -1):
        some = parts[-count:] if last else parts[:count]
        if (rating := in_words(" ".join(some))) is not None:
            return rating
    return None


@cache
def _has(header: str, kind: str) -> bool:
    tokens = plain_header(header).split()
    return any(begins(tokens, phrase.split()) for phrase in fields_of("scales")[kind])
