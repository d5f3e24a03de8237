"""What the actions ask of a store: what was decided about themes."""

from typing import Protocol

from feedback.domain.decision import Decision


class Decisions(Protocol):
    """What was decided about themes. Nothing is ever overwritten: the latest one holds."""

    def add(self, decision: Decision) -> int:
        """Keep a decision; its id. From now on it is the theme's outcome. Raises NotFoundError
        when there is no such theme."""

    def of_theme(self, theme_id: int) -> list[Decision]:
        """The history of a theme, latest first."""

    def all(self) -> list[Decision]:
        """Everything that was decided, by theme, then in the order it was decided."""

    def latest(self) -> list[Decision]:
        """The decision that holds for each theme that has one, by theme."""
