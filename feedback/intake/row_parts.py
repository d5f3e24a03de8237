"""What the making of comments passes around: settings of one import, tallies, parts of a row."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from feedback.domain.comment import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What holds for all rows of one import unless a column says otherwise."""

    source: str
    source_is_given: bool = False
    channel: Channel = Channel.OTHER
    channel_is_given: bool = False
    language: str = ""
    key: bytes
    latest: datetime = datetime.max


@dataclass(slots=True)
class Tally:
    """What was odd while rows became comments; `first` remembers the line of the first case."""

    seen: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    redacted: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, line: int, value: str = "") -> None:
        """Count one case."""
        self.seen[what] += 1
        self.first.setdefault(what, f"line {line}" + (f": “{value[:40]}”" if value else ""))


@dataclass(frozen=True, slots=True)
class Words:
    """A comment as given (its identity) and as it may be stored, and what was asked."""

    given: str
    redacted: str
    markers: int
    question: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What all comments of one row have in common."""

    source: str
    channel: Channel
    created_at: datetime | None
    answered_at: datetime | None
    rating: float | None
    rating_given: str
    customer: str
    answer: str
    answer_markers: int
    segment: str
    consent: bool | None
