"""The themes of a saved model, without the model."""

from __future__ import annotations

from pathlib import Path

from models.errors import ModelFileError
from models.model_file import read_manifest
from models.model_state import unpack_themes
from models.theme import Theme


def read_themes(folder: str | Path) -> list[Theme]:
    """The `themes_` of the model that was saved to `folder`, by label.

    Its arrays, which may take a hundred megabytes, are not read. Raises ModelFileError when the
    folder is damaged or foreign.
    """
    manifest = read_manifest(folder)
    try:
        return [theme for part in manifest["parts"] for theme in unpack_themes(part)]
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ModelFileError(
            f"The theme model in {folder} is damaged: its themes cannot be read. Find themes again."
        ) from error
