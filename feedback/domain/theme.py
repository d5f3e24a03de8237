"""Themes: groups of comments that people own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What was decided about a theme."""

    UNDECIDED = "undecided"
    PLANNED = "planned"
    DID = "did"
    PARTLY = "partly"
    CANNOT = "cannot"
    WILL_NOT = "will-not"
    EXISTS = "exists"


class ThemeStatus(StrEnum):
    """How far the loop of a theme has come. Derived from links and announcements, never set."""

    OPEN = "open"
    SHIPPED = "shipped"
    ANNOUNCED = "announced"
    RETIRED = "retired"


class Priority(StrEnum):
    """How urgent a person thinks a theme is."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class AssignedBy(StrEnum):
    """Who put a comment into a theme."""

    ENGINE = "engine"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme. Its id never changes and is never used again.

    `named_by_person` protects a name from the next run. `version` grows with every edit and lets
    a second writer notice the first. `cohesion` is the mean fit of its comments, 0 to 1.
    A `pinned` theme is never touched by a run; a `hidden` one is left out of lists.
    """

    id: int = 0
    name: str
    terms: tuple[str, ...] = ()
    language: str = ""
    named_by_person: bool = False
    outcome: Outcome = Outcome.UNDECIDED
    owner: str = ""
    retired: bool = False
    cohesion: float | None = None
    representatives: tuple[int, ...] = ()
    created_at: datetime | None = None
    version: int = 1
    description: str = ""
    priority: Priority = Priority.NONE
    tags: tuple[str, ...] = ()
    pinned: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """One comment's place in a theme; `score` says how well it fits, 0 to 1.

    `rank` 1 is the main theme, where the comment counts; 2 and 3 are themes it speaks of as well.
    """

    comment_id: int
    theme_id: int
    score: float
    assigned_by: AssignedBy = AssignedBy.ENGINE
    rank: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What finding themes did."""

    run: int
    comments: int
    themes: int
    unassigned: int
    kept: int
    new: int
    retired: int
    seconds: float
