"""What the actions ask of a store. Every store answers to tests/contract."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from feedback.domain.announcement import Announcement
from feedback.domain.change import Change, Link, Suggestion
from feedback.domain.comment import (
    Comment,
    CommentVersion,
    ImportReport,
    Reject,
    Source,
    UndoneImport,
)
from feedback.domain.job import Job, JobStatus
from feedback.domain.summaries import (
    ChangeSummary,
    CommentFilter,
    CommentTotals,
    ThemeSummary,
    WeekCount,
)
from feedback.domain.theme import Assignment, RunReport, Theme


class Comments(Protocol):
    """Comments and the sources they came from."""

    def ensure_source(self, source: Source) -> Source:
        """The source of that name, made if it is not there. One that is there stays as it is."""

    def sources(self) -> list[Source]:
        """All sources by name."""

    def delete_source(self, name: str) -> int:
        """Delete a source with its comments, imports and assignments; how many comments went."""

    def upsert(
        self, comments: Sequence[Comment], *, import_id: int | None = None
    ) -> tuple[int, int, int]:
        """Store comments of one known source by (source, key).

        Returns how many were (imported, updated, duplicates). A comment is an update when its
        text, question, date, rating, answer or consent differ from what is stored under its key.
        The same key twice in one call counts as the later rows would have counted alone. An update
        that no longer says anything leaves the theme the engine had put it into.

        What an import brings can be undone, and what it updates keeps its earlier version; without
        `import_id` neither is so. Raises NotFoundError for an unknown import, StateError for one
        that was undone.
        """

    def versions(self, comment_id: int) -> list[CommentVersion]:
        """What a comment was before imports updated it, latest first."""

    def reused_ids(self, source: str) -> set[str]:
        """External ids under which comments of the source are not stored, because they did not
        tell them apart: their keys are digests of what they say."""

    def get(self, ids: Sequence[int]) -> list[Comment]:
        """The comments with these ids, in the order asked for; unknown ids are left out."""

    def page(self, where: CommentFilter, *, offset: int = 0, limit: int = 50) -> list[Comment]:
        """One page, newest first (undated last), then by id descending."""

    def count(self, where: CommentFilter) -> int:
        """How many comments the filter means."""

    def totals(self) -> CommentTotals:
        """Counts over all comments."""

    def weekly(self, where: CommentFilter) -> list[WeekCount]:
        """Dated comments per week, first to last week with none left out (zeros included)."""

    def iterate(self, where: CommentFilter, *, chunk: int = 5000) -> Iterator[Comment]:
        """All comments the filter means by id, without holding them all in memory."""


class Imports(Protocol):
    """What came in, and what did not."""

    def begin(self, file: str, *, source: str = "", at: datetime) -> int:
        """An import starts; its id, never used before. Until `finish` its counts are 0."""

    def finish(self, report: ImportReport, rejects: Sequence[Reject]) -> None:
        """Keep the report of the import `report.id` with its rejects. Raises NotFoundError for an
        unknown import, StateError for one that was undone."""

    def get(self, import_id: int) -> ImportReport | None:
        """A report."""

    def recent(self, limit: int = 20) -> list[tuple[datetime, ImportReport]]:
        """The latest reports with the time their imports started, newest first."""

    def rejects(self, import_id: int) -> list[Reject]:
        """The rejected rows of one import by line."""

    def undo(self, import_id: int, at: datetime) -> UndoneImport:
        """Delete the comments an import brought and make those it updated what they were.

        Sources that are empty then go too. Raises NotFoundError for an unknown import; StateError
        when it was undone already, when a later import has updated the same comments, or when
        it is not known any more what it brought.
        """


class Mappings(Protocol):
    """Which column holds what, as people said it, by what the header looks like."""

    def get(self, header_key: str) -> dict[str, str] | None:
        """The mapping (field → column) last kept for such a header."""

    def keep(self, header_key: str, mapping: Mapping[str, str]) -> None:
        """Remember a mapping in place of an earlier one."""


class Themes(Protocol):
    """Themes and which comments are in them."""

    def add(self, theme: Theme) -> int:
        """Store a new theme; its id, never used before."""

    def get(self, theme_id: int) -> Theme | None:
        """A theme, retired or not."""

    def all(self, *, include_retired: bool = False) -> list[Theme]:
        """Themes by id."""

    def save(self, theme: Theme) -> Theme:
        """Store an edited theme if its version is still the stored one; the theme as stored, its
        version one higher. Raises ConflictError when somebody was faster, NotFoundError when there
        is no such theme."""

    def delete(self, theme_ids: Sequence[int]) -> None:
        """Delete themes with their links, suggestions and announcements. Only for the sample and
        for erasure: everywhere else a theme retires."""

    def assign(self, assignments: Iterable[Assignment]) -> None:
        """Put comments into themes; a comment is in at most one, the last one given."""

    def unassign(self, comment_ids: Iterable[int]) -> None:
        """Take comments out of whatever theme they are in."""

    def assignments(self, theme_id: int | None = None) -> list[Assignment]:
        """Who is in which theme, by comment id; of one theme or of all."""

    def summaries(
        self, *, today: date, theme_ids: Sequence[int] | None = None, include_retired: bool = False
    ) -> list[ThemeSummary]:
        """Themes with their counts, most comments first; statuses as of `today`.

        `weekly` covers the 26 weeks up to the latest comment of all.
        """

    def add_run(self, report: RunReport, params: dict[str, Any], *, at: datetime) -> int:
        """Keep what a run did; its id (report.run is ignored)."""

    def last_run(self) -> tuple[datetime, RunReport] | None:
        """The latest run."""


class Changes(Protocol):
    """What shipped."""

    def upsert(self, changes: Sequence[Change]) -> tuple[int, int, int]:
        """Store changes by (product, key): how many were (imported, updated, duplicates)."""

    def get(self, change_id: int) -> Change | None:
        """A change."""

    def all(self) -> list[Change]:
        """All changes, latest first, planned ones before them."""

    def summaries(self) -> list[ChangeSummary]:
        """All changes as in `all`, with accepted themes and whether one of them was announced
        with this change in a published announcement."""

    def delete_sample(self) -> int:
        """Delete the sample's changes with their links; how many went."""


class Links(Protocol):
    """Decisions about a theme and a change."""

    def decide(self, link: Link) -> None:
        """Store a decision; it replaces an earlier one about the same two."""

    def get(self, theme_id: int, change_id: int) -> Link | None:
        """A decision."""

    def of_theme(self, theme_id: int) -> list[Link]:
        """Decisions about a theme, by change id."""

    def all(self) -> list[Link]:
        """All decisions by theme, then change."""

    def keep_suggestions(self, theme_ids: Sequence[int], suggestions: Sequence[Suggestion]) -> None:
        """Replace what was suggested for these themes."""

    def suggestions(self, theme_id: int | None = None) -> list[Suggestion]:
        """Suggestions nobody has decided yet, by theme, then best first."""


class Announcements(Protocol):
    """Announcements with the facts pinned to them."""

    def add(self, announcement: Announcement) -> int:
        """Store a new draft; its id."""

    def get(self, announcement_id: int) -> Announcement | None:
        """An announcement."""

    def all(self) -> list[Announcement]:
        """All announcements, newest first."""

    def save(self, announcement: Announcement) -> Announcement:
        """As Themes.save."""

    def delete(self, announcement_id: int) -> None:
        """Delete an announcement."""


class Jobs(Protocol):
    """Long work and how far it is."""

    def add(self, job: Job) -> int:
        """Queue a job; its id."""

    def add_alone(self, job: Job, *, alive_since: datetime) -> int | None:
        """Queue a job unless another waits or runs with a heartbeat after `alive_since`.

        Its id, or None. Of two calls at once only one gets an id.
        """

    def cancel(self, job_id: int, *, at: datetime) -> None:
        """Mark a job that waits or runs as cancelled; one that has ended stays as it ended."""

    def get(self, job_id: int) -> Job | None:
        """A job."""

    def save(self, job: Job) -> None:
        """Store progress, status, result and heartbeat. A cancelled job stays cancelled."""

    def recent(self, *, kind: str = "", status: JobStatus | None = None) -> list[Job]:
        """Jobs, newest first, at most 50."""


class Store(Protocol):
    """Everything Heard remembers."""

    comments: Comments
    imports: Imports
    mappings: Mappings
    themes: Themes
    changes: Changes
    links: Links
    announcements: Announcements
    jobs: Jobs

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all of it is stored or none. Inside another one it joins that."""

    def revision(self) -> int:
        """A number that grows with every write except to jobs: a key for caches."""

    def close(self) -> None:
        """Let go of files and connections."""
