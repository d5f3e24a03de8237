"""Rows that say nothing: "Did not answer", "n/a", "tidak ada", "nada", "жоқ"."""

import unicodedata

from feedback.intake.words import lines_of

LONGEST = 60
# What a spreadsheet leaves where a formula failed; a line of the lists cannot begin with #.
_ERRORS = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!"}
_PHRASES = lines_of("filler") | _ERRORS


def is_filler(text: str) -> bool:
    """Whether a comment says nothing a theme could be made of.

    True for the known phrases in English, Indonesian, Portuguese, Kazakh and Russian whatever
    their case and punctuation, for one letter held down, and for bare punctuation.
    """
    if len(text) > LONGEST:
        return False
    folded = text.casefold()
    if folded in _PHRASES:
        return True
    bare = " ".join(
        "".join(letter if letter.isalnum() or letter == "'" else " " for letter in folded).split()
    )
    if bare:
        return bare in _PHRASES or (len(bare) > 1 and len(set(bare)) == 1 and not bare.isdigit())
    return not any(unicodedata.category(letter) in ("So", "Sk", "Sm") for letter in text)
