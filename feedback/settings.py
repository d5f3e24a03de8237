"""The environment, read once into frozen settings. The only reader of os.environ."""

import getpass
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from feedback.errors import InputError

SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things lie and how much is allowed."""

    data_folder: Path = Path("data")
    database_url: str = "sqlite:///data/heard.db"
    port: int = 8501
    user: str = ""
    site_address: str = ""
    address: str = ""
    words_folder: Path | None = None

    @property
    def key_file(self) -> Path:
        """The secret that turns customer ids into digests."""
        return self.data_folder / "heard.key"

    @property
    def model_folder(self) -> Path:
        """One folder per run of finding themes."""
        return self.data_folder / "models"

    @property
    def upload_folder(self) -> Path:
        """Files on their way in; each is deleted when its import ends."""
        return self.data_folder / "uploads"

    @property
    def log_file(self) -> Path:
        """Where details of errors go, so that pages need not show them."""
        return self.data_folder / "heard.log"

    def as_environment(self) -> dict[str, str]:
        """What another process must be started with to have the same settings."""
        return {
            "HEARD_DATA": str(self.data_folder.absolute()),
            "HEARD_DATABASE_URL": self.database_url,
            "PORT": str(self.port),
            "HEARD_USER": self.user,
            "HEARD_SITE_ADDRESS": self.site_address,
            "HEARD_ADDRESS": self.address,
            "HEARD_WORDS": str(self.words_folder.absolute()) if self.words_folder else "",
        }


def from_environment(database_url: str | None = None) -> Settings:
    """Settings from the environment; `database_url` wins over HEARD_DATABASE_URL when given.

    The others are HEARD_DATA, PORT, HEARD_USER, HEARD_SITE_ADDRESS: where the public pages are on
    the web, HEARD_ADDRESS: where people open Heard itself, and HEARD_WORDS: a folder with the
    company's own wordings of announcements.

    With a SQLite file and no HEARD_DATA, everything else lies beside that file. Paths become
    absolute, so that a process started elsewhere with the same settings finds the same files.
    """
    url = database_url or os.environ.get("HEARD_DATABASE_URL", "")
    folder = os.environ.get("HEARD_DATA", "")
    words = os.environ.get("HEARD_WORDS", "").strip()
    file = _sqlite_file(url) if url else Path(folder or "data") / "heard.db"
    data_folder = Path(folder) if folder else file.parent if file else Path("data")
    return Settings(
        data_folder=data_folder.absolute(),
        database_url=f"{SQLITE}{file.absolute().as_posix()}" if file else url,
        port=_port(os.environ.get("PORT", "8501")),
        user=os.environ.get("HEARD_USER", "").strip() or _system_user(),
        site_address=os.environ.get("HEARD_SITE_ADDRESS", "").strip(),
        address=os.environ.get("HEARD_ADDRESS", "").strip(),
        words_folder=Path(words).absolute() if words else None,
    )


@cache
def _system_user() -> str:
    """Who runs this; nobody where the system does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _sqlite_file(url: str) -> Path | None:
    """The file a SQLite URL names; None for another database."""
    if not url.startswith(SQLITE) or url == SQLITE or "?" in url or ":memory:" in url:
        return None
    return Path(url.removeprefix(SQLITE))


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise InputError(f"PORT is {text!r}, which is not a port. Give a number from 1 to 65535.")
