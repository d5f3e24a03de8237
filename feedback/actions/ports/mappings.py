"""What the actions ask of a store: which column holds what."""

from collections.abc import Mapping
from typing import Protocol


class Mappings(Protocol):
    """Which column holds what, as people said it, by what the header looks like."""

    def get(self, header_key: str) -> dict[str, str] | None:
        """The mapping (field → column) last kept for such a header."""

    def keep(self, header_key: str, mapping: Mapping[str, str]) -> None:
        """Remember a mapping in place of an earlier one."""

    def forget(self, header_key: str) -> None:
        """Forget the mapping of such a header, if there is one."""
