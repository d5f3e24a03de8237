"""What tracking counts: rows the store has added up, so that no page reads every comment."""

from dataclasses import dataclass
from datetime import date, datetime

from feedback.domain.comment import Channel

NO_HOUR = 24
"""Instead of an hour where only the day is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedFilter:
    """Which comments that say something are meant; an empty filter means all of them.

    `since` and `until` are days of arrival, both included; with either, undated comments are out.
    `by_bot` means those alone that a bot answered, as their source says.
    """

    source: str = ""
    segment: str = ""
    since: date | None = None
    until: date | None = None
    by_bot: bool = False


@dataclass(frozen=True, slots=True)
class DayCount:
    """Comments of one day in one theme (None: in none), with or without an answer of their own.

    `day` is None where the source gives no date. `told` is the first day on or after it on which
    whoever wrote them was told of an announcement about their theme, `confirmed` the day on which
    they said that it helped; None where that did not happen.
    """

    theme_id: int | None
    day: date | None
    answered: bool
    comments: int
    told: date | None = None
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class HourCount:
    """Comments of one source in one hour of one day, on the clock of that source.

    The hour is NO_HOUR for midnight to the second: that is how days without a time are stored.
    """

    source: str
    day: date
    hour: int
    comments: int


@dataclass(frozen=True, slots=True)
class AnswerWait:
    """Comments of one source in one theme (None: in none) that got an answer after so many whole
    minutes.

    Minutes are below zero where the source says that the answer came before the comment, and None
    where it gives the day only of either.
    """

    source: str
    minutes: int | None
    comments: int
    theme_id: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """How many comments of one source got an answer of their own: of a person, of a bot, of nobody
    knows whom, and how many got none."""

    source: str
    people: int = 0
    bots: int = 0
    unsaid: int = 0
    none: int = 0


@dataclass(frozen=True, slots=True)
class ThemeWeek:
    """Comments of one theme (None: in none) in the week that begins on the Monday `week`."""

    theme_id: int | None
    week: date
    comments: int
    rated: int = 0
    ratings: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """One comment, as far as a promise to answer needs it; moments as the source wrote them.

    `is_answered` says that there is an answer, even where nobody knows when it came.
    """

    comment_id: int
    source: str
    channel: Channel
    created_at: datetime
    answered_at: datetime | None
    is_complaint: bool
    is_answered: bool = False
    by_bot: bool | None = None
