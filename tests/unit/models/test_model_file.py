"""What a saved model promises."""

import json

import numpy as np
import pytest

from models import ModelFileError, NotFittedYetError, ThemeModel, read_themes


@pytest.fixture
def folder(fitted, tmp_path):
    fitted.save(tmp_path / "model")
    return tmp_path / "model"


def test_a_saved_model_comes_back_the_same(folder, fitted, english):
    loaded = ThemeModel.load(folder)
    assert loaded.themes_ == fitted.themes_
    assert (loaded.labels_ == fitted.labels_).all()
    assert loaded.reasons_ == fitted.reasons_
    assert loaded.get_params() == fitted.get_params()
    assert loaded.solidity_ == fitted.solidity_
    labels, scores = loaded.assign(english[0])
    expected, expected_scores = fitted.assign(english[0])
    assert (labels == expected).all()
    assert np.allclose(scores, expected_scores)
    assert loaded.explain(english[0][0]) == fitted.explain(english[0][0])


def test_a_folder_holds_json_and_arrays_only(folder):
    assert {file.name for file in folder.iterdir()} == {"manifest.json", "arrays.npz"}
    with np.load(folder / "arrays.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


def test_the_themes_are_read_without_the_arrays(folder, fitted):
    (folder / "arrays.npz").unlink()
    assert read_themes(folder) == fitted.themes_


def test_themes_that_cannot_be_read_are_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["parts"][0]["themes"][0]["name"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelFileError, match="Find themes again"):
        read_themes(folder)


def test_saving_over_an_old_model_replaces_it(folder, fitted):
    fitted.save(folder)
    assert ThemeModel.load(folder).themes_ == fitted.themes_


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(ModelFileError, match=r"manifest\.json is missing"):
        ThemeModel.load(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": "other"}', "\x00"])
def test_a_foreign_manifest_is_refused(folder, content):
    (folder / "manifest.json").write_text(content)
    with pytest.raises(ModelFileError):
        ThemeModel.load(folder)


def test_a_newer_version_is_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["version"] = 99
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelFileError, match="version 99"):
        ThemeModel.load(folder)


@pytest.mark.parametrize("key", ["parameters", "parts", "reasons", "arrays"])
def test_a_manifest_with_a_hole_is_refused(folder, key):
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest[key]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelFileError):
        ThemeModel.load(folder)


def test_terms_that_do_not_fit_the_arrays_are_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["parts"][0]["terms"].pop()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelFileError, match="do not fit"):
        ThemeModel.load(folder)


@pytest.mark.parametrize("size", [0, 10, 1000])
def test_cut_off_arrays_are_refused(folder, size):
    whole = (folder / "arrays.npz").read_bytes()
    (folder / "arrays.npz").write_bytes(whole[:size])
    with pytest.raises(ModelFileError, match="damaged"):
        ThemeModel.load(folder)


def test_arrays_that_would_run_code_are_refused(folder):
    bad = np.array([{"a": 1}], dtype=object)
    np.savez(folder / "arrays.npz", labels=bad, scores=bad)
    with pytest.raises(ModelFileError):
        ThemeModel.load(folder)


def test_a_model_without_themes_cannot_be_saved(tmp_path):
    with pytest.raises(NotFittedYetError):
        ThemeModel().save(tmp_path)
