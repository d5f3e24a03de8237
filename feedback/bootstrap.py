"""The one place where parts are chosen: which store, which key, for which settings."""

import os
import secrets
from pathlib import Path

from feedback.actions.ports import Store
from feedback.announcements.words_folder import BUILT_IN, own_languages, without_words
from feedback.errors import InputError
from feedback.intake.reading.room import unpack_into
from feedback.settings import Settings
from feedback.store import open_database

KEY_BYTES = 32


def open_store(settings: Settings) -> Store:
    """The store behind `settings.database_url`, made and brought up to date first if need be."""
    unpack_into(settings.data_folder / "unpacked")
    return open_database(settings.database_url)


def words_folder(settings: Settings) -> Path:
    """The folder of wordings: the company's own where HEARD_WORDS names one, else the built-in.

    Raises InputError where it is no folder, or a language in it lacks its words.
    """
    folder = settings.words_folder
    if folder is None:
        return BUILT_IN
    if not own_languages(folder):
        raise InputError(
            f"HEARD_WORDS names “{folder.name}”, where there are no wordings. It needs a folder "
            "per language with a file phrases.txt, such as en/phrases.txt."
        )
    if incomplete := without_words(folder):
        raise InputError(
            f"The folder “{incomplete[0]}” in HEARD_WORDS has no file phrases.txt. Copy all files "
            "of a language before you change them, or take the folder out."
        )
    return folder


def customer_key(settings: Settings, store: Store) -> bytes:
    """The secret behind customer digests; made with the first import, its owner's alone.

    Whoever loses it can no longer find a customer by id; whoever copies it can. So none is made
    where the database already holds comments: they were digested with another one.
    """
    path = settings.key_file
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            if store.comments.sources():
                raise InputError(
                    f"The key file {path.name} is not in the data folder, but there are comments "
                    "already. Put it back or set HEARD_DATA to the folder it is in. If it is "
                    "lost, put 32 random bytes in its place; customers who return will then "
                    "count as new ones."
                )
            _write_new_key(path)
        key = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The key file {path.name} in the data folder cannot be used "
            f"({error.strerror or 'unknown reason'}). Check who may read and write that folder."
        ) from error
    if len(key) != KEY_BYTES:
        raise InputError(
            f"The key file {path.name} in the data folder is damaged. Put back the copy from "
            "your backup: without it, returning customers are no longer recognised."
        )
    return key


def _write_new_key(path: Path) -> None:
    """Whole or not at all, and never over a key that another process has just made."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
