"""Who answered a comment: a person or a bot."""

from feedback.intake.cells import read_yes_or_no
from feedback.intake.words import fields_of, plain_header

_BOTS = frozenset(fields_of("answerers")["bot"])
_NOBODY = frozenset(fields_of("answerers")["nobody"])


def read_answerer(cell: str, header: str) -> bool | None:
    """Whether a bot answered, by who is said to have; None where the cell does not say.

    Under a header that asks for a bot, yes and no are answers too.
    """
    words = plain_header(cell)
    if any(word in _BOTS for word in plain_header(header).split()):
        said = read_yes_or_no(cell)
        if said is not None:
            return said
    if not words or words in _NOBODY:
        return None
    return any(f" {bot} " in f" {words} " for bot in _BOTS)
