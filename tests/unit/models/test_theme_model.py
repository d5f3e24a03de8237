"""What finding themes promises."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_info, threadpool_limits

from models import (
    NotEnoughTextError,
    NotFittedYetError,
    ParameterError,
    Reason,
    ThemeModel,
)


def test_comments_on_one_subject_come_into_one_theme(english, fitted):
    assert adjusted_rand_score(english[1], fitted.labels_) > 0.9


def test_every_theme_has_a_name_of_two_to_four_words_that_customers_wrote(english, fitted):
    written = " ".join(english[0]).lower()
    for theme in fitted.themes_:
        assert 2 <= len(theme.name.split()) <= 4
        assert all(word in written for word in theme.name.split())


def test_no_two_themes_have_the_same_name(fitted):
    assert len({theme.name for theme in fitted.themes_}) == len(fitted.themes_)


def test_a_name_finds_its_own_theme(fitted):
    names = [theme.name for theme in fitted.themes_]
    assert fitted.predict(names).tolist() == list(range(len(names)))


def test_sizes_and_representatives_agree_with_the_labels(english, fitted):
    for label, theme in enumerate(fitted.themes_):
        assert theme.size == int((fitted.labels_ == label).sum())
        assert all(fitted.labels_[i] == label for i in theme.representatives)
        assert len({english[0][i] for i in theme.representatives}) == len(theme.representatives)


def test_scores_cohesion_and_stability_lie_between_zero_and_one(fitted):
    assert ((fitted.scores_ >= 0) & (fitted.scores_ <= 1)).all()
    for theme in fitted.themes_:
        assert 0 <= theme.cohesion <= 1
        assert 0 <= theme.stability <= 1
    assert fitted.stability_.tolist() == [theme.stability for theme in fitted.themes_]
    assert fitted.cohesion_.tolist() == [theme.cohesion for theme in fitted.themes_]


def test_themes_on_plain_subjects_are_called_solid(fitted):
    assert fitted.solidity_ == ["solid"] * 3


def test_comments_of_chance_words_make_loose_themes():
    words = [f"{a}{b}{c}" for a in "bdgk" for b in "aeiou" for c in "ln"]
    random = np.random.default_rng(0)
    texts = [" ".join(random.choice(words, 5, replace=False)) for _ in range(400)]
    assert ThemeModel(12, language="en").fit(texts).solidity_.count("loose") >= 9


def test_the_same_texts_and_seed_give_the_same_themes(english, fitted):
    again = ThemeModel(3, language="en").fit(english[0])
    assert (again.labels_ == fitted.labels_).all()
    assert again.themes_ == fitted.themes_


def test_threads_change_nothing_and_are_given_back(english, fitted):
    for threads in (1, 2):
        with threadpool_limits(threads, user_api="blas"):
            before = [pool["num_threads"] for pool in threadpool_info()]
            again = ThemeModel(3, language="en").fit(english[0])
            assert [pool["num_threads"] for pool in threadpool_info()] == before
        assert (again.scores_ == fitted.scores_).all()
        assert again.themes_ == fitted.themes_


def test_texts_are_placed_alike_in_one_chunk_or_many(english, fitted, monkeypatch):
    whole = fitted.assign([*english[0], "zebra"])
    monkeypatch.setattr("models.placing.text_placer.CHUNK", 7)
    parts = fitted.assign([*english[0], "zebra"])
    assert (whole[0] == parts[0]).all()
    assert np.allclose(whole[1], parts[1])


def test_names_are_short_and_hold_no_number_marker_or_handle():
    long = ["unfathomably" * 3, "incomprehensible" * 2, "characteristically" * 2]
    texts = [
        f"[email] @anna 2024 {a} {b} <phone> 99 {c}"
        for a in long
        for b in ("delivery 3", "delivery parcel", "refund refused")
        for c in ("a@b.org", "again [handle]", "[card]")
    ]
    for theme in ThemeModel(6, language="en").fit(texts * 3).themes_:
        assert len(theme.name) <= 60
        for word in (*theme.name.split(), *theme.terms):
            assert not word.isdigit()
            assert word not in {"email", "phone", "handle", "card", "anna", "org"}


def test_a_new_comment_is_placed_with_its_subject(english, fitted):
    label, _ = fitted.assign(["the courier lost my parcel and the delivery is late"])
    delivery = fitted.labels_[english[1].index("delivery")]
    assert label[0] == delivery


def test_a_comment_of_unknown_words_is_placed_nowhere(fitted):
    labels, scores = fitted.assign(["zebra xylophone", "", "😀😀"])
    assert labels.tolist() == [-1, -1, -1]
    assert scores.tolist() == [0, 0, 0]


def test_themes_never_mix_languages(english, indonesian):
    texts = english[0] + indonesian[0]
    codes = ["en"] * len(english[0]) + ["id"] * len(indonesian[0])
    model = ThemeModel(5).fit(texts, languages=codes)
    for label, theme in enumerate(model.themes_):
        spoken = {codes[i] for i in np.flatnonzero(model.labels_ == label)}
        assert spoken == {theme.language}
    assert len(model.themes_) == 5


def test_languages_are_found_out_when_nobody_tells(english, indonesian):
    model = ThemeModel(5).fit(english[0] + indonesian[0])
    assert {theme.language for theme in model.themes_} == {"en", "id"}


def test_a_language_of_a_few_comments_is_left_out_with_a_reason(english):
    texts = [*english[0], "Paket saya terlambat", "Kurir tidak ramah"]
    codes = ["en"] * len(english[0]) + ["id"] * 2
    model = ThemeModel(3).fit(texts, languages=codes)
    assert model.labels_[-2:].tolist() == [-1, -1]
    assert model.reasons_[-1] == Reason.SMALL_LANGUAGE


def test_each_unassigned_comment_has_its_reason(english):
    model = ThemeModel(3, language="en").fit([*english[0], "", "it is the", "xylophone"])
    assert model.reasons_[-3:] == [Reason.EMPTY, Reason.FILLER, Reason.RARE]
    assert all(
        (reason == Reason.PLACED) == (label >= 0)
        for reason, label in zip(model.reasons_, model.labels_, strict=True)
    )


def test_the_number_of_themes_can_be_left_to_the_model(english):
    model = ThemeModel(language="en").fit(english[0])
    assert 2 <= len(model.themes_) <= 12


def test_finer_detail_never_finds_fewer_themes(english):
    found = [
        len(ThemeModel(language="en", detail=detail).fit(english[0]).themes_)
        for detail in ("coarse", "medium", "fine")
    ]
    assert found == sorted(found)


def test_progress_rises_to_one_and_may_cancel(english):
    told = []
    ThemeModel(3, language="en").fit(english[0], progress=lambda done, text: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1

    def cancel(done, message):
        if done > 0.1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ThemeModel(3, language="en").fit(english[0], progress=cancel)


def test_progress_is_told_while_many_texts_are_read(monkeypatch):
    monkeypatch.setattr("models.clusters.distinct_texts.BATCH", 10)
    told = []
    texts = ["late parcel", "slow app"] * 20
    model = ThemeModel(2, language="en").fit(texts, progress=lambda *step: told.append(step))
    # Once before languages are looked at, then for each batch.
    assert [message for _, message in told].count("reading texts") == 5
    assert len(model.labels_) == len(texts)


def test_examples_hold_a_theme_in_place(english):
    texts, truth = english
    mixed = [truth.index("delivery"), truth.index("login")]
    other = [truth.index("refund"), truth.index("refund") + 1]
    model = ThemeModel(3, language="en").fit(texts, examples=[mixed, other])
    first, second = model.example_themes_
    assert model.labels_[mixed].tolist() == [first, first]
    assert model.labels_[other].tolist() == [second, second]
    assert first != second


def test_examples_hold_their_themes_in_every_language(english, indonesian):
    texts = [*english[0], *indonesian[0]]
    codes = ["en"] * len(english[0]) + ["id"] * len(indonesian[0])
    subjects = [*english[1], *indonesian[1]]
    groups = [
        [i for i, subject in enumerate(subjects) if subject == wanted][:3]
        for wanted in ("refund", "masuk", "delivery", "kirim")
    ]
    # One comment that a person put where its words do not point.
    groups[0].append(subjects.index("login"))
    before = ThemeModel(6).fit(texts, languages=codes)
    model = ThemeModel(6).fit(texts, languages=codes, examples=groups)
    assert len(set(model.example_themes_)) == len(groups)
    for group, theme in zip(groups, model.example_themes_, strict=True):
        assert {int(model.labels_[i]) for i in group} == {theme}
        assert model.themes_[theme].language == codes[group[0]]
        mostly = [i for i in np.flatnonzero(model.labels_ == theme) if i not in group]
        assert {subjects[i] for i in mostly} == {subjects[group[0]]}
    assert before.labels_[groups[0][0]] != before.labels_[groups[0][-1]]


def test_examples_hold_when_the_model_chooses_the_number(english):
    group = [0, len(english[0]) - 1]
    model = ThemeModel(language="en").fit(english[0], examples=[group])
    assert {int(model.labels_[i]) for i in group} == {model.example_themes_[0]}


def test_a_comment_on_two_subjects_has_two_themes(english, fitted):
    text = (
        "The parcel came late again and the courier was rude. "
        "My password is rejected every morning and the account stays locked."
    )
    (labels,) = fitted.memberships([text])
    subjects = {english[1][int(np.flatnonzero(fitted.labels_ == i)[0])] for i in labels}
    assert subjects == {"delivery", "login"}
    assert 1 <= len(labels) <= 3


def test_an_explanation_adds_up_and_names_the_runner_up(english, fitted):
    text = "My refund is still not paid to my bank card"
    why = fitted.explain(text)
    assert why.label >= 0
    assert why.runner_up not in (-1, why.label)
    assert why.words[0][0] in text.lower()
    placer = fitted.parts_["en"].placer_
    ((_, _, evidence),) = placer.weigh([text])
    margin = float(evidence[0, why.label] - evidence[0, why.runner_up])
    assert sum(weight for _, weight in why.words) + why.sizes == pytest.approx(margin, abs=1e-3)
    assert margin > 0


def test_fitted_comments_are_placed_where_they_are(english, fitted):
    assert (fitted.predict(english[0]) == fitted.labels_).all()
    assert [fitted.explain(text).label for text in english[0]] == fitted.labels_.tolist()


def test_a_further_theme_keeps_the_comments_own_theme_first(english, fitted):
    found = fitted.memberships(english[0], labels=fitted.labels_)
    assert [held[0] for held in found] == fitted.labels_.tolist()
    assert fitted.memberships(["The parcel. The password."], labels=[-1]) == [()]
    with pytest.raises(ParameterError, match="one theme for each"):
        fitted.memberships(["one", "two"], labels=[0])


def test_an_explanation_speaks_for_the_theme_a_comment_is_in(fitted):
    text = "My refund is still not paid to my bank card"
    nearest = fitted.explain(text)
    moved = fitted.explain(text, label=nearest.runner_up)
    assert (moved.label, moved.runner_up) == (nearest.runner_up, nearest.label)
    assert moved.score == nearest.runner_up_score
    assert fitted.explain(text, label=nearest.label) == nearest
    assert fitted.explain(text, label=-1) == nearest
    for unknown in (9, -5):
        with pytest.raises(ParameterError, match=f"no theme {unknown}"):
            fitted.explain(text, label=unknown)


def test_an_explanation_of_nothing_gives_the_reason(fitted):
    why = fitted.explain("😀")
    assert why.label == -1
    assert why.reason == Reason.EMPTY


def test_a_model_is_cloned_with_its_parameters_only(fitted):
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert not hasattr(copy, "labels_")


def test_an_unfitted_model_says_so():
    with pytest.raises(NotFittedYetError, match="Find themes first"):
        ThemeModel().predict(["hello"])


@pytest.mark.parametrize("number", [0, -3, 2.5, "many", True])
def test_a_senseless_number_of_themes_is_refused(number, english):
    with pytest.raises(ParameterError, match="n_themes"):
        ThemeModel(number).fit(english[0])


def test_an_unknown_detail_is_refused(english):
    with pytest.raises(ParameterError, match="detail"):
        ThemeModel(detail="huge").fit(english[0])


def test_languages_of_another_length_are_refused(english):
    with pytest.raises(ParameterError, match="one code"):
        ThemeModel().fit(english[0], languages=["en"])


@pytest.mark.parametrize(
    "texts",
    [[], ["one"], [None, float("nan")] * 20, ["😀"] * 30, ["the of and"] * 30, ["\x00\ud800"] * 30],
)
def test_texts_without_themes_give_one_clear_error(texts):
    with pytest.raises(NotEnoughTextError, match="Import more comments"):
        ThemeModel(3).fit(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["the same complaint again"] * 100,
        ["app"] * 100_000,
        [f"the parcel came late {word}" for word in ("today", "again", "monday", "gone")] * 3,
        ["slow app", "late parcel"] * 20,
        ["word " * 200_000] + ["late parcel again"] * 20,
        ["late parcel \x00 again \ud83d"] * 20 + [None, float("nan"), 3, b"bytes"],
        ["ⴰⵣⵓⵍ ⴰⵎⴷⴷⴰⴽⵍ ⵉⵏⵓ"] * 20,
    ],
)
def test_odd_texts_give_themes_and_no_crash(texts):
    model = ThemeModel(5).fit(texts)
    assert len(model.labels_) == len(texts)
    assert 1 <= len(model.themes_) <= 5
    assert model.labels_.max() == len(model.themes_) - 1


def test_a_language_without_resources_works_without_stems():
    texts = [f"{a} {b} {c}" for a in ("kuku", "nyumba") for b in ("mbaya", "nzuri") for c in "abcd"]
    model = ThemeModel(2, language="sw").fit(texts * 2)
    assert len(model.themes_) == 2
