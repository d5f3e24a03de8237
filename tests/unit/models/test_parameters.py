"""What a model may be asked for, and what it says to anything else."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from models import ParameterError, ThemeModel, ThemeSplitter
from models.naming.theme_namer import ThemeNamer
from models.vectors.term_counter import TermCounter


@pytest.mark.parametrize(
    "language", [None, ["en"], "x" * 300, "../en", "EN", "", "e", "en-GB", 3, "ен", "en\n"]
)
def test_a_language_that_is_no_code_is_refused(language, english):
    with pytest.raises(ParameterError, match="language must be") as told:
        ThemeModel(3, language=language).fit(english[0])
    assert isinstance(told.value, ValueError)
    assert len(str(told.value)) < 200


@pytest.mark.parametrize("seed", [None, -1, 2**32, 1.0, "1", True, np.random.RandomState(0)])
def test_a_seed_that_is_no_whole_number_is_refused(seed, english):
    with pytest.raises(ParameterError, match="random_state must be"):
        ThemeModel(3, random_state=seed).fit(english[0])
    with pytest.raises(ParameterError, match="random_state must be"):
        ThemeSplitter(2, random_state=seed).fit(english[0])


@pytest.mark.parametrize("number", [10**25, 1001, None, np.bool_(True), [3], float("nan")])
def test_a_number_of_themes_that_nobody_could_read_is_refused(number, english):
    with pytest.raises(ParameterError, match="n_themes must be"):
        ThemeModel(number).fit(english[0])
    with pytest.raises(ParameterError, match="n_parts must be"):
        ThemeSplitter(number).fit(english[0])


@pytest.mark.parametrize("detail", [None, ["fine"], 3])
def test_a_detail_of_another_type_is_refused(detail, english):
    with pytest.raises(ParameterError, match="detail must be"):
        ThemeModel(detail=detail).fit(english[0])


@pytest.mark.parametrize(
    "texts",
    [
        None,
        "one text",
        b"bytes",
        3,
        {"a": 1},
        {"late parcel"},
        pd.DataFrame({"text": ["late parcel"]}),
        np.array([["late parcel"]]),
    ],
    ids=lambda texts: type(texts).__name__,
)
def test_texts_that_are_no_list_are_refused(texts, fitted):
    for ask in (ThemeModel(2).fit, fitted.predict, fitted.place, fitted.memberships):
        with pytest.raises(ParameterError, match="must be a list or one column"):
            ask(texts)


def test_a_column_an_array_and_a_generator_are_read_like_a_list(english, fitted):
    texts = english[0]
    column = pd.Series(texts, index=range(1000, 1000 + len(texts)))
    for given in (column, np.array(texts, dtype=object), tuple(texts)):
        again = ThemeModel(3, language="en").fit(given)
        assert (again.labels_ == fitted.labels_).all()
        assert fitted.memberships(given) == fitted.memberships(texts)
        assert (fitted.place(given).labels == fitted.place(texts).labels).all()
    assert (fitted.predict(text for text in texts) == fitted.labels_).all()


def test_missing_cells_of_a_column_are_empty(fitted):
    column = pd.Series(["my parcel is late", None, pd.NA, float("nan")], dtype=object)
    assert (fitted.predict(column) >= 0).tolist() == [True, False, False, False]


@pytest.mark.parametrize("languages", ["en", 3, {"en": 1}])
def test_languages_that_are_no_list_are_refused(languages, english):
    with pytest.raises(ParameterError, match="languages must be a list"):
        ThemeModel(2).fit(english[0], languages=languages)


@pytest.mark.parametrize(
    "start, sentence",
    [
        ([0.5] * 40, "whole numbers"),
        (["a"] * 40, "whole numbers"),
        ([None] * 40, "whole numbers"),
        ([True] * 40, "whole numbers"),
        ([10**30] * 40, "whole numbers"),
        ([-2] * 40, "numbers of themes"),
        ([0] * 39, "one value for each"),
        ("0" * 40, "must be a list"),
    ],
)
def test_a_start_that_is_no_theme_is_refused(start, sentence):
    texts = ["slow app", "late parcel"] * 20
    with pytest.raises(ParameterError, match=sentence):
        ThemeModel(2, language="en").fit(texts, start=start)


@pytest.mark.parametrize("is_new", [["yes"] * 40, [2] * 40, [None] * 40])
def test_newness_is_true_or_false(is_new):
    texts = ["slow app", "late parcel"] * 20
    with pytest.raises(ParameterError, match="true or false"):
        ThemeModel(2, language="en").fit(texts, start=[0] * 40, is_new=is_new)


@pytest.mark.parametrize("labels", [[0.5], ["a"], [9], [-2], [None], 0])
def test_labels_that_are_no_themes_are_refused(labels, fitted):
    with pytest.raises(ParameterError, match="labels must"):
        fitted.memberships(["my parcel is late"], labels=labels)


@pytest.mark.parametrize(
    "examples, sentence",
    [
        ([[0, 1], [1, 2]], "in two groups"),
        ([[0, 99_999]], "indices of the texts"),
        ([[-1]], "indices of the texts"),
        ([[0.5]], "whole numbers"),
        ([["a"]], "whole numbers"),
        ([0, 1], "must be a list"),
        ("ab", "must be a list"),
    ],
)
def test_examples_that_cannot_hold_are_refused(examples, sentence, english):
    with pytest.raises(ParameterError, match=sentence):
        ThemeModel(3, language="en").fit(english[0], examples=examples)


def test_two_groups_of_the_same_words_are_refused(english):
    texts = [*english[0], "my parcel is late", "my parcel is late"]
    with pytest.raises(ParameterError, match="the same texts"):
        ThemeModel(3, language="en").fit(texts, examples=[[len(texts) - 2], [len(texts) - 1]])


def test_equal_texts_in_two_groups_stay_where_they_were_put(english):
    texts, truth = english
    delivery, refund = truth.index("delivery"), truth.index("refund")
    twice = [*texts, texts[delivery]]
    groups = [[delivery, delivery + 1], [refund, refund + 1, len(texts)]]
    model = ThemeModel(3, language="en").fit(twice, examples=groups)
    for group, theme in zip(groups, model.example_themes_, strict=True):
        assert {int(model.labels_[i]) for i in group} == {theme}


def test_a_group_without_a_word_that_others_use_holds_no_theme(english):
    texts, truth = english
    odd = [*texts, "xylophone", "😀"]
    login = [truth.index("login"), len(odd) - 1]
    model = ThemeModel(3, language="en").fit(odd, examples=[[len(odd) - 2], login])
    assert model.example_themes_[0] == -1
    theme = model.example_themes_[1]
    assert model.labels_[login].tolist() == [theme, theme]
    assert model.reasons_[login[1]] == ""
    mostly = [truth[i] for i in np.flatnonzero(model.labels_[: len(texts)] == theme)]
    assert mostly.count("login") > len(mostly) / 2


def test_a_model_that_was_not_fitted_is_told_as_scikit_learn_does():
    for ask in (ThemeModel().predict, ThemeModel().place, ThemeModel().memberships):
        with pytest.raises(NotFittedError, match="Find themes first"):
            ask(["late parcel"])


def test_the_namer_can_be_cloned(fitted):
    placer = fitted.parts_["en"].placer_
    namer = clone(ThemeNamer(placer.counter, "en", placer.assign, floor=0.2))
    assert isinstance(namer.counter, TermCounter)
    assert namer.floor == 0.2
    assert namer.assign(["my parcel is late"])[0].tolist() == (
        fitted.predict(["my parcel is late"]).tolist()
    )


def test_a_label_that_is_no_theme_is_not_explained(fitted):
    for label in (9, "0", 0.5, True):
        with pytest.raises(ParameterError, match="There is no theme"):
            fitted.explain("my parcel is late", label=label)
