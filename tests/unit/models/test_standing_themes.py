"""Themes that are found again from where they stand."""

import numpy as np
import pytest

from models import ParameterError, Reason, ThemeModel
from models.clusters.neighbour_graph import neighbour_graph
from models.clusters.standing_finder import StandingFinder
from models.clusters.standing_texts import StandingTexts
from models.clusters.theme_mixing import joined, mixing, parted
from models.vectors.rows import unit_rows


@pytest.fixture(scope="module")
def clouds():
    """Sixty points in each of three directions."""
    random = np.random.default_rng(1)
    centres = np.repeat(np.eye(3, 10), 60, axis=0)
    return unit_rows(centres + random.normal(0, 0.15, (180, 10))), np.repeat(np.arange(3), 60)


def subject_of(truth, subject):
    return np.array([said == subject for said in truth])


def test_halves_by_lot_lie_mixed_and_other_subjects_do_not(clouds):
    points, truth = clouds
    halves = np.where(truth == 0, np.arange(180) % 2, truth + 1)
    mixed = mixing(neighbour_graph(points, 8), halves, 4)
    assert mixed[0, 1] > 0.9
    assert mixed[0, 2] < 0.03


def test_one_subject_in_two_themes_becomes_one(clouds):
    points, truth = clouds
    halves = np.where(truth == 0, np.arange(180) % 2, truth + 1)
    assert joined(neighbour_graph(points, 8), halves, 4).tolist() in ([0, 0, 2, 3], [1, 1, 2, 3])


def test_two_subjects_in_one_theme_are_parted_and_one_is_not(clouds):
    points, truth = clouds
    together = np.where(truth == 2, 1, 0)
    (part,) = parted(neighbour_graph(points, 8), points, together, 2)
    assert set(truth[part].tolist()) in ({0}, {1})
    assert len(part) == 60


def test_a_text_leaves_its_theme_only_for_one_that_leads_by_more_than_the_margin():
    finder = StandingFinder(margin=1.0)
    evidence = np.array([[0.0, 0.9], [0.0, 1.1], [0.0, 0.1]])
    assert finder.keep(np.array([0, 0, -1]), evidence).tolist() == [0, 1, 1]


def test_a_subject_that_came_since_gets_themes_of_its_own(english):
    texts, truth = english
    is_new = subject_of(truth, "refund")
    start = np.where(is_new, -1, np.where(subject_of(truth, "login"), 7, 3))
    model = ThemeModel(language="en").fit(texts, start=start)
    apart = ~np.isin(model.labels_, model.labels_[~is_new])
    assert apart.sum() >= 0.9 * is_new.sum()


def test_newcomers_that_were_placed_on_arrival_get_them_too(english):
    texts, truth = english
    is_new = subject_of(truth, "refund")
    start = np.where(subject_of(truth, "login"), 7, 3)  # refunds arrived in the theme of parcels
    model = ThemeModel(language="en").fit(texts, start=start, is_new=is_new)
    apart = ~np.isin(model.labels_, model.labels_[~is_new])
    assert apart.sum() >= 0.9 * is_new.sum()


def test_comments_of_a_known_subject_make_no_new_theme(english):
    texts, truth = english
    start = np.array([("delivery", "login", "refund").index(said) for said in truth])
    start[::10] = -1
    model = ThemeModel(language="en").fit(texts, start=start)
    known = start >= 0
    assert len(model.themes_) == 3
    assert len(set(zip(model.labels_[known].tolist(), start[known].tolist(), strict=True))) == 3


def test_another_seed_moves_next_to_nothing(english):
    texts, _ = english
    first = ThemeModel(4, language="en").fit(texts)
    again = ThemeModel(language="en", random_state=5).fit(texts, start=first.labels_)
    pairs = set(zip(first.labels_.tolist(), again.labels_.tolist(), strict=True))
    assert len(pairs) <= len(first.themes_) + 1


def test_what_fits_no_theme_waits_until_it_is_enough(english):
    texts, truth = english
    odd = ["my my account account late late paid paid code"]
    start = [("delivery", "login", "refund").index(said) for said in truth] + [-1]
    model = ThemeModel(language="en").fit(texts + odd, start=start)
    if model.labels_[-1] < 0:
        assert model.reasons_[-1] is Reason.FAR
    assert (model.labels_[:-1] >= 0).all()


def test_a_file_larger_than_the_sample_keeps_small_themes_and_new_texts():
    own = np.array([0] * 960 + [1] * 15 + [-1] * 25)
    chosen = StandingTexts(own, own < 0).sample(np.arange(1000), 100, seed=0)
    assert len(chosen) == 100
    assert (own[chosen] == 1).sum() == 15
    assert (own[chosen] < 0).sum() == 25


def test_a_saved_model_places_as_before(english, tmp_path):
    texts, truth = english
    start = [("delivery", "login", "refund").index(said) for said in truth]
    model = ThemeModel(language="en").fit(texts, start=start)
    model.save(tmp_path / "model")
    again = ThemeModel.load(tmp_path / "model")
    assert again.predict(texts).tolist() == model.predict(texts).tolist()


def test_a_start_of_another_length_is_refused(english):
    with pytest.raises(ParameterError, match="one value for each text"):
        ThemeModel(language="en").fit(english[0], start=[1, 2])
