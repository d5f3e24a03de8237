"""What was promised to customers: how fast an answer, a decision, a word in public."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.domain.comment import Channel

MINUTES_A_DAY = 24 * 60


class PromiseKind(StrEnum):
    """What is promised."""

    ANSWER = "answer"
    DECIDE = "decide"
    TELL = "tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise, and from when to when it held.

    It is about one source, or one channel, or everything where both are empty; `complaints` narrows
    it to complaints. `minutes` is the time promised: working time for an answer, calendar days (a
    multiple of 1,440) for a decision and for telling. `hours` are the staffed hours, such as
    "Mon-Fri 09:00-17:00", empty for round the clock; `timezone` is the IANA name they are read in.
    `until` is the last day it holds, None while it holds. `wording` is what customers read.
    """

    id: int = 0
    wording: str
    kind: PromiseKind = PromiseKind.ANSWER
    source: str = ""
    channel: Channel | None = None
    complaints: bool = False
    minutes: int
    hours: str = ""
    timezone: str = ""
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it was promised to somebody who wrote on that day."""
        return self.since <= day and (self.until is None or day <= self.until)
