"""Reading comments: by id, by page, by filter, by week, in total."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedback.actions.ports import Store
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter, CommentTotals, WeekCount


def texts(comments: list[Comment]) -> list[str]:
    return [comment.text for comment in comments]


def found(store: Store, **where: Any) -> set[str]:
    """The texts a filter finds, by each way to ask."""
    asked = CommentFilter(**where)
    page = texts(store.comments.page(asked))
    assert store.comments.count(asked) == len(page)
    assert sorted(texts(list(store.comments.iterate(asked)))) == sorted(page)
    assert sum(week.comments for week in store.comments.weekly(asked)) == len(page)
    return set(page)


@pytest.fixture
def mixed(given: Any) -> None:
    """Six comments, each of them different in kind; all dated, so that weeks count them."""
    at = datetime(2024, 5, 6)
    login = given.comment("Login fails", source="app", language="en", created_at=at)
    given.comment("Lambat sekali", source="app", language="id", created_at=at)
    given.comment("n/a", source="app", language="en", is_filler=True, created_at=at)
    price = given.comment("Too expensive", source="survey", language="en", created_at=at)
    given.comment("Muito caro", source="survey", language="pt", created_at=at)
    nothing = given.comment("-", source="survey", language="", is_filler=True, created_at=at)
    given.theme("Login", comments=[login])
    given.theme("Price", comments=[price, nothing])


def test_sources_can_be_left_out(store: Store, mixed: None) -> None:
    assert found(store, without=("app",)) == {"Too expensive", "Muito caro", "-"}
    assert found(store, without=("app", "survey", "nowhere")) == set()
    price = next(theme for theme in store.themes.all() if theme.name == "Price")
    assert found(store, without=("app",), theme_id=price.id) == {"Too expensive", "-"}
    assert found(store, without=("survey",), theme_id=price.id) == set()


def test_comments_are_got_in_the_order_asked_for_without_the_unknown(
    store: Store, given: Any
) -> None:
    first, second, third = (given.comment(text) for text in "abc")
    asked = [third.id, 999_999, first.id, second.id, 10**30, -1]
    assert store.comments.get(asked) == [third, first, second]
    assert store.comments.get([]) == []


def test_more_comments_than_one_statement_takes_can_be_got(store: Store, given: Any) -> None:
    first, second = given.comment("a"), given.comment("b")
    many = [second.id, *range(10**6, 10**6 + 6_000), first.id]
    assert store.comments.get(many) == [second, first]


def test_a_page_is_newest_first_then_by_id_with_the_undated_last(store: Store, given: Any) -> None:
    noon = datetime(2024, 5, 6, 12)
    given.comment("undated 1")
    given.comment("noon 1", created_at=noon)
    given.comment("long ago", created_at=datetime(1999, 1, 1))
    given.comment("a microsecond later", created_at=noon + timedelta(microseconds=1))
    given.comment("noon 2", created_at=noon)
    given.comment("undated 2")
    assert texts(store.comments.page(CommentFilter())) == [
        "a microsecond later",
        "noon 2",
        "noon 1",
        "long ago",
        "undated 2",
        "undated 1",
    ]


def test_pages_follow_each_other_without_gap_or_overlap(store: Store, given: Any) -> None:
    for number in range(7):
        given.comment(str(number))
    pages = [
        store.comments.page(CommentFilter(), offset=offset, limit=3) for offset in (0, 3, 6, 9)
    ]
    assert [texts(page) for page in pages] == [["6", "5", "4"], ["3", "2", "1"], ["0"], []]


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, {"Login fails", "Lambat sekali", "n/a", "Too expensive", "Muito caro", "-"}),
        (
            {"include_filler": False},
            {"Login fails", "Lambat sekali", "Too expensive", "Muito caro"},
        ),
        ({"source": "app"}, {"Login fails", "Lambat sekali", "n/a"}),
        ({"source": "nowhere"}, set()),
        ({"language": "en"}, {"Login fails", "n/a", "Too expensive"}),
        ({"language": "en", "source": "app", "include_filler": False}, {"Login fails"}),
        ({"unassigned": True}, {"Lambat sekali", "Muito caro"}),
        ({"unassigned": True, "source": "app"}, {"Lambat sekali"}),
        ({"search": "a", "source": "survey"}, {"Muito caro"}),
        ({"theme_id": 10**30}, set()),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_filter_means_what_all_its_parts_mean(
    store: Store, where: dict[str, Any], expected: set[str]
) -> None:
    assert found(store, **where) == expected


@pytest.mark.usefixtures("mixed")
def test_a_filter_by_theme_finds_what_is_in_it(store: Store) -> None:
    price = next(theme for theme in store.themes.all() if theme.name == "Price")
    assert found(store, theme_id=price.id) == {"Too expensive", "-"}
    assert found(store, theme_id=price.id, include_filler=False) == {"Too expensive"}
    assert found(store, theme_id=price.id, search="EXP") == {"Too expensive"}
    assert found(store, theme_id=price.id, unassigned=True) == set()


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("100%", {"100% broken"}),
        ("%", {"100% broken"}),
        ("a_b", {"a_b"}),
        ("_", {"a_b"}),
        ("it's", {'It\'s "fine" \\o/'}),
        ('"FINE"', {'It\'s "fine" \\o/'}),
        ("\\o", {'It\'s "fine" \\o/'}),
        ("жақсы", {"ЖАҚСЫ қызмет"}),
        ("ҚЫЗМЕТ", {"ЖАҚСЫ қызмет"}),
        ("AÇÃO", {"A ação falhou"}),
        ("STRASSE", {"In der Straße"}),
        ("🐢", {"slow 🐢"}),
        ("'; DROP TABLE comments; --", set()),
        ("x" * 100_000, set()),
        (
            "",
            {
                "100% broken",
                "a_b",
                "axb",
                'It\'s "fine" \\o/',
                "ЖАҚСЫ қызмет",
                "A ação falhou",
                "In der Straße",
                "slow 🐢",
            },
        ),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_search_finds_text_as_it_is_letter_case_aside(
    store: Store, given: Any, search: str, expected: set[str]
) -> None:
    for text in (
        "100% broken",
        "a_b",
        "axb",
        'It\'s "fine" \\o/',
        "ЖАҚСЫ қызмет",
        "A ação falhou",
        "In der Straße",
        "slow 🐢",
    ):
        given.comment(text, created_at=datetime(2024, 5, 6))
    assert found(store, search=search) == expected


def test_a_search_finds_the_edited_text_and_no_longer_the_old_one(store: Store, given: Any) -> None:
    given.comment("OLD words", key="1", created_at=datetime(2024, 5, 6))
    given.comment("NEW words", key="1", created_at=datetime(2024, 5, 6))
    assert found(store, search="new") == {"NEW words"}
    assert found(store, search="old") == set()


def test_weeks_begin_on_monday_and_those_without_comments_count_zero(
    store: Store, given: Any
) -> None:
    for moment in (
        datetime(2024, 1, 1, 0, 0),  # a Monday
        datetime(2024, 1, 7, 23, 59, 59, 999999),  # the Sunday after
        datetime(2024, 1, 28, 12),
        datetime(2023, 12, 31, 23, 59),
    ):
        given.comment(created_at=moment)
    given.comment("undated")
    assert store.comments.weekly(CommentFilter()) == [
        WeekCount(date(2023, 12, 25), 1),
        WeekCount(date(2024, 1, 1), 2),
        WeekCount(date(2024, 1, 8), 0),
        WeekCount(date(2024, 1, 15), 0),
        WeekCount(date(2024, 1, 22), 1),
    ]


def test_the_weeks_of_a_filter_run_from_its_first_to_its_last(store: Store, given: Any) -> None:
    given.comment(language="en", created_at=datetime(2023, 1, 2))
    given.comment(language="pt", created_at=datetime(2024, 1, 1))
    given.comment(language="pt", created_at=datetime(2024, 1, 8))
    assert store.comments.weekly(CommentFilter(language="pt")) == [
        WeekCount(date(2024, 1, 1), 1),
        WeekCount(date(2024, 1, 8), 1),
    ]
    assert store.comments.weekly(CommentFilter(search="slow", language="en")) == [
        WeekCount(date(2023, 1, 2), 1)
    ]


def test_there_are_no_weeks_without_dates(store: Store, given: Any) -> None:
    assert store.comments.weekly(CommentFilter()) == []
    given.comment()
    assert store.comments.weekly(CommentFilter()) == []


def test_the_ends_of_the_calendar_are_weeks_too(store: Store, given: Any) -> None:
    given.comment(created_at=datetime.min)
    assert store.comments.weekly(CommentFilter()) == [WeekCount(date(1, 1, 1), 1)]
    given.comment(source="last", created_at=datetime.max)
    assert store.comments.weekly(CommentFilter(source="last")) == [WeekCount(date(9999, 12, 27), 1)]
    assert [row.created_at for row in store.comments.page(CommentFilter())] == [
        datetime.max,
        datetime.min,
    ]


def test_totals_of_an_empty_store_are_zero(store: Store) -> None:
    assert store.comments.totals() == CommentTotals()


def test_totals_count_all_comments_and_add_up(store: Store, given: Any, mixed: None) -> None:
    given.source("demo", is_sample=True)
    given.comment("Sample", source="demo", language="en")
    totals = store.comments.totals()
    assert totals == CommentTotals(
        comments=7,
        filler=2,
        assigned=2,
        sample=1,
        languages={"en": 4, "id": 1, "pt": 1, "": 1},
        sources={"app": 3, "survey": 3, "demo": 1},
    )
    # A filler comment that a person put into a theme is not counted off twice.
    assert totals.unassigned == store.comments.count(CommentFilter(unassigned=True)) == 3


def test_iterating_goes_by_id_in_chunks_of_any_size(store: Store, given: Any) -> None:
    rows = [
        given.comment(str(number), created_at=datetime(2030 - number, 1, 1)) for number in range(7)
    ]
    for chunk in (1, 2, 3, 7, 100):
        assert list(store.comments.iterate(CommentFilter(), chunk=chunk)) == rows


def test_iterating_lets_the_store_be_written_in_between(store: Store, given: Any) -> None:
    theme = given.theme(comments=[given.comment(str(number)) for number in range(6)])
    seen = []
    for comment in store.comments.iterate(CommentFilter(theme_id=theme.id), chunk=2):
        seen.append(comment.text)
        given.theme(f"Theme of {comment.text}")
    assert seen == list("012345")
