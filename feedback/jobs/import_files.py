"""The import of one or several uploaded files as one job."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from feedback.actions.importing import import_file
from feedback.actions.ports import Store
from feedback.domain.progress import Cancelled, Progress
from feedback.errors import HeardError, InputError
from feedback.intake.privacy import redact
from feedback.intake.source_names import nameless_file

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToImport:
    """An uploaded file and what a person decided about it; the words are those of `import_file`."""

    path: str
    file_name: str
    source: str = ""
    channel: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    day_first: bool | None = None
    rating_scale: str = ""
    timezone: str = ""


def params_of(files: Sequence[FileToImport]) -> dict[str, Any]:
    """The parameters of a job that imports these files: without the personal data that names of
    files hold, for the database keeps them."""
    named = [replace(file, file_name=nameless_file(file.file_name)) for file in files]
    return {"files": [asdict(file) for file in named]}


def files_of(params: Mapping[str, Any]) -> list[FileToImport]:
    """The files of such a job."""
    return [FileToImport(**file) for file in params.get("files", ())]


def import_files(
    store: Store,
    files: Sequence[FileToImport],
    *,
    key: bytes,
    now: datetime,
    progress: Progress,
) -> dict[str, Any]:
    """Import files one after the other and delete each upload when it was read.

    Returns `imports`, the ids of the imports, and `unusable`, what was wrong with the files that
    could not be used: one of them does not keep the others out. What no file is to blame for, such
    as a full disk, ends it: what is stored is told, and uploads that were not read to their end
    stay. Raises InputError when no file could be used, and what ended it when nothing is stored.
    """
    imports: list[int] = []
    unusable: list[dict[str, str]] = []
    for number, file in enumerate(files):
        try:
            imports.append(_one(store, files, number, key=key, now=now, progress=progress))
        except InputError as error:
            unusable.append({"file": file.file_name, "sentence": redact(str(error)).text})
        except Cancelled:
            _drop(files)
            raise
        except (HeardError, OSError) as error:
            if not imports:
                raise
            log.error("an import was stopped\n%s", traceback.format_exc())
            unusable += _not_read(files[number:], error)
            break
        _drop([file])
    if not imports and unusable:
        raise InputError(" ".join(one["sentence"] for one in unusable))
    return {"imports": imports, "unusable": unusable}


def _drop(files: Sequence[FileToImport]) -> None:
    for file in files:
        Path(file.path).unlink(missing_ok=True)


def _not_read(files: Sequence[FileToImport], error: Exception) -> list[dict[str, str]]:
    """The file at which it ended, and those after it."""
    sentence = str(error) if isinstance(error, HeardError) else "The computer stopped the work."
    return [
        {
            "file": file.file_name,
            "sentence": f"{file.file_name} was not read to its end. {sentence} Import it again: "
            "what is in already does not come in twice.",
        }
        for file in files
    ]


def _one(
    store: Store,
    files: Sequence[FileToImport],
    number: int,
    *,
    key: bytes,
    now: datetime,
    progress: Progress,
) -> int:
    file = files[number]
    report = import_file(
        store,
        Path(file.path),
        file_name=file.file_name,
        source=file.source,
        channel=file.channel,
        mapping=file.mapping,
        encoding=file.encoding,
        day_first=file.day_first,
        rating_scale=file.rating_scale,
        timezone=file.timezone,
        key=key,
        now=now,
        progress=_part(progress, number, files),
    )
    return report.id


def _part(progress: Progress, number: int, files: Sequence[FileToImport]) -> Progress:
    """The progress of one file as that of all, each taken to last as long as the others."""
    if len(files) == 1:
        return progress

    def of_all(share: float, message: str) -> None:
        name = f"File {number + 1} of {len(files)}, {files[number].file_name}"
        progress((number + share) / len(files), f"{name}: {message}")

    return of_all
