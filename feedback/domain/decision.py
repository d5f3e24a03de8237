"""What was decided about a theme, by whom, and what it was before."""

from dataclasses import dataclass
from datetime import date, datetime

from feedback.domain.theme import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One step in the history of a theme; the latest one is the theme's outcome.

    `reason` is why not, in customers' words (cannot, will not), or a remark. `planned_for` is the
    day a plan is for, `review_on` the day to look at a "no" again, `where` says where to find what
    exists already. `before` is the outcome this one took the place of. `decided_at` is None where
    nobody knows any more.
    """

    id: int = 0
    theme_id: int
    outcome: Outcome
    before: Outcome = Outcome.UNDECIDED
    reason: str = ""
    planned_for: date | None = None
    review_on: date | None = None
    where: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

    @property
    def due_on(self) -> date | None:
        """The day on which somebody has to look at the theme again."""
        return self.planned_for if self.outcome is Outcome.PLANNED else self.review_on
