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
