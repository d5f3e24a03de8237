"""Where the engine's model of the latest run lies."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from feedback.errors import InputError
from models import Theme, ThemeModel, read_themes
from models.errors import ThemeError


@contextmanager
def keeping_model(
    model: ThemeModel, folder: Path, *, beside: Sequence[int] = ()
) -> Iterator[Callable[[int], None]]:
    """Write the model beside the others; the function given makes it the model of a run.

    It is written before the run is, so that a full disk stops the run instead of losing its
    model. Models of earlier runs are deleted, but for those of the runs `beside`: nothing asks for
    them, and a vocabulary may hold what a customer wrote. Raises InputError when the folder cannot
    be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder, prefix=".draft-"))
    except OSError as error:
        raise _unwritable(error) from error

    def keep(run: int) -> None:
        try:
            model.save(draft)
            kept = {draft, *(_place(folder, earlier) for earlier in beside)}
            earlier = [path for path in folder.iterdir() if path not in kept]
            draft.rename(_place(folder, run))
        except OSError as error:
            raise _unwritable(error) from error
        for path in earlier:
            shutil.rmtree(path, ignore_errors=True)

    try:
        yield keep
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def drop_models(folder: Path, *, but: Sequence[int]) -> None:
    """Delete the models of all runs but these."""
    kept = {_place(folder, run) for run in but}
    for path in folder.glob("run-*"):
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)


def load_model(folder: Path, run: int) -> ThemeModel | None:
    """The model of a run; None when it is not there, or not one this program can read."""
    place = _place(folder, run)
    if not place.is_dir():
        return None
    try:
        return ThemeModel.load(place)
    except ThemeError:
        return None


def stored_themes(folder: Path, run: int) -> list[Theme]:
    """The themes of a run's model, cluster by cluster, without the model, which may be large;
    none where `load_model` would give None."""
    place = _place(folder, run)
    if not place.is_dir():
        return []
    try:
        return read_themes(place)
    except ThemeError:
        return []


def _place(folder: Path, run: int) -> Path:
    return folder / f"run-{run}"


def _unwritable(error: OSError) -> InputError:
    return InputError(
        f"The theme model cannot be written to the data folder ({error.strerror}). "
        "Check the space on the disk and who may write there; nothing was changed."
    )
