"""Room on the disk for what is unpacked: where it lies, for how long, and when there is none.

What is unpacked is what customers wrote, in the clear. It goes when its table is closed; what a
killed process leaves behind goes when the next one comes by, a day later.
"""

import errno
import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from time import time

from feedback.errors import HeardError

LEFT_BEHIND = 24 * 60 * 60
"""Seconds after which no import is still reading what was unpacked for it."""

_PREFIX = "heard-"
# As `tempfile` names them.
_MADE = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# One folder for the process, as `tempfile` has one: what reads a table knows of no settings.
_chosen: list[Path] = []


def unpack_into(folder: Path) -> None:
    """Unpack into this folder from now on, made when it is needed, instead of the system's folder
    for temporary files; and remove what was left behind in either."""
    _chosen[:] = [folder]
    for place in (folder, Path(tempfile.gettempdir())):
        if place.is_dir():
            for left in place.glob(_PREFIX + "*"):
                with suppress(OSError):
                    _remove_left(left)


def _remove_left(left: Path) -> None:
    """Remove a folder that was made here, by this user, and is old: everybody may write to the
    system's folder, and others may use such a name."""
    told = left.lstat()
    is_ours = (
        _MADE.fullmatch(left.name)
        and stat.S_ISDIR(told.st_mode)
        and not told.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        and told.st_uid == getattr(os, "getuid", lambda: told.st_uid)()
    )
    if is_ours and time() - told.st_mtime > LEFT_BEHIND:
        shutil.rmtree(left, ignore_errors=True)


def room_for(file_name: str) -> tempfile.TemporaryDirectory[str]:
    """A folder that goes with the object returned. Raises HeardError when the disk is full."""
    try:
        return tempfile.TemporaryDirectory(
            prefix=_PREFIX, dir=_folder(), ignore_cleanup_errors=True
        )
    except OSError as error:
        raise no_room(file_name) from error


def _folder() -> Path | None:
    for folder in _chosen:
        # Where the data folder cannot be written to, as on a server with a database elsewhere.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            tempfile.TemporaryFile(dir=folder).close()
            return folder
    return None


def is_full(error: OSError) -> bool:
    """Whether the disk, or what one may use of it, is full."""
    return error.errno in _NO_ROOM


def no_room(file_name: str) -> HeardError:
    """Nothing is wrong with the file."""
    return HeardError(
        f"There is no room on the disk to unpack {file_name}. Free some, and import it again."
    )
