"""Themes that rise are named."""

import numpy as np

from feedback.themes.emerging import benjamini_hochberg, emerging_themes


def test_a_theme_that_rises_is_named_in_words() -> None:
    steady = [10, 12, 9, 11, 10, 8, 12, 10, 11, 9, 10, 12, 10]
    rising = [2, 1, 3, 2, 2, 1, 2, 3, 2, 2, 1, 2, 14]
    (found,) = emerging_themes({1: steady, 2: rising}, [100] * 13)
    assert (found.theme_id, found.sentence) == (2, "14 last week, usually 2")


def test_more_comments_of_all_kinds_are_no_rise() -> None:
    counts = [10] * 12 + [30]
    assert emerging_themes({1: counts}, [100] * 12 + [300]) == []
    assert emerging_themes({1: counts}, [100] * 13) != []


def test_too_short_a_past_or_too_few_comments_say_nothing() -> None:
    assert emerging_themes({1: [0, 0, 9]}, [10, 10, 10]) == []
    assert emerging_themes({1: [0] * 12 + [2]}, [1000] * 13) == []
    assert emerging_themes({}, [10] * 13) == []
    assert emerging_themes({1: [5] * 13}, [10] * 12 + [0]) == []


def test_adjusted_chances_are_those_of_the_textbook() -> None:
    q = benjamini_hochberg(np.array([0.04, 0.01, 0.03, 0.5]))
    assert np.allclose(q, [0.16 / 3, 0.04, 0.16 / 3, 0.5])


def test_themes_that_merely_vary_much_are_not_named() -> None:
    # Two and a half times Poisson's variance, and no theme rises: rarely is any named.
    random = np.random.default_rng(1)
    named = 0
    for _ in range(60):
        means = np.outer(random.lognormal(2.0, 1.0, 40), np.ones(13))
        counts = random.negative_binomial(means / 1.5, 1 / 2.5)
        weekly = {number: row.tolist() for number, row in enumerate(counts)}
        named += bool(emerging_themes(weekly, counts.sum(axis=0).tolist()))
    assert named <= 7
