"""Numbers lead to the comments they count; an address that makes no sense says so."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from feedback.actions.decisions import decide
from feedback.actions.links import accept_link
from feedback.actions.ports import Store
from feedback.actions.theme_edits import hide_theme
from feedback.actions.theme_views import save_view
from feedback.domain.comment import Comment, Source
from feedback.domain.rating_bands import BETWEEN, UNRATED, band_between, band_of
from feedback.domain.summaries import CommentFilter
from feedback.domain.theme import Assignment
from feedback.ui import reads, theme_reads
from feedback.ui.narrowing import address_of, narrowing
from tests.ui.conftest import COMMENTS, LATER, START


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
        CommentFilter(unassigned=True, without=("A, “B”", "é")),
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


@pytest.mark.parametrize("name", ["open-loops", "loop", "impact"])
def test_a_number_leads_to_a_page_with_this_number(
    filled: Store, visit: Callable[..., AppTest], name: str
) -> None:
    filled.comments.ensure_source(Source(name="Fair"))
    filled.comments.upsert(
        [
            Comment(source="Fair", key="1", text="Loud", answer="Sorry.", answered_by_bot=True),
            Comment(source="Fair", key="2", text="n/a", is_filler=True, created_at=START),
            Comment(source="Fair", key="3", text="Soon", created_at=datetime(2399, 1, 1)),
            Comment(source="Fair", key="4", text="My parcel came late", created_at=START),
        ]
    )
    filled.themes.assign([Assignment(COMMENTS + 4, 1, 0.5)])
    accept_link(filled, 1, filled.changes.all()[0].id, now=LATER)
    again = LATER.date() + timedelta(days=30)
    decide(filled, 2, outcome="will-not", reason="We like it.", now=LATER, review_on=again)
    found = [
        (link.proto.label, link.proto.query_string)
        for link in visit(name).get("page_link")
        if link.proto.query_string and any(part.isdecimal() for part in link.proto.label.split())
    ]
    assert found
    for label, query in found:
        number = next(part for part in label.split() if part.isdecimal())
        page = visit("comments", **dict(parse_qsl(query)))
        assert not page.error
        (said,) = [text for text in captions(page) if text.endswith(" first")]
        assert said.split()[0] == number, (label, query)


def test_places_in_the_loop_are_said_in_words(filled: Store, visit: Callable[..., AppTest]) -> None:
    page = visit("comments", loop="waiting", age="over 90", owner="nobody", theme=1)
    (said,) = [text.value for text in page.markdown if text.value.startswith("Only")]
    assert "waiting: their loop is open · for over 90 days · owner: nobody" in said
    assert "30 comments, longest waiting first" in captions(page)
    page = visit("comments", loop="waiting", search_comments_narrowed="29 days")
    assert "1 comment, newest first" in captions(page)
    page = visit("comments", loop="waiting", theme="none")
    assert "There are no comments here." in [info.value for info in page.info]


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
    [
        {"rating": "9"},
        {"week": "soon"},
        {"theme": "x"},
        {"channel": "Pigeon"},
        {"loop": "later"},
        {"loop": "waiting", "age": "7"},
        {"without": "Mail"},
    ],
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
