"""What pages and listings show: rows put together from several tables."""

from dataclasses import dataclass, field
from datetime import date, datetime

from feedback.domain.change import Change
from feedback.domain.theme import Outcome, ThemeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFilter:
    """Which comments are meant; an empty filter means all of them.

    `theme_id` narrows to one theme, `unassigned` to comments that say something and are in no
    theme. `search` is text to be found anywhere, letter case aside. `also_theme` narrows to
    comments that have this theme as a second or third one. `since` and `until` are days, both
    included; with either, or with a rating, comments that have none are left out.
    """

    theme_id: int | None = None
    unassigned: bool = False
    source: str = ""
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


@dataclass(frozen=True, slots=True)
class WeekCount:
    """Comments of the week that begins on the Monday `week`."""

    week: date
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSummary:
    """One row of the list of themes. `weekly` covers the last 26 weeks, oldest first."""

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
