"""What makes a comment a complaint: a low rating, or words that complain."""

from functools import cache
from pathlib import Path

LOWEST_RATINGS = 2.0
"""Up to this rating (of 5) a comment is a complaint whatever it says."""

GOOD_RATINGS = 4.0
"""From this rating on it is none, whatever it says: "no complaints" is none."""

_FOLDER = Path(__file__).parent / "words" / "complaints"


@cache
def complaint_words() -> tuple[str, ...]:
    """Beginnings of words, folded, that complaints use in any of the languages."""
    words = {
        line.strip().casefold()
        for file in sorted(_FOLDER.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    return tuple(sorted(words))


def is_complaint(text: str, rating: float | None) -> bool:
    """Whether a comment complains: rated 2 or less, or one of the words is somewhere in it and it
    is not rated 4 or 5."""
    if rating is not None:
        if rating <= LOWEST_RATINGS:
            return True
        if rating >= GOOD_RATINGS:
            return False
    folded = text.casefold()
    return any(word in folded for word in complaint_words())
