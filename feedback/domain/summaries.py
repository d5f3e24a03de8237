"""What pages and listings show: rows put together from several tables."""

from dataclasses import dataclass, field
from datetime import date, datetime

from feedback.domain.change import Change
from feedback.domain.theme import Outcome, Priority, ThemeStatus

UNKNOWN = "und"
"""ISO 639-2 for a language that is not known; comments keep it as empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFilter:
    """Which comments are meant; an empty filter means all of them.

    `theme_id` narrows to one theme, `unassigned` to comments that say something and are in no
    theme, `placed` to those that say something and are in one, `silent` to those that say nothing,
    `unrated` to those without a rating. The language UNKNOWN narrows to comments in none that is
    known. `search` is text to be found anywhere, letter case aside. `also_theme` narrows to
    comments that have this theme as a second or third one, `without` leaves the comments of some
    sources out. `since` and `until` are days, both
    included; with either, or with a rating, comments that have none are left out. `after_id`
    narrows to comments stored after that one.
    """

    theme_id: int | None = None
    unassigned: bool = False
    source: str = ""
    without: tuple[str, ...] = ()
    language: str = ""
    search: str = ""
    include_filler: bool = True
    channel: str = ""
    segment: str = ""
    customer: str = ""
    rating_from: float | None = None
    rating_to: float | None = None
    since: date | None = None
    until: date | None = None
    also_theme: int | None = None
    import_id: int | None = None
    after_id: int = 0
    placed: bool = False
    silent: bool = False
    unrated: bool = False

    @property
    def stored_language(self) -> str:
        """The language as comments keep it."""
        return "" if self.language == UNKNOWN else self.language


@dataclass(frozen=True, slots=True)
class WeekCount:
    """Comments of the week that begins on the Monday `week`."""

    week: date
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSummary:
    """One row of the list of themes. `weekly` covers the last 26 weeks, oldest first.

    `comments` counts those whose main theme it is, `also` those that speak of it as well; `share`
    is of all comments (that the list counts) that say something, 0 to 1. `waiting_since` is the
    earliest comment of a theme that nothing was announced for.
    """

    id: int
    name: str
    terms: tuple[str, ...]
    comments: int
    languages: dict[str, int]
    status: ThemeStatus
    outcome: Outcome
    owner: str
    first_seen: datetime | None
    last_seen: datetime | None
    mean_rating: float | None
    weekly: tuple[int, ...] = ()
    change_ids: tuple[int, ...] = ()
    change_titles: tuple[str, ...] = ()
    cohesion: float | None = None
    share: float = 0.0
    description: str = ""
    priority: Priority = Priority.NONE
    tags: tuple[str, ...] = ()
    pinned: bool = False
    hidden: bool = False
    waiting_since: datetime | None = None
    also: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFilter:
    """Which themes are meant, by what people gave them; an empty filter means all open ones.

    `search` is text in the name, the description, the terms or the tags, letter case aside.
    """

    search: str = ""
    owner: str = ""
    status: str = ""
    outcome: str = ""
    priority: str = ""
    tag: str = ""
    include_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCustomers:
    """Who wrote the comments of a theme: how many `different` customers are known, for how many
    comments the customer is known, and the loudest as (digest, comments), most first."""

    different: int = 0
    with_customer: int = 0
    loudest: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMakeup:
    """What the comments of a theme are made of: comments by source, most first, and by rating in
    whole stars (halves up), unrated ones left out."""

    sources: dict[str, int] = field(default_factory=dict)
    ratings: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSummary:
    """One change with the themes it answers and whether that was announced."""

    change: Change
    theme_ids: tuple[int, ...] = ()
    theme_names: tuple[str, ...] = ()
    announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundComments:
    """What a search found: ids, newest first. `more`: there are others that were left out.

    `all_searched` is False where older comments were not looked at.
    """

    ids: tuple[int, ...] = ()
    more: bool = False
    all_searched: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentTotals:
    """Counts over all comments."""

    comments: int = 0
    filler: int = 0
    assigned: int = 0
    sample: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)

    @property
    def unassigned(self) -> int:
        """Comments that say something and are in no theme."""
        return self.comments - self.filler - self.assigned
