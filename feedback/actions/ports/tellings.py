"""What the actions ask of a store: who was told what, and what they said to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from feedback.domain.telling import Reply, Told


class Tellings(Protocol):
    """Customers, told once each, unless they asked not to be, and quoted, unless they said no."""

    def add(self, told: Sequence[Told]) -> int:
        """Keep who was told; how many were new. Whoever was told already stays as noted first.
        Raises NotFoundError for an unknown announcement."""

    def of_announcement(self, announcement_id: int) -> list[Told]:
        """Who was told of an announcement, by time, then customer."""

    def of_customer(self, customer: str) -> list[Told]:
        """What a customer was told, by time, then announcement."""

    def refuse(self, customers: Sequence[str], *, at: datetime) -> int:
        """Note that these customers asked not to be told; how many had not before."""

    def refused(self) -> set[str]:
        """Customers who asked not to be told."""

    def unquote(self, customers: Sequence[str], *, at: datetime) -> int:
        """Note that these customers withdrew their consent to be quoted; how many had not before.

        Comments of theirs that are stored from now on, new ones and updates, have `consent` False
        whatever they are given with; those that are there stay as they are.
        """

    def unquoted(self) -> set[str]:
        """Customers who withdrew their consent to be quoted."""

    def quote_again(self, customers: Sequence[str]) -> int:
        """Forget that these customers withdrew their consent; how many of them had."""

    def reply(self, replies: Sequence[Reply]) -> None:
        """Keep what customers answered; a later answer takes the place of an earlier one."""

    def replies(self, announcement_id: int) -> list[Reply]:
        """What customers answered, by customer."""
