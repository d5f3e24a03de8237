"""Long text cut short without cutting what is personal in two: half an address passes for none."""

from feedback.intake.privacy import find_personal, redact

AROUND = 500
"""Letters on either side of the cut that are looked at; links are the longest there are."""
LONGEST_LOOK = 2000


def cut(text: str, most: int) -> str:
    """At most so many letters of the beginning; what is personal and stands in the way is left out
    as a whole."""
    if len(text) <= most:
        return text
    start = max(0, most - AROUND)
    for one in find_personal(text[start : most + AROUND]):
        if start + one.start < most < start + one.end:
            return text[: start + one.start]
    return text[:most]


def shown(text: str, most: int) -> str:
    """At most so many letters of the beginning, without personal data: replaced first and cut
    then."""
    return redact(cut(text, max(most, LONGEST_LOOK))).text[:most]
