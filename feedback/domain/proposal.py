"""What a run would do to the themes there are, before it does it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from feedback.domain.theme import RunReport, Theme


class ProposalKind(StrEnum):
    """What happens to a theme, or where one comes from."""

    KEPT = "kept"
    NEW = "new"
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"


class ProposalStatus(StrEnum):
    """What became of what a run found."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalItem:
    """What happens to one theme.

    `theme_id` is the theme that exists (None for a new one); `cluster` the cluster that becomes it
    (None where none does). `other_id` is the theme it comes out of (split), or goes into (merged).
    `before` and `after` count its comments, `shared` those in both. `found` is what the engine
    found, for a new theme and for a kept one's terms. `sentence` says all this for a person.
    """

    kind: ProposalKind
    name: str
    sentence: str
    theme_id: int | None = None
    cluster: int | None = None
    other_id: int | None = None
    before: int = 0
    after: int = 0
    shared: int = 0
    found: Theme | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A run that waits to be applied or discarded, or was."""

    run: int
    at: datetime
    report: RunReport
    items: tuple[ProposalItem, ...]
    status: ProposalStatus = ProposalStatus.PROPOSED
    decided_at: datetime | None = None
    decided_by: str = ""
