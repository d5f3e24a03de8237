"""What all pages share: settings, the store, the clock."""

import threading
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from feedback import bootstrap
from feedback import settings as settings_module
from feedback.actions.ports import Store
from feedback.settings import Settings


def settings() -> Settings:
    """The settings of this process."""
    return settings_module.from_environment()


def store() -> Store:
    """The one store of this process; raises DatabaseError when it cannot be opened."""
    with _OPENING:
        return _store_at(settings())


_OPENING = threading.Lock()  # one of two first visitors opens it


@lru_cache(maxsize=4)
def _store_at(settings: Settings) -> Store:
    """Asked for thirty times a page: Streamlit's own cache takes a millisecond each time."""
    return bootstrap.open_store(settings)


def words() -> Path:
    """The folder of wordings of announcements."""
    return bootstrap.words_folder(settings())


def now() -> datetime:
    """The present in the time of this computer, as sources write it: without an offset."""
    return datetime.now()


def today() -> date:
    """The date people read off their calendar."""
    return now().date()
