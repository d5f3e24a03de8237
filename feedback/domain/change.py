"""What was shipped, and which themes it answers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of what shipped. `shipped_on` is None for what is only planned.

    `key` is its identity inside the product: the file's own id, or a digest of version and title.
    `generic` marks lines such as "Bug fixes", which are kept and never suggested. `removed` ones
    stay stored so that their file does not bring them back. `edited_from` is a digest of what the
    file said when a person edited it, "" where nobody did.
    """

    id: int = 0
    title: str
    key: str
    details: str = ""
    product: str = ""
    component: str = ""
    version: str = ""
    shipped_on: date | None = None
    url: str = ""
    kind: str = ""
    external_id: str = ""
    generic: bool = False
    is_sample: bool = False
    removed: bool = False
    edited_from: str = ""

    def is_shipped(self, today: date) -> bool:
        """Whether customers have it. A date in the future is a plan."""
        return self.shipped_on is not None and self.shipped_on <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReport:
    """What importing changes did. changes = imported + updated + duplicates + rejected."""

    file: str
    changes: int = 0
    imported: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected: int = 0
    notes: tuple[str, ...] = ()


class LinkState(StrEnum):
    """What a person said about a suggested link."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class LinkOutcome(StrEnum):
    """How far the change answers the theme."""

    DID = "did"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change is suggested for a theme: one named score, and a sentence to check it by."""

    name: str
    score: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A change that may answer a theme. `score` is 0 to 1."""

    theme_id: int
    change_id: int
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSuggestion:
    """A change that may answer one comment, by our ids and by those of the files they came from."""

    comment_id: int
    external_id: str
    change_id: int
    change_external_id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A decision about a theme and a change."""

    theme_id: int
    change_id: int
    state: LinkState
    outcome: LinkOutcome = LinkOutcome.DID
    score: float | None = None
    reasons: tuple[Reason, ...] = field(default_factory=tuple)
    decided_at: datetime | None = None
    decided_by: str = ""
