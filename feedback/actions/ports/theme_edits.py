"""What the actions ask of a store: what people did to themes, kept so that it can be done again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from feedback.domain.theme import Assignment
from feedback.domain.theme_event import CommentEdit, Lineage, SavedView, ThemeEvent


class ThemeEdits(Protocol):
    """Edits as events, second themes, lineage, saved views."""

    def add(self, event: ThemeEvent, comments: Iterable[CommentEdit] = ()) -> int:
        """Keep an edit with the comments it moved; its id, higher than all before
        (`event.comments` is ignored: it is counted). Raises NotFoundError when a comment or a
        theme is gone."""

    def get(self, event_id: int) -> ThemeEvent | None:
        """An edit."""

    def live(self) -> list[ThemeEvent]:
        """Edits that hold, in the order they were made."""

    def recent(
        self, *, theme_id: int | None = None, offset: int = 0, limit: int = 50
    ) -> list[ThemeEvent]:
        """Edits, undone ones too, latest first; those that concern one theme where given."""

    def comments(self, event_id: int) -> list[CommentEdit]:
        """What an edit did to comments that are still there, by comment id."""

    def mark_undone(self, event_id: int, *, by: str, at: datetime) -> None:
        """The edit no longer holds. Raises NotFoundError for an unknown one, ConflictError when
        somebody undid it already."""

    def set_further(self, comment_id: int, further: Sequence[Assignment]) -> None:
        """The second and third theme of a comment (rank 2, 3) in place of earlier ones. Raises
        NotFoundError when the comment or a theme is gone."""

    def further(self, comment_ids: Sequence[int]) -> list[Assignment]:
        """Second and third themes of these comments, by comment, then rank."""

    def further_of_theme(self, theme_id: int) -> list[Assignment]:
        """Comments that have this theme as a second or third one, by comment id."""

    def add_lineage(self, steps: Iterable[Lineage]) -> None:
        """Keep steps in the life of themes."""

    def lineage(self, theme_id: int | None = None) -> list[Lineage]:
        """Steps that concern a theme, or all, in the order they happened."""

    def save_view(self, view: SavedView) -> SavedView:
        """Keep a view under its name, in place of an earlier one of that name; with its id."""

    def views(self) -> list[SavedView]:
        """All views by name."""

    def delete_view(self, view_id: int) -> None:
        """Forget a view; nothing happens when it is gone."""
