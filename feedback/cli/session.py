"""What a command works with: settings, the store (opened when first asked for), the clock."""

from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import typer

from feedback.actions.ports import Store
from feedback.bootstrap import customer_key, open_store, words_folder
from feedback.settings import Settings


class Session:
    """One run of one command."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def store(self) -> Store:
        """The store, made and brought up to date if need be."""
        return open_store(self.settings)

    @property
    def key(self) -> bytes:
        """The secret behind customer digests."""
        return customer_key(self.settings, self.store)

    @cached_property
    def words(self) -> Path:
        """The folder of wordings: HEARD_WORDS, or the one built in."""
        return words_folder(self.settings)

    @property
    def user(self) -> str:
        """Who edits: HEARD_USER, or the operating system's name for them."""
        return self.settings.user

    @property
    def now(self) -> datetime:
        """The time on this machine's clock."""
        return datetime.now().replace(microsecond=0)

    @property
    def today(self) -> date:
        """The date on this machine's clock."""
        return self.now.date()

    def close(self) -> None:
        """Let go of the store if it was opened."""
        if "store" in self.__dict__:
            self.store.close()


def session_of(context: typer.Context) -> Session:
    """The session that `begin` made."""
    found = context.find_object(Session)
    assert found is not None, "every command runs below the callback"  # noqa: S101
    return found
