"""What the words just before a number say it is."""

import re
from collections.abc import Iterable

from feedback.intake.words import fields_of

_FAR = 48


def before(text: str, start: int) -> str:
    """What stands before a place, as far as it may tell."""
    return text[max(0, start - _FAR) : start]


# Of an account, people may well give the number of its card.
_OF_MONEY = frozenset(
    ("account", "acct", "va", "virtual account", "rekening", "norek", "no rekening", "conta",
     "карта", "шот", "шоты", "счет", "transaction", "transaksi", "compra")
)  # fmt: skip
_WORDS = fields_of("numbers")


def _just_before(named: Iterable[str], sign: str = "") -> re.Pattern[str]:
    """One of these words, then perhaps small words and signs, then the number."""
    return re.compile(
        rf"(?:\b(?:{'|'.join(map(re.escape, named))})\b\.?{sign})"
        rf"(?:\s(?:{'|'.join(map(re.escape, _WORDS['between']))})\b\.?){{0,4}}"
        r"[\s:;,=(#№º°+-]{0,4}$",
        re.IGNORECASE,
    )


NAMED_ABOVE = re.compile(
    r"\b(?:phone|telephone|mobile|cell|whatsapp|telefone|celular|telepon|hp|wa|телефон\w*|нөмір\w*)"
    r"(?: (?:number|no|nr))?\.? (?:on|of|for|in|do|da|na|di|pada|dari|от|на)\b[^\d\n.;:!?]{0,24}"
    r":\s?$",
    re.IGNORECASE,
)
"""As in "phone number on the account:", whatever else is named after it."""
NAMED = _just_before(_WORDS["phone"])
SOMETHING_ELSE = _just_before(_WORDS["other"], "|[#№]")
NAMED_OTHERWISE = _just_before(_WORDS["other"])
"""By a word, as in "order № 17", and not by the sign alone."""
NO_CARD = _just_before([word for word in _WORDS["other"] if word not in _OF_MONEY], "|[#№]")
