"""Where the engine's model of the latest run lies."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback.errors import InputError
from models import ThemeModel


@contextmanager
def keeping_model(model: ThemeModel, folder: Path) -> Iterator[Callable[[int], None]]:
    """Write the model beside the others; the function given makes it the model of a run.

    It is written before the run is, so that a full disk stops the run instead of losing its
    model. Models of earlier runs are deleted: nothing asks for them, and a vocabulary may hold
    what a customer wrote. Raises InputError when the folder cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder, prefix=".draft-"))
    except OSError as error:
        raise _unwritable(error) from error

    def keep(run: int) -> None:
        try:
            model.save(draft)
            earlier = [path for path in folder.iterdir() if path != draft]
            draft.rename(folder / f"run-{run}")
        except OSError as error:
            raise _unwritable(error) from error
        for path in earlier:
            shutil.rmtree(path, ignore_errors=True)

    try:
        yield keep
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _unwritable(error: OSError) -> InputError:
    return InputError(
        f"The theme model cannot be written to the data folder ({error.strerror}). "
        "Check the space on the disk and who may write there; nothing was changed."
    )
