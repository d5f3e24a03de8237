"""The wordings of announcements: which there are, whose they are, and a copy to change."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from feedback.announcements.words_folder import BUILT_IN, check_words, languages, own_languages
from feedback.errors import InputError


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one language: the company's own, or built in."""

    language: str
    own: bool
    files: int


def list_wordings(folder: Path) -> list[Wordings]:
    """Read every file of every language. Raises InputError for the first one not in order."""
    own = () if folder == BUILT_IN else own_languages(folder)
    for each in {folder, BUILT_IN}:
        check_words(each)
    return [
        Wordings(
            code,
            code in own,
            sum(1 for _ in ((folder if code in own else BUILT_IN) / code).rglob("*.txt")),
        )
        for code in languages(folder)
    ]


def copy_wordings(folder: Path, to: Path) -> None:
    """Copy the wordings in use into a new folder. Raises InputError where there is one already."""
    own = own_languages(folder)
    try:
        to.mkdir(parents=True)
        for code in languages(folder):
            shutil.copytree((folder if code in own else BUILT_IN) / code, to / code)
    except FileExistsError as error:
        raise InputError(f"{to} is there already. Name a new folder for the copy.") from error
    except OSError as error:
        raise InputError(
            f"{to} cannot be written ({error.strerror}). Name a folder you may write."
        ) from error
