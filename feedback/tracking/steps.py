"""How far the loop has come for somebody who wrote on a certain day.

A step answers those who had written by then. Whoever writes about a theme after it was announced
waits again: an announcement in April tells nothing to somebody who complains in May. One kind of
decision stands: a reasoned "no" (or "it exists already", or "planned") also answers those who ask
later, until it is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from feedback.domain.theme import Outcome

STANDING = frozenset({Outcome.PLANNED, Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS})
HONEST_NO = frozenset({Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSteps:
    """When a theme got an owner, was decided, shipped and announced, when its people were told and
    confirmed: days, oldest first.

    A tuple is empty where it did not happen; None where nobody recorded it.
    """

    theme_id: int
    outcome: Outcome = Outcome.UNDECIDED
    is_owned: bool = False
    owned: tuple[date, ...] | None = None
    decided: tuple[date, ...] | None = ()
    shipped: tuple[date, ...] = ()
    announced: tuple[date, ...] = ()
    told: tuple[date, ...] | None = None
    confirmed: tuple[date, ...] | None = None

    @property
    def stands(self) -> bool:
        """Whether what was decided also answers those who write later."""
        return self.outcome in STANDING

    @property
    def is_no(self) -> bool:
        """Whether it was decided, with a reason, that nothing will be done."""
        return self.outcome in HONEST_NO


def reached_on(days: Sequence[date], wrote: date, *, stands: bool = False) -> date | None:
    """The day on which a step reached somebody who wrote on `wrote`; None if it has not.

    The first such day at or after it; where the step `stands`, an earlier one counts from the day
    of writing. The same day counts as after.
    """
    later = [day for day in days if day >= wrote]
    if later:
        return min(later)
    return wrote if stands and days else None


def is_decided(steps: ThemeSteps | None, wrote: date) -> bool:
    """Whether a decision answers somebody who wrote on `wrote`."""
    if steps is None:
        return False
    if reached_on(steps.decided or (), wrote, stands=steps.stands) is not None:
        return True
    # Decided, and nobody noted when: what stands answers everybody.
    return steps.stands and not steps.decided


def is_closed(steps: ThemeSteps | None, wrote: date) -> bool:
    """Whether the loop is closed for somebody who wrote on `wrote`: announced, told, or an honest
    no."""
    if steps is None:
        return False
    if steps.is_no and is_decided(steps, wrote):
        return True
    known = steps.announced + (steps.told or ())
    return reached_on(known, wrote, stands=steps.stands) is not None
