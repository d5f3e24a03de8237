"""Files on their way in: from the browser's upload to the upload folder, and away again."""

import secrets
import shutil
import time
from pathlib import Path
from typing import BinaryIO

from feedback.errors import InputError
from feedback.intake.reading import tables_of
from feedback.intake.reading.packed import unpack_zip
from feedback.ui.state import Upload

ORPHAN_SECONDS = 24 * 3600


def keep(file: BinaryIO, file_name: str, folder: Path) -> Upload:
    """Write an upload to disk under a name of our own; what its sender called it is only shown.

    Uploads nobody imported within a day are deleted on the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        path = folder / secrets.token_hex(16)
        with path.open("wb") as target:
            shutil.copyfileobj(file, target)
    except OSError as error:
        raise InputError(
            f"The file could not be kept ({error.strerror or 'unknown reason'}). Check that there "
            "is room on the disk and that Heard may write to its data folder."
        ) from error
    return Upload(str(path), Path(file_name.replace("\\", "/")).name, path.stat().st_size)


def keep_tables(file: BinaryIO, file_name: str, folder: Path) -> list[Upload]:
    """As `keep`; an archive of several tables is kept as those, each an upload of its own.

    What is wrong with an archive is left for its card on the page to say.
    """
    upload = keep(file, file_name, folder)
    path = Path(upload.path)
    tables: list[Upload] = []
    try:
        names = tables_of(path, upload.file_name)
        if len(names) == 1:
            return [upload]
        for name in names:
            tables.append(_table(path, upload.file_name, name, folder))
    except InputError:
        for table in tables:
            drop(table)
        return [upload]
    drop(upload)
    return tables


def _table(archive: Path, file_name: str, table: str, folder: Path) -> Upload:
    inside, name, holder = unpack_zip(archive, file_name, table)
    try:
        with inside.open("rb") as file:
            return keep(file, name, folder)
    finally:
        holder.cleanup()


def drop(upload: Upload) -> None:
    """Delete an upload that is not wanted; it may be gone already."""
    Path(upload.path).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file() and time.time() - path.stat().st_mtime > ORPHAN_SECONDS:
            path.unlink(missing_ok=True)
