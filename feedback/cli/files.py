"""Write a file that somebody asked for: whole, or not at all."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from feedback.errors import InputError


@contextmanager
def writing_to(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `path` at the end, and only when all went well.

    A pipe or a device is written directly. Raises InputError when it cannot be written.
    """
    with writing_bytes_to(path) as raw:
        out = io.TextIOWrapper(raw, encoding="utf-8", newline="")
        yield out
        out.flush()
        out.detach()


@contextmanager
def writing_bytes_to(path: Path) -> Iterator[BinaryIO]:
    """As `writing_to`, for what is not text."""
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as out:
                yield out
            return
        with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".heard-") as folder:
            draft = Path(folder) / "draft"
            with draft.open("wb") as out:
                yield out
            draft.replace(path)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written ({error.strerror}). Name a file you may write."
        ) from error
