"""How far the loop has come for somebody who wrote on a certain day.

A step answers those who had written by then. Whoever writes about a theme after it was announced
waits again: an announcement in April tells nothing to somebody who complains in May. One kind of
decision stands: a reasoned "no" (or "it exists already", or "planned") also answers those who ask
later, until it is changed. A theme that is reopened starts again: what was decided and announced
before that answers nobody any more. Where a "no" or a plan gave way to something done, the decision
stays, and what was announced until then answers nobody any more: they wait to hear that it is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from feedback.domain.theme import Outcome

STANDING = frozenset({Outcome.PLANNED, Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS})
HONEST_NO = frozenset({Outcome.CANNOT, Outcome.WILL_NOT, Outcome.EXISTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSteps:
    """When a theme got its owner, was decided, shipped and announced: days, oldest first.

    A tuple is empty where it did not happen, or where nobody noted when: `is_owned` and `outcome`
    say whether it did. `reopened` is the day until which what was announced or told in person
    answers nobody any more, since a decision was taken back or a "no" or a plan gave way to
    something done; `announced` came after that, and so did `decided` where it was taken back.
    """

    theme_id: int
    outcome: Outcome = Outcome.UNDECIDED
    is_owned: bool = False
    owned: tuple[date, ...] = ()
    decided: tuple[date, ...] = ()
    shipped: tuple[date, ...] = ()
    announced: tuple[date, ...] = ()
    reopened: date | None = None

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
    if reached_on(steps.decided, wrote, stands=steps.stands) is not None:
        return True
    # Decided, and nobody noted when.
    return steps.outcome is not Outcome.UNDECIDED and not steps.decided


def is_closed(steps: ThemeSteps | None, wrote: date, told: date | None = None) -> bool:
    """Whether the loop is closed for somebody who wrote on `wrote` and was told in person on
    `told`: announced, told, or an honest no."""
    return closed_on(steps, wrote, told) is not None


def closed_on(steps: ThemeSteps | None, wrote: date, told: date | None = None) -> date | None:
    """The day on which that loop was closed; None if it is open. A no of which nobody noted the day
    closes it on the day of writing."""
    if steps is None:
        return None
    closed = known_on(steps, wrote, told)
    if steps.is_no and is_decided(steps, wrote):
        said = reached_on(steps.decided, wrote, stands=True) or wrote
        return said if closed is None else min(said, closed)
    return closed


def known_on(steps: ThemeSteps, wrote: date, told: date | None) -> date | None:
    """The day from which somebody who wrote on `wrote` could know: announced, or told in person."""
    announced = reached_on(steps.announced, wrote, stands=steps.stands)
    if told is not None and steps.reopened is not None and told <= steps.reopened:
        told = None
    return min((day for day in (announced, told) if day is not None), default=None)
