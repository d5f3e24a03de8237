"""The errors Heard raises on purpose.

Each message is one or two sentences for the person at the screen: what happened, and what to do.
The command line and the page shell catch exactly `HeardError`; anything else is a defect and goes
to the log.
"""


class HeardError(Exception):
    """Something a person can act on."""


class InputError(HeardError):
    """A file or a value that cannot be used as it is."""


class NotFoundError(HeardError):
    """A theme, change, announcement or job that does not exist."""


class StateError(HeardError):
    """An action that does not fit the present state, such as publishing an unapproved draft."""


class ConflictError(HeardError):
    """Somebody else changed the same thing in the meantime."""


class DatabaseError(HeardError):
    """The database cannot be opened, read or upgraded."""
