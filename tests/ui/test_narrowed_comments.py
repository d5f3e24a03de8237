"""Numbers lead to the comments they count; an address that makes no sense says so."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.ports import Store
from feedback.actions.theme_edits import hide_theme
from feedback.actions.theme_views import save_view
from feedback.domain.rating_bands import BETWEEN, UNRATED, band_between, band_of
from feedback.domain.summaries import CommentFilter
from feedback.ui import reads, theme_reads
from feedback.ui.narrowing import address_of, narrowing
from tests.ui.conftest import START


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
    "where",
    [
        CommentFilter(),
        CommentFilter(theme_id=2, source="Shop survey", segment="pro", customer="c1"),
        CommentFilter(channel="email", language="kk", rating_to=2.49),
        CommentFilter(rating_from=3.5, since=date(2025, 3, 3), until=date(2025, 3, 9)),
    ],
    ids=str,
)
def test_an_address_asks_for_what_is_counted(filled: Store, where: CommentFilter) -> None:
    assert narrowing(address_of(where)).where == where


def test_the_counts_of_a_theme_and_of_the_queue_lead_to_their_comments(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filled.themes.unassign([1])
    assert links(visit("theme", theme=1))["29 comments"] == "theme=1"
    assert links(visit("not-yet-a-theme"))["Read it"] == "which_comments=In+no+theme"


def links(page: AppTest) -> dict[str, str]:
    """What the links of a page say in their address, by their words."""
    return {link.proto.label: link.proto.query_string for link in page.get("page_link")}


def test_a_hidden_theme_is_known_to_pages_that_list_it_not(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    hide_theme(filled, 2, now=START)
    assert not visit("themes").exception
    assert {row.id for row in reads.theme_rows(START.date())} == {1, 2}
    assert {row.id for row in theme_reads.theme_rows(START.date())} == {1}


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


def test_a_saved_view_sets_the_filters_and_forgets_what_is_gone(
    filled: Store, visit: Callable[..., AppTest]
) -> None:
    filters = {"language": "English", "source": "Gone", "search_themes": "late"}
    save_view(filled, "Late ones", filters, now=START)
    page = visit("themes")
    page.button(key="view_1").click().run()
    assert not page.exception
    assert not page.error
    assert page.text_input(key="search_themes").value == "late"
    assert page.selectbox(key="language").value == "English"
    assert page.selectbox(key="source").value is None
