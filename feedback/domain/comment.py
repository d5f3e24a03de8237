"""One piece of feedback, and where it came from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

CONTENT_KEY = "content:"
"""How the key of a comment begins that is known by what it says, not by its source's id."""


class Channel(StrEnum):
    """The kind of a source."""

    SURVEY = "survey"
    REVIEW = "review"
    EMAIL = "email"
    CHAT = "chat"
    SOCIAL = "social"
    PHONE = "phone"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where comments come from, such as one survey or one app store.

    `timezone` is an IANA name; dates written with an offset are kept in it. Where it is empty,
    the clock time that the source wrote stays.
    """

    id: int = 0
    name: str
    channel: Channel = Channel.OTHER
    is_sample: bool = False
    timezone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One piece of feedback, with personal data already replaced by markers.

    `key` is its identity inside the source: the source's own id where ids are unique, a digest of
    the content otherwise. `created_at` is naive, in the time the source wrote, or in the time zone
    of the source. `rating` is on 1–5 with 5 = best; `rating_given` is what the file said.
    `customer` is a keyed digest, never the id itself. An answer may be there without its date, or a
    date without its words; `answered_by_bot` is None where nobody answered or the source does not
    say who did. `consent` is None where nobody was asked.
    `redacted` counts replaced markers.
    """

    id: int = 0
    source: str
    key: str
    text: str
    external_id: str = ""
    question: str = ""
    created_at: datetime | None = None
    rating: float | None = None
    rating_given: str = ""
    language: str = ""
    customer: str = ""
    answered_at: datetime | None = None
    answer: str = ""
    answered_by_bot: bool | None = None
    consent: bool | None = None
    segment: str = ""
    is_filler: bool = False
    redacted: int = 0
    channel: Channel = Channel.OTHER

    @property
    def is_answered(self) -> bool:
        """Whether it got an answer of its own, by anybody."""
        return self.answered_at is not None or bool(self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentVersion:
    """What a comment was before the import `import_id` updated it, at the start of that import."""

    comment: Comment
    replaced_at: datetime
    import_id: int


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not become a comment. `line` counts from 1 in the file as it was given."""

    line: int
    reason: str
    advice: str
    excerpt: str = ""


class ImportStatus(StrEnum):
    """What became of an import."""

    UNFINISHED = "unfinished"
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did. rows = imported + updated + duplicates + rejected, always.

    The counts of an import that is not `finished` (it runs, or was stopped) are not known.
    `ratings` counts its rated comments by the nearest whole rating, "1" to "5"; `first_day` and
    `last_day` are of its dated comments.
    """

    file: str
    rows: int = 0
    imported: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected: int = 0
    filler: int = 0
    redacted: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    id: int = 0
    source: str = ""
    notes: tuple[str, ...] = ()
    finished: bool = True
    undone_at: datetime | None = None

    @property
    def status(self) -> ImportStatus:
        """What became of it."""
        if self.undone_at is not None:
            return ImportStatus.UNDONE
        return ImportStatus.DONE if self.finished else ImportStatus.UNFINISHED

    def adds_up(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.imported + self.updated + self.duplicates + self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneImport:
    """What taking an import back did: comments that are gone, and those that are as before."""

    id: int
    file: str
    deleted: int = 0
    restored: int = 0
