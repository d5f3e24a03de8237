"""What a cell says of the language of a comment."""

import re
from functools import lru_cache

from feedback.intake.words import fields_of

_NAMES = {name: code for code, names in fields_of("languages").items() for name in (code, *names)}


@lru_cache(maxsize=2000)
def language_code(value: str) -> str:
    """The ISO 639-1 code a cell such as "pt-BR", "English" or "kk" means, or an empty string."""
    name = value.strip().casefold()
    if name in _NAMES:
        return _NAMES[name]
    return _NAMES.get(re.split(r"[-_ (]", name, maxsplit=1)[0], "")
