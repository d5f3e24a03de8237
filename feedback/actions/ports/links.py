"""What the actions ask of a store: decisions about a theme and a change."""

from collections.abc import Sequence
from typing import Protocol

from feedback.domain.change import Link, Suggestion


class Links(Protocol):
    """Decisions about a theme and a change."""

    def decide(self, link: Link) -> None:
        """Store a decision; it replaces an earlier one about the same two."""

    def forget(self, theme_id: int, change_id: int) -> None:
        """Forget a decision; nothing happens when there is none."""

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
