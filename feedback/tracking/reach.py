"""How many may be unhappy for those who said so: an estimate, and no more than that."""

from dataclasses import dataclass

from feedback.errors import InputError

FACTOR = 27
SOURCE = (
    "One in 27 unhappy customers complains: attributed to the complaint studies of Technical "
    "Assistance Research Programs (TARP) for the White House Office of Consumer Affairs, 1979–86. "
    "Other trades and other times differ; put in your own factor if you know it."
)


@dataclass(frozen=True, slots=True)
class Reach:
    """`people` complained; about `estimate` may be unhappy, if one in `factor` says so."""

    people: int
    factor: float
    estimate: int


def reach(people: int, *, factor: float = FACTOR) -> Reach:
    """The estimate, rounded to two digits so that it looks no more exact than it is.

    Raises InputError for a factor below 1 or above 1,000.
    """
    if not 1 <= factor <= 1000:
        raise InputError("One in how many says so must be between 1 and 1,000.")
    exact = people * factor
    digits = len(str(int(exact))) - 2
    return Reach(people, factor, int(round(exact, -digits) if digits > 0 else round(exact)))
