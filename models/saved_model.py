"""A fitted model to a folder, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import ModelFileError
from models.model_file import read_model, write_model
from models.model_state import check_texts, pack_parts, unpack_parts
from models.parameters import check_labels, check_parameters, is_whole
from models.reason import Reason

if TYPE_CHECKING:
    from models.theme_model import ThemeModel


def save(model: ThemeModel, folder: str | Path) -> None:
    """Write the fitted `model` to `folder` as manifest.json and arrays.npz."""
    stored, arrays = pack_parts(model.parts_)
    manifest = {
        # Numbers of NumPy are none that JSON has.
        "parameters": {
            name: int(value) if is_whole(value) else value
            for name, value in model.get_params().items()
        },
        "reasons": [str(reason) for reason in model.reasons_],
        "example_themes": model.example_themes_,
        "parts": stored,
    }
    write_model(folder, manifest, {"labels": model.labels_, "scores": model.scores_, **arrays})


def load(kind: type[ThemeModel], folder: str | Path) -> ThemeModel:
    """The model that `save` wrote. Raises ModelFileError when it is damaged or foreign."""
    manifest, arrays = read_model(folder)
    try:
        model = kind(**manifest["parameters"])
        check_parameters(model.n_themes, model.language, model.detail, model.random_state)
        model.reasons_ = [Reason(reason) for reason in manifest["reasons"]]
        model.parts_ = unpack_parts(manifest["parts"], arrays, len(model.reasons_))
        model.tell_of_themes()
        model.labels_, model.scores_ = arrays["labels"], arrays["scores"]
        check_texts(model.labels_, model.scores_, len(model.reasons_), len(model.themes_))
        groups = manifest["example_themes"]
        model.example_themes_ = check_labels(groups, len(groups), len(model.themes_)).tolist()
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ModelFileError(
            f"The theme model in {folder} is damaged: its parts do not fit together. "
            "Find themes again."
        ) from error
    return model
