"""Times of day in a text: "10:30", "10h30", "pukul 08.15–17.45". They count nothing."""

import re
from functools import cache

from feedback.announcements.claims.lexicon import lexicons

_HOUR, _MINUTE = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_ENDING = r"(?:\s?[ap]\.?m\.?|-?[а-яәіңғүұқөһ]{2,4})?"  # "am", and Kazakh cases: "10:30-дан"


def clock_times(text: str) -> list[tuple[int, int]]:
    """Where times of day stand. One with people or comments right behind it is none."""
    spans = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            words = " ".join(text[match.end() : match.end() + 40].split()[:1])
            if not any(each.has(n, words) for each in lexicons() for n in ("people", "comments")):
                spans.append(match.span())
    return spans


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    leads = [
        each.patterns["clock_leads"].pattern
        for each in lexicons()
        if "clock_leads" in each.patterns
    ]
    lead, dotted = "|".join(leads), rf"{_HOUR}\.{_MINUTE}"
    hour = rf"{_HOUR}\s?h(?:{_MINUTE})?"
    until = r"\s*(?:–|—|-|sampai|hingga|dan|s\.d\.|às|a|e|até as)\s*"
    sources = (
        rf"(?<![\w:.,]){_HOUR}:{_MINUTE}{_ENDING}(?![\w:]|[.,]\d)",
        rf"(?<![\w:.,]){_HOUR}h{_MINUTE}(?!\w)",
        rf"(?:{lead})\s+(?:{dotted}|{hour})(?:{until}(?:{dotted}|{hour}))?(?!\w|[.,]\d)",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
