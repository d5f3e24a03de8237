"""How long work says how far it is, and how it is stopped."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with the share done (0 to 1) and a few words; raises Cancelled to stop the work."""


class Cancelled(Exception):  # noqa: N818  (not an error: somebody asked for it)
    """The person no longer wants the result."""


def no_progress(share: float, message: str) -> None:
    """For callers who do not watch."""
