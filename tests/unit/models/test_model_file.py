"""What a saved model promises."""

import copy
import hashlib
import io
import json
import pickle
import zipfile

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


def test_a_file_is_no_place_for_a_model(tmp_path, fitted):
    (tmp_path / "notes.txt").write_text("mine")
    for place in (tmp_path / "notes.txt", tmp_path / "notes.txt" / "model"):
        with pytest.raises(ModelFileError, match="a folder of its own"):
            fitted.save(place)
    assert (tmp_path / "notes.txt").read_text() == "mine"


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


def rewritten(folder, **arrays):
    """The model with other arrays, and the digest that goes with them."""
    with np.load(folder / "arrays.npz") as stored:
        every = {**stored, **arrays}
    np.savez(folder / "arrays.npz", **every)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["sha256"] = hashlib.sha256((folder / "arrays.npz").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


ARRAYS = (
    "labels", "scores", "term_map_0", "latent_map_0", "centroids_0", "words_0", "sizes_0",
    "spread_0", "reach_0",
)  # fmt: skip


def test_arrays_written_anew_are_read(folder, english, fitted):
    rewritten(folder)
    assert (ThemeModel.load(folder).predict(english[0]) == fitted.labels_).all()


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize(
    "change",
    [
        lambda values: values[:-1],
        lambda values: np.concatenate([values, values[:1]]),
        lambda values: values.astype("U8"),
        lambda values: values.astype(complex),
        lambda values: np.full(values.shape, np.nan),
        lambda values: np.full(values.shape, 1e30),
        lambda values: np.full(values.shape, -7, dtype=values.dtype) * 1_000_000,
        lambda values: values.reshape(-1, 1, *values.shape[1:]),
    ],
    ids=["short", "long", "words", "complex", "nan", "huge", "negative", "deep"],
)
def test_arrays_of_another_kind_are_refused(folder, name, change):
    with np.load(folder / "arrays.npz") as stored:
        rewritten(folder, **{name: change(stored[name])})
    with pytest.raises(ModelFileError, match="Find themes again"):
        ThemeModel.load(folder)


@pytest.mark.parametrize(
    "where, value",
    [
        (("parameters", "n_themes"), -1),
        (("parameters", "language"), "../../etc"),
        (("parameters", "random_state"), None),
        (("example_themes",), [99]),
        (("reasons",), []),
        (("reasons", 0), "because"),
        (("parts",), []),
        (("parts", 0, "language"), "../x"),
        (("parts", 0, "language"), "pt"),
        (("parts", 0, "terms", 0), 7),
        (("parts", 0, "surfaces"), []),
        (("parts", 0, "first"), 4),
        (("parts", 0, "rule", "nearness"), float("nan")),
        (("parts", 0, "rule", "speed"), 1.0),
        (("parts", 0, "themes", 0, "name"), ["x"]),
        (("parts", 0, "themes", 0, "size"), -3),
        (("parts", 0, "themes", 0, "terms"), "words"),
        (("parts", 0, "themes", 0, "representatives"), [10**6]),
        (("parts", 0, "themes", 0, "cohesion"), float("inf")),
        (("parts", 0, "themes", 0, "stability"), 2),
    ],
)
def test_foreign_values_are_refused(folder, where, value):
    manifest = json.loads((folder / "manifest.json").read_text())
    place = manifest
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = value
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelFileError, match="Find themes again"):
        ThemeModel.load(folder)


def test_an_array_that_claims_to_fill_all_memory_is_refused(folder):
    claim = io.BytesIO()
    header = {"descr": "<f8", "fortran_order": False, "shape": (10**15,)}
    np.lib.format.write_array_header_1_0(claim, header)
    with zipfile.ZipFile(folder / "arrays.npz", "w") as file:
        file.writestr("labels.npy", claim.getvalue())
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["sha256"] = hashlib.sha256((folder / "arrays.npz").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest | {"arrays": ["labels"]}))
    with pytest.raises(ModelFileError, match="Find themes again"):
        ThemeModel.load(folder)


def test_parameters_of_numpy_are_saved(tmp_path, english):
    model = ThemeModel(np.int64(3), language="en", random_state=np.int32(1)).fit(english[0])
    model.save(tmp_path / "model")
    assert ThemeModel.load(tmp_path / "model").get_params() == model.get_params()


def test_texts_are_placed_by_the_rule_the_model_was_made_with(fitted, english, tmp_path):
    model = copy.deepcopy(fitted)
    model.parts_["en"].placer_.rule.nearness = 0.0
    model.save(tmp_path / "model")
    loaded = ThemeModel.load(tmp_path / "model")
    assert loaded.parts_["en"].placer_.rule.nearness == 0.0
    assert loaded.explain(english[0][0]).words == model.explain(english[0][0]).words
    assert loaded.explain(english[0][0]).words != fitted.explain(english[0][0]).words


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])  # noqa: S301
def test_a_fitted_model_can_be_copied(fitted, english, copied):
    other = copied(fitted)
    assert other.themes_ == fitted.themes_
    assert (other.predict(english[0]) == fitted.labels_).all()
