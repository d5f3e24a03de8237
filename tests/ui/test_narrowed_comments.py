"""Numbers lead to the comments they count; an address that makes no sense says so."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.ports import Store
from feedback.domain.rating_bands import BETWEEN, UNRATED, band_between, band_of


def captions(page: AppTest) -> list[str]:
    return [caption.value for caption in page.caption]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"theme": 1}, 30),
        ({"theme": 2}, 10),
        ({"theme": 1, "rating": "2"}, 30),
        ({"theme": 1, "rating": "4–5 stars"}, 0),
        ({"rating": "4–5 stars", "language": "en"}, 10),
        ({"week": "2025-03-03"}, 4),
        ({"theme": 1, "customer": "c1"}, 1),
        ({"theme": 1, "source": "Shop survey", "channel": "Other", "until": "2025-03-09"}, 3),
    ],
)
def test_an_address_narrows_comments(
    filled: Store, visit: Callable[..., AppTest], asked: dict[str, str], count: int
) -> None:
    page = visit("comments", **asked)
    assert not page.exception
    assert not page.error
    if count:
        words = f"{count} comment{'s' if count > 1 else ''}, newest first"
        assert words in captions(page)
    else:
        assert "There are no comments here." in [info.value for info in page.info]


@pytest.mark.parametrize(
    "asked",
    [{"rating": "9"}, {"week": "soon"}, {"theme": "x"}, {"channel": "Pigeon"}],
    ids=str,
)
def test_an_address_that_makes_no_sense_says_so(
    filled: Store, visit: Callable[..., AppTest], asked: dict[str, str]
) -> None:
    page = visit("comments", **asked)
    assert not page.exception
    assert len(page.error) == 1


def test_a_theme_shows_ratings_and_its_share(filled: Store, visit: Callable[..., AppTest]) -> None:
    page = visit("theme", theme=1, measure="Share of all")
    assert not page.exception
    assert not page.error
    assert any("of all comments in" in text.value for text in page.text)


def test_bands_of_ratings_hold_every_rating_once() -> None:
    assert [band_of(rating) for rating in (1, 2.49, 2.5, 3, 3.49, 3.5, 5)] == [1, 1, 2, 2, 2, 3, 3]
    assert (band_of(None), band_of(2.495)) == (UNRATED, BETWEEN)
    assert (band_between(None, 2.49), band_between(3.5, None)) == (1, 3)
    assert band_between(None, None) is None
