"""What the actions ask of a store: comments and the sources they came from."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from feedback.domain.comment import Comment, CommentVersion, Source
from feedback.domain.summaries import CommentFilter, CommentTotals, FoundComments, WeekCount


class Comments(Protocol):
    """Comments and the sources they came from."""

    def ensure_source(self, source: Source) -> Source:
        """The source of that name, made if it is not there. One that is there stays as it is."""

    def sources(self) -> list[Source]:
        """All sources by name."""

    def delete_source(self, name: str) -> int:
        """Delete a source with its comments, imports and assignments; how many comments went."""

    def many(self, coming: int) -> AbstractContextManager[None]:
        """Around the storing of about so many comments, which may be quicker in it."""

    def upsert(
        self, comments: Sequence[Comment], *, import_id: int | None = None
    ) -> tuple[int, int, int]:
        """Store comments of one known source by (source, key).

        Returns how many were (imported, updated, duplicates). A comment is an update when its
        text, question, date, rating, answer or consent differ from what is stored under its key.
        What it leaves blank (those, the segment, the customer, when it was answered) and a date
        with less of its time say nothing: what is stored stays.
        The consent of a customer who withdrew it (Tellings.unquote) is False whatever is given.
        The same key twice in one call counts as the later rows would have counted alone. An update
        that no longer says anything leaves the theme the engine had put it into.

        What an import brings can be undone, and what it updates keeps its earlier version; without
        `import_id` neither is so. Raises NotFoundError for an unknown import, StateError for one
        that was undone.
        """

    def compare(
        self, comments: Sequence[Comment], *, was: Mapping[str, str]
    ) -> tuple[int, int, int]:
        """What `upsert` would return for comments of one source, known or not. Nothing is written.

        `was` is the key under which some may be stored yet, by the key they have now: `rekey`
        would have come first.
        """

    def rekey(self, source: str, changed: Mapping[str, tuple[str, str]]) -> None:
        """Store comments of a source under another key and external id, by their key so far.

        What is not there, and what would get the key of another comment, stays as it is.
        """

    def versions(self, comment_id: int) -> list[CommentVersion]:
        """What a comment was before imports updated it, latest first."""

    def versions_of(self, comment_ids: Sequence[int]) -> dict[int, list[CommentVersion]]:
        """The same of several comments; those that were never updated are left out."""

    def reused_ids(self, source: str) -> set[str]:
        """External ids under which comments of the source are not stored, because they did not
        tell them apart: their keys are digests of what they say."""

    def with_keys(self, source: str, keys: Sequence[str]) -> list[Comment]:
        """The comments of the source that have one of the keys, in any order."""

    def get(self, ids: Sequence[int]) -> list[Comment]:
        """The comments with these ids, in the order asked for; unknown ids are left out."""

    def page(self, where: CommentFilter, *, offset: int = 0, limit: int = 50) -> list[Comment]:
        """One page, newest first (undated last), then by id descending."""

    def find(
        self, where: CommentFilter, *, among: int | None = None, most: int = 1000
    ) -> FoundComments:
        """Ids of at most `most` comments, newest first: a search in a time that has an end.

        `among`: only of the comments that were stored last, this many (nearly: deleted ones are
        counted). Without it all are looked at.
        """

    def count(self, where: CommentFilter) -> int:
        """How many comments the filter means."""

    def totals(self) -> CommentTotals:
        """Counts over all comments."""

    def weekly(self, where: CommentFilter) -> list[WeekCount]:
        """Dated comments per week, first to last week with none left out (zeros included)."""

    def iterate(self, where: CommentFilter, *, chunk: int = 5000) -> Iterator[Comment]:
        """All comments the filter means by id, without holding them all in memory."""
