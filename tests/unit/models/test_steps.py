"""What each step of the engine promises."""

import numpy as np
import pytest
from scipy import sparse

from models.clusters.multinomial_pass import MultinomialPass
from models.clusters.neighbour_graph import neighbour_graph
from models.clusters.neighbour_smoothing import NeighbourSmoothing
from models.clusters.theme_counter import ThemeCounter
from models.clusters.theme_stability import ThemeStability
from models.clusters.ward_kmeans import WardKMeans
from models.language_shares import share_out
from models.solidity import Solidity, solidity
from models.vectors.rows import unit_rows
from models.vectors.term_counter import TermCounter
from models.vectors.term_vectors import TermVectors
from models.vectors.text_embedder import TextEmbedder
from models.vectors.truncated_svd import truncated_svd


@pytest.fixture(scope="module")
def groups():
    """Forty points in each of four directions."""
    random = np.random.default_rng(1)
    centres = np.eye(4, 10)
    points = np.repeat(centres, 40, axis=0) + random.normal(0, 0.15, (160, 10))
    return unit_rows(points), np.repeat(np.arange(4), 40)


def same_groups(a, b):
    return len(set(zip(a.tolist(), b.tolist(), strict=True))) == len(set(a.tolist()))


def test_neighbours_are_symmetric_and_never_oneself(groups):
    graph = neighbour_graph(groups[0], 5)
    assert (graph != graph.T).nnz == 0
    assert graph.diagonal().sum() == 0


def test_smoothing_draws_groups_together(groups):
    points, truth = groups
    smooth = NeighbourSmoothing(8).fit_transform(points)
    before = (points[truth == 0] @ points[truth == 0].T).mean()
    after = (smooth[truth == 0] @ smooth[truth == 0].T).mean()
    assert after > before


def test_as_many_themes_are_counted_as_there_are_groups(groups):
    assert ThemeCounter(neighbours=8).fit(groups[0]).n_themes_ == 4


def test_kmeans_finds_the_groups_without_a_seed(groups):
    points, truth = groups
    assert same_groups(truth, WardKMeans(4).fit(points).labels_)


def test_points_with_a_fixed_label_keep_it(groups):
    points, _ = groups
    fixed = np.full(len(points), -1)
    fixed[[0, 40]] = 2
    labels = WardKMeans(4).fit(points, fixed).labels_
    assert labels[[0, 40]].tolist() == [2, 2]
    assert set(labels.tolist()) == {0, 1, 2, 3}


def test_no_cluster_stays_empty(groups):
    assert len(set(WardKMeans(30).fit(groups[0]).labels_.tolist())) == 30


def words_of(truth):
    """Counts of terms: each text holds its group's own word and one that all share."""
    counts = np.zeros((len(truth), 5), np.float32)
    counts[np.arange(len(truth)), truth] = 2
    counts[:, 4] = 1
    return sparse.csr_matrix(counts)


def test_solid_groups_are_stable(groups):
    points, truth = groups
    stability = ThemeStability(8).fit(points, words_of(truth), truth).stability_
    assert (stability > 0.9).all()


def test_a_group_made_up_is_less_stable_than_a_real_one(groups):
    points, truth = groups
    made_up = truth.copy()
    made_up[(truth == 3) & (np.arange(len(truth)) % 2 == 0)] = 4
    stability = ThemeStability(8).fit(points, words_of(truth), made_up).stability_
    assert stability[4] < stability[0]


def test_testing_how_solid_themes_are_may_be_cancelled_between_resamples(groups):
    points, truth = groups

    def cancel(done, message):
        if done > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ThemeStability(8).fit(points, words_of(truth), truth, cancel)


def test_a_theme_is_solid_when_most_of_it_comes_back_and_neither_when_not_tested():
    told = [solidity(value, 10) for value in (1.0, 0.51, 0.5, 0.0, float("nan"))]
    assert told == ["solid", "solid", "loose", "loose", Solidity.UNTESTED]


def test_nothing_is_said_of_a_theme_of_fewer_than_ten_texts():
    assert [solidity(value, 9) for value in (1.0, 0.0)] == [Solidity.UNTESTED] * 2


def test_the_words_move_a_misplaced_text_and_empty_no_theme():
    counts = sparse.csr_matrix(np.repeat([[3, 0], [0, 3]], 10, axis=0).astype(np.float32))
    labels = np.repeat([0, 1], 10)
    labels[0] = 1
    assert MultinomialPass().refine(counts, labels).tolist() == [0] * 10 + [1] * 10
    held = np.full(20, -1)
    held[0] = 1
    assert MultinomialPass().refine(counts, labels, held)[0] == 1


def test_contributions_add_up_to_the_cosine(english):
    counts = TermCounter("en").fit_transform(english[0])
    embedder = TextEmbedder(10, 10).fit(counts)
    points = embedder.transform(counts)
    direction = points[:20].mean(axis=0)
    parts = embedder.contributions(counts[5], direction)
    assert parts.sum() == pytest.approx(float(points[5] @ direction), abs=1e-4)


def test_a_list_of_words_says_nothing_of_what_goes_together():
    random = np.random.default_rng(0)
    texts = sparse.random(300, 1500, 0.01, format="csr", dtype=np.float32, random_state=random)
    texts.data[:] = 1
    every = sparse.vstack([texts, np.ones((1, 1500), np.float32)]).tocsr()
    with_it, without = TermVectors(20).fit(every), TermVectors(20).fit(texts)
    assert np.array_equal(with_it.vectors_, without.vectors_)


def test_the_seed_of_a_decomposition_decides_nothing_of_what_is_kept():
    fading = (np.arange(1, 601) ** -0.3)[None, :]  # a long flat tail, as word tables have
    table = sparse.random(800, 600, 0.02, format="csr", random_state=0).multiply(fading).tocsr()
    one, other = (truncated_svd(table, 40, seed)[2] for seed in (1, 2))
    assert np.square(one @ other.T).sum() / 40 > 0.99  # the same directions, all but


@pytest.mark.parametrize("number", [2, 3, 7, 10, 50])
def test_themes_are_shared_out_by_amount_and_none_is_lost(number):
    shares = share_out(number, {"en": 700, "id": 200, "kk": 100})
    assert sum(shares.values()) == max(number, 3)
    assert shares["en"] >= shares["id"] >= shares["kk"] >= 1
