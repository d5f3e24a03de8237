"""What the actions ask of a store: themes and which comments are in them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from feedback.domain.summaries import CommentFilter, ThemeCustomers, ThemeMakeup, ThemeSummary
from feedback.domain.theme import Assignment, RunReport, Theme


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
        """Delete themes with their links, suggestions, announcements and edits. Only for the sample
        and for erasure: everywhere else a theme retires."""

    def assign(self, assignments: Iterable[Assignment]) -> None:
        """Put comments into themes; a comment is in at most one, the last one given."""

    def unassign(self, comment_ids: Iterable[int]) -> None:
        """Take comments out of whatever theme they are in."""

    def assignments(self, theme_id: int | None = None) -> list[Assignment]:
        """Who is in which theme, by comment id; of one theme or of all."""

    def of_comments(self, comment_ids: Sequence[int]) -> list[Assignment]:
        """The main themes of these comments, by comment id; those in none are left out."""

    def summaries(
        self,
        *,
        today: date,
        theme_ids: Sequence[int] | None = None,
        include_retired: bool = False,
        where: CommentFilter | None = None,
    ) -> list[ThemeSummary]:
        """Themes with their counts, most comments first; statuses as of `today`.

        `weekly` covers the 26 weeks up to the latest comment of all. With `where`, only the
        comments it means are counted (its theme aside).
        """

    def customers(self, theme_id: int, *, top: int = 10) -> ThemeCustomers:
        """Who wrote the comments whose main theme it is; the `top` loudest, then by digest."""

    def makeup(self, theme_id: int) -> ThemeMakeup:
        """Where the comments whose main theme it is come from, and how they are rated."""

    def people(self, groups: Sequence[Sequence[int]]) -> list[int]:
        """How many different people wrote the comments of each group of themes; where the writer
        is unknown, each comment counts as one."""

    def by_source(self) -> list[tuple[str, int, int]]:
        """How many comments of each source are in each theme: (source, theme id, comments), by
        source, then theme."""

    def of_import(self, import_id: int) -> list[tuple[int, int]]:
        """Into which themes the comments came that an import brought and that say something:
        (theme id, comments), most comments first, then by id."""

    def add_run(self, report: RunReport, params: dict[str, Any], *, at: datetime) -> int:
        """Keep what an applied run did; its id (report.run is ignored)."""

    def last_run(self) -> tuple[datetime, RunReport] | None:
        """The latest run that was applied."""
