"""What placing new comments promises."""

import numpy as np
import pytest

from models import ParameterError, Placement, Reason, ThemeModel


def test_a_new_comment_that_fits_nowhere_is_turned_away_with_a_reason(english, fitted):
    strange = "said was at for gardening weeks and weeks of sunshine to my mountain bicycle"
    placed = fitted.place([strange, english[0][0], "xylophone", "😀", "the of"], reject=0.05)
    assert isinstance(placed, Placement)
    assert placed.labels.tolist() == [-1, fitted.labels_[0], -1, -1, -1]
    assert placed.reasons == [
        Reason.FAR,
        Reason.PLACED,
        Reason.RARE,
        Reason.EMPTY,
        Reason.FILLER,
    ]


def test_few_of_the_comments_that_made_the_themes_are_turned_away(english, fitted):
    for reject in (0.0, 0.05, 0.2):
        placed = fitted.place(english[0], reject=reject)
        assert np.mean(placed.labels < 0) <= reject + 0.02
    assert (fitted.place(english[0], reject=0.0).labels == fitted.predict(english[0])).all()


def test_a_comment_in_a_language_without_themes_is_turned_away(fitted):
    model = ThemeModel(2).fit(["late parcel", "slow app"] * 20, languages=["en"] * 40)
    placed = model.place(["encomenda atrasada"], languages=["pt"])
    assert placed.labels.tolist() == [-1]
    assert placed.reasons == [Reason.SMALL_LANGUAGE]


def test_what_turns_away_is_saved_with_the_model(english, fitted, tmp_path):
    fitted.save(tmp_path / "model")
    again = ThemeModel.load(tmp_path / "model").place(english[0], reject=0.3)
    before = fitted.place(english[0], reject=0.3)
    assert (again.labels == before.labels).all()
    assert again.reasons == before.reasons


@pytest.mark.parametrize("share", [-0.1, 1.5, "half", True])
def test_a_senseless_share_is_refused(share, fitted):
    with pytest.raises(ParameterError, match="reject must be a share"):
        fitted.place(["late parcel"], reject=share)
