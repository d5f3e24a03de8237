"""A fitted model as a folder: manifest.json and arrays.npz, nothing that can run code."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from pathlib import Path

import numpy as np

from models.errors import ModelFileError

FORMAT = "heard-theme-model"
VERSION = 2


def write_model(folder: str | Path, manifest: dict, arrays: dict[str, np.ndarray]) -> None:
    """Write `manifest` (JSON values) and `arrays` into `folder`, made when missing."""
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise ModelFileError(
            f"{folder} lies where a file is. Save the model to a folder of its own."
        ) from error
    np.savez_compressed(folder / "arrays.npz", allow_pickle=False, **arrays)
    head = {
        "format": FORMAT,
        "version": VERSION,
        "arrays": sorted(arrays),
        "sha256": _digest(folder / "arrays.npz"),
    }
    text = json.dumps({**head, **manifest}, ensure_ascii=False, allow_nan=True)
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def read_model(folder: str | Path) -> tuple[dict, dict[str, np.ndarray]]:
    """Return what `write_model` wrote. Raises ModelFileError as `read_manifest` does."""
    manifest = read_manifest(folder)
    return manifest, _read_arrays(Path(folder), manifest)


def read_manifest(folder: str | Path) -> dict:
    """Return the JSON values that `write_model` wrote.

    Raises ModelFileError when the folder is missing, foreign, damaged or from another version.
    """
    folder = Path(folder)
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelFileError(
            f"There is no theme model in {folder}: manifest.json is missing. "
            "Find themes again, or name the folder a model was saved to."
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelFileError(
            f"The theme model in {folder} is damaged: manifest.json cannot be read. "
            "Find themes again."
        ) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelFileError(f"{folder} holds something else than a theme model.")
    if manifest.get("version") != VERSION:
        raise ModelFileError(
            f"The theme model in {folder} has version {manifest.get('version')}; this program "
            f"reads version {VERSION}. Find themes again."
        )
    return manifest


def _read_arrays(folder: Path, manifest: dict) -> dict[str, np.ndarray]:
    file = folder / "arrays.npz"
    try:
        # Models of earlier versions carry no digest.
        if manifest.get("sha256", digest := _digest(file)) != digest:
            raise ModelFileError(
                f"The theme model in {folder} is damaged: arrays.npz does not belong to "
                "manifest.json. Find themes again."
            )
        with np.load(file, allow_pickle=False) as stored:
            return {name: stored[name] for name in manifest.get("arrays", [])}
    except (
        OSError, ValueError, TypeError, KeyError, EOFError, MemoryError, OverflowError,
        zipfile.BadZipFile, zlib.error,
    ) as error:  # fmt: skip
        raise ModelFileError(
            f"The theme model in {folder} is damaged: arrays.npz cannot be read. Find themes again."
        ) from error


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
