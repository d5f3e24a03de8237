"""Clusters of a new run become the themes that hold the same comments."""

from hypothesis import given
from hypothesis import strategies as st

from feedback.themes.identity import match_clusters


def test_the_same_clusters_under_other_numbers_are_the_same_themes() -> None:
    themes = {1: 10, 2: 10, 3: 11, 4: 11}
    clusters = {1: 1, 2: 1, 3: 0, 4: 0}
    assert match_clusters(themes, clusters) == {1: 10, 0: 11}


def test_a_cluster_of_new_comments_is_no_known_theme() -> None:
    assert match_clusters({1: 10, 2: 10}, {1: 0, 2: 0, 3: 1, 4: 1}) == {0: 10}


def test_new_comments_do_not_make_an_old_theme_look_different() -> None:
    themes = dict.fromkeys(range(5), 10)
    clusters = dict.fromkeys(range(500), 0)
    assert match_clusters(themes, clusters) == {0: 10}


def test_of_two_halves_of_a_split_theme_only_one_keeps_the_id() -> None:
    themes = dict.fromkeys(range(10), 10)
    clusters = {comment: int(comment >= 6) for comment in range(10)}
    assert match_clusters(themes, clusters) == {0: 10}


def test_too_little_in_common_is_another_theme() -> None:
    themes = {comment: 10 + comment % 10 for comment in range(100)}
    clusters = dict.fromkeys(range(100), 0)
    assert match_clusters(themes, clusters) == {}


def test_nothing_matches_nothing() -> None:
    assert match_clusters({}, {1: 0}) == {}
    assert match_clusters({1: 10}, {}) == {}


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 6), min_size=1))
def test_a_run_that_finds_the_same_again_keeps_every_id(clusters: dict[int, int]) -> None:
    themes = {comment: cluster + 100 for comment, cluster in clusters.items()}
    assert match_clusters(themes, clusters) == {c: c + 100 for c in set(clusters.values())}


@given(
    st.dictionaries(st.integers(0, 50), st.integers(0, 6)),
    st.dictionaries(st.integers(0, 50), st.integers(0, 6)),
)
def test_no_theme_is_given_twice(themes: dict[int, int], clusters: dict[int, int]) -> None:
    matched = match_clusters(themes, clusters)
    assert len(set(matched.values())) == len(matched)
    assert set(matched) <= set(clusters.values())
