"""The errors Heard raises on purpose.

Each message is one or two sentences for the person at the screen: what happened, and what to do.
The command line and the page shell catch exactly `HeardError`; anything else is a defect and goes
to the log.
"""

from datetime import datetime


class HeardError(Exception):
    """Something a person can act on."""


class InputError(HeardError):
    """A file or a value that cannot be used as it is."""


class NotFoundError(HeardError):
    """A theme, change, announcement or job that does not exist."""


class StateError(HeardError):
    """An action that does not fit the present state, such as publishing an unapproved draft."""


class ConflictError(HeardError):
    """Somebody else changed the same thing in the meantime.

    `who` and `when` where they are known; `theirs` is the thing as it is now.
    """

    def __init__(
        self, message: str, *, who: str = "", when: datetime | None = None, theirs: object = None
    ) -> None:
        super().__init__(message)
        self.who = who
        self.when = when
        self.theirs = theirs


class DatabaseError(HeardError):
    """The database cannot be opened, read or upgraded."""
