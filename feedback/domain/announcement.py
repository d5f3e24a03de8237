"""Announcements, the facts they stand on, and what a check finds in them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class AnnouncementStatus(StrEnum):
    """Where an announcement stands on its way out, and whether it was taken back."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Tone(StrEnum):
    """How an announcement sounds."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one customer, word for word, who agreed to be quoted."""

    comment_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedFact:
    """The change an announcement speaks of, as it was when the facts were computed."""

    change_id: int
    title: str
    version: str = ""
    shipped_on: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFact:
    """What was decided about the themes: who and when, and what the outcome needs.

    `reason` is in customers' words and explains a "no"; `review_on` is when it will be looked at
    again, `planned_for` the date a plan works towards, `where` where to find what exists.
    """

    decided_on: date | None = None
    decided_by: str = ""
    reason: str = ""
    review_on: date | None = None
    planned_for: date | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the data carries, computed once and pinned with the announcement.

    `comments` is how many different comments are in the themes, out of `of_comments` that say
    anything at all; `customers` how many different people wrote them, where the sources tell.
    `with_customer` says for how many comments the writer is known, `dated` how many carry a date:
    where either is less than `comments`, "39 customers" means at least 39. `theme_languages` runs
    beside `themes`; a code is empty where nobody knows it. `mean_rating` is on 1–5, over `rated`
    comments. `outcome` is one of Outcome but undecided, `decided` what it rests on.
    """

    themes: tuple[str, ...]
    comments: int
    of_comments: int
    customers: int = 0
    first_said: date | None = None
    last_said: date | None = None
    channels: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    rated: int = 0
    mean_rating: float | None = None
    shipped: tuple[ShippedFact, ...] = ()
    outcome: str = "did"
    quotes: tuple[Quote, ...] = ()
    computed_at: datetime | None = None
    theme_languages: tuple[str, ...] = ()
    with_customer: int = 0
    dated: int = 0
    decided: DecidedFact = DecidedFact()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A "you told us X, we did Y" in one language.

    `scheduled_for` is the day it is to go out; somebody publishes it then.
    """

    id: int = 0
    theme_ids: tuple[int, ...]
    language: str
    tone: Tone = Tone.PLAIN
    headline: str
    you_said: str
    we_did: str
    facts: Facts
    status: AnnouncementStatus = AnnouncementStatus.DRAFT
    created_at: datetime | None = None
    approved_at: datetime | None = None
    published_at: datetime | None = None
    scheduled_for: date | None = None
    withdrawn_at: datetime | None = None
    version: int = 1

    def says_the_same_as(self, other: "Announcement") -> bool:
        """Whether both answer the same themes with the same outcome, in whatever language: "we
        plan it" is one answer, and "we did it" another that the same people wait for."""
        return (
            set(self.theme_ids) == set(other.theme_ids)
            and self.facts.outcome == other.facts.outcome
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in an announcement that the facts do not carry.

    `where` is the part of the text (headline, you_said, we_did); `message` says what is wrong and
    what would be true. `found` is the passage it is about, `instead` a true one to put in its place
    (in the language of the announcement) where there is one. A finding that does not block is a
    suggestion.
    """

    rule: str
    where: str
    message: str
    found: str = ""
    instead: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Concern:
    """A sentence, word for word as it stands in its part, and what was found in it.

    A headline is one sentence here. `instead` is a true sentence for its place, "" where none
    fits. `sentence` is "" where the
    findings are about the part as a whole, as a missing apology is.
    """

    where: str
    sentence: str
    findings: tuple[Finding, ...]
    instead: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the announcement cannot be approved with it."""
        return any(finding.blocks for finding in self.findings)
