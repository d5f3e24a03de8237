"""What splitting one theme promises."""

import pytest
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score

from models import NotEnoughTextError, ParameterError, ThemeSplitter


def test_comments_of_two_subjects_are_split_by_subject(english):
    mine = [i for i, subject in enumerate(english[1]) if subject != "refund"]
    texts = [english[0][i] for i in mine]
    split = ThemeSplitter().fit(texts, languages=["en"] * len(texts))
    assert adjusted_rand_score([english[1][i] for i in mine], split.labels_) > 0.9
    assert len({theme.name for theme in split.themes_}) == 2


def test_parts_are_told_as_themes_of_the_given_texts(english):
    split = ThemeSplitter(3).fit(english[0])
    sizes = [theme.size for theme in split.themes_]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(english[0])
    for label, theme in enumerate(split.themes_):
        assert (split.labels_ == label).sum() == theme.size
        assert all(split.labels_[i] == label for i in theme.representatives)


def test_every_comment_comes_into_a_part(english):
    texts = [*english[0], "", None, "😀", "Paket saya terlambat"]
    codes = ["en"] * (len(texts) - 1) + ["id"]
    split = ThemeSplitter(2).fit(texts, languages=codes)
    assert set(split.labels_.tolist()) == {0, 1}
    assert split.labels_[-4:].tolist() == [0, 0, 0, 0]


def test_four_comments_can_be_split_in_two():
    texts = ["late parcel", "parcel came late", "password refused", "my password is refused"]
    split = ThemeSplitter(2).fit(texts, languages=["en"] * 4)
    assert split.labels_[0] == split.labels_[1] != split.labels_[2] == split.labels_[3]


@pytest.mark.parametrize("texts", [[], ["one"], ["late parcel"] * 50, ["😀"] * 20, [None] * 5])
def test_comments_that_do_not_differ_cannot_be_split(texts):
    with pytest.raises(NotEnoughTextError, match="Choose fewer parts"):
        ThemeSplitter(2).fit(texts)


@pytest.mark.parametrize("number", [1, 0, 2.5, "two", True])
def test_a_senseless_number_of_parts_is_refused(number):
    with pytest.raises(ParameterError, match="n_parts"):
        ThemeSplitter(number).fit(["late parcel", "slow app"])


def test_a_splitter_is_cloned_and_gives_the_same_parts_again(english):
    first = ThemeSplitter(3, random_state=5)
    again = clone(first)
    assert again.get_params() == first.get_params()
    assert (again.fit(english[0]).labels_ == first.fit(english[0]).labels_).all()
