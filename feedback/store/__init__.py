"""Where Heard remembers things: SQLite by default, PostgreSQL by address."""

from feedback.store.opening import open_database

__all__ = ["open_database"]
